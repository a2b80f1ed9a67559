// `npm run mutants [NAME]`: plants one fault of `mutants/` after the other in a copy of the
// project, and expects the named tests to fail.

import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { mutants } from './mutants/index.ts';

const root = mkdtempSync(join(tmpdir(), 'sideline-mutants-'));
let failures = 0;
try {
  for (const name of [
    'lib',
    'server',
    'tests',
    'components',
    'entrypoints',
    'locales',
    'demo',
    'scripts',
    'public',
    'package.json',
    'tsconfig.json',
    'vitest.config.ts',
    'wxt.config.ts',
    '.wxt',
  ])
    cpSync(resolve(name), join(root, name), { recursive: true });
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'));
  const wanted = process.argv.slice(2).join(' ');
  for (const { name, file, from, to, tests } of mutants.filter((mutant) =>
    mutant.name.includes(wanted),
  )) {
    const path = join(root, file);
    const source = readFileSync(path, 'utf8');
    if (source.split(from).length !== 2) {
      console.log(`✗ ${name}: its source text must occur exactly once in ${file}`);
      failures += 1;
      continue;
    }
    writeFileSync(
      path,
      source.replace(from, () => to),
    );
    const run = spawnSync(
      'vitest',
      [
        'run',
        ...['pure', 'device', 'server', 'components', 'unit', 'soak'].flatMap((name) => [
          '--project',
          name,
        ]),
        '--bail',
        '1',
        ...tests,
      ],
      { cwd: root, encoding: 'utf8' },
    );
    writeFileSync(path, source);
    const isCaught = /Tests\s+.*?(\d+) failed/.test(run.stdout ?? '');
    // Neither caught nor survived: no test ran, so nothing was shown.
    const hasRun = /Tests\s+.*?\d+ passed/.test(run.stdout ?? '');
    const result = isCaught ? '✓ caught' : hasRun ? '✗ survived' : '✗ no test ran';
    console.log(`${result}: ${name}`);
    if (!isCaught) {
      failures += 1;
      console.log(`${run.stdout ?? ''}${run.stderr ?? ''}`.split('\n').slice(-25).join('\n'));
    }
  }
} finally {
  rmSync(root, { recursive: true, force: true });
}
process.exit(failures === 0 ? 0 : 1);
