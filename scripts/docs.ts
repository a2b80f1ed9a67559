import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { PlaybookFile, PromptFile } from '../lib/coaching/authored/file.ts';
import { capabilityTable, signals } from '../lib/coaching/index.ts';
import { collectionTable } from './collections.ts';
import { crmTables } from './crmMatrix.ts';
import { run } from './run.ts';

/** Writes the generated parts of the documents. Tests in tests/repo fail if one is stale. */
mkdirSync('docs/schemas', { recursive: true });
for (const [name, schema] of [
  ['prompts', PromptFile],
  ['playbook', PlaybookFile],
] as const) {
  writeFileSync(
    `docs/schemas/${name}.schema.json`,
    `${JSON.stringify(z.toJSONSchema(schema, { io: 'input' }), null, 2)}\n`,
  );
}
const page = readFileSync('docs/signals.md', 'utf8');
writeFileSync('docs/signals.md', `${page.slice(0, page.indexOf('| # |'))}${capabilityTable()}\n`);
const rules = readFileSync('docs/collections.md', 'utf8');
writeFileSync(
  'docs/collections.md',
  `${rules.slice(0, rules.indexOf('| '))}${collectionTable()}\n`,
);
const readme = readFileSync('README.md', 'utf8');
const [start, end] = ['## Supported CRMs\n\n', '\n\n**Limits on Salesforce.**'];
const [above = '', rest = ''] = readme.split(start);
const below = rest.slice(rest.indexOf(end));
writeFileSync(
  'README.md',
  `${above}${start}${crmTables()}${below}`.replace(
    /all \d+ signals/,
    `all ${signals.length} signals`,
  ),
);
process.exitCode = await run('biome', ['check', '--write', 'docs/schemas']);
