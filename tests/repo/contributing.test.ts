import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, expect, it } from 'vitest';

// The examples of CONTRIBUTING.md are compiled, so that they stay right: whole modules by
// themselves, the three parts of a command in a copy of the files where they belong.

const GENERATED = '.sideline/contributing';
const CONTRIBUTING = readFileSync('CONTRIBUTING.md', 'utf8');

/** The folder in which each example would be, by the type of what it exports. */
const folders: Record<string, string> = {
  Signal: 'lib/coaching/signals',
  Adapter: 'lib/crm/adapters',
};

/** The `ts` blocks without their indentation. */
const examples = [...CONTRIBUTING.matchAll(/^( *)```ts\n([\s\S]*?)^ *```$/gm)].map(
  ([, indent = '', code = '']) => code.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
);
const modules = examples.filter((code) => /^import /m.test(code));

function compile(folder: string): string {
  const tsc = resolve('node_modules/typescript/bin/tsc');
  const run = spawnSync(process.execPath, [tsc, '-p', folder, '--checkers', '1'], {
    encoding: 'utf8',
  });
  return run.stdout + run.stderr;
}

/** The errors of the compiler in these modules. */
function errorsIn(modules: readonly string[]): string {
  rmSync(GENERATED, { recursive: true, force: true });
  mkdirSync(GENERATED, { recursive: true });
  const files = modules.map((code, index) => {
    const type = /^export const \w+: (\w+) = /m.exec(code)?.[1] ?? '';
    const isCollection = /^export default collection\(/m.test(code);
    const folder = resolve(isCollection ? 'lib/model/collections' : (folders[type] ?? '.'));
    const file = `example${index}.ts`;
    writeFileSync(
      join(GENERATED, file),
      code
        .replaceAll(/from '(\.[^']+)'/g, (_, path: string) => `from '${join(folder, path)}'`)
        // Step 1 of the recipe adds the name of the new CRM.
        .replaceAll("'examplecrm'", "'pipedrive'"),
    );
    return file;
  });
  const config = { extends: '../../tsconfig.pure.json', include: files };
  const compilerOptions = { lib: ['ES2024', 'DOM', 'DOM.Iterable'] };
  writeFileSync(join(GENERATED, 'tsconfig.json'), JSON.stringify({ ...config, compilerOptions }));
  return compile(GENERATED);
}

/** The files that get a part of the command, in the order of its recipe. */
const commandFiles = ['lib/messages/facts.ts', 'lib/commands/facts.ts', 'tests/commands/inputs.ts'];

/** The errors of the compiler where these files have got their parts of a new command. */
function errorsWith(parts: readonly string[]): string {
  rmSync(GENERATED, { recursive: true, force: true });
  for (const folder of ['lib', 'locales', 'tests/commands', 'tests/helpers'])
    cpSync(folder, join(GENERATED, folder), { recursive: true });
  for (const [at, part] of parts.entries()) {
    const file = join(GENERATED, commandFiles[at] ?? '');
    const neighbour = "  'role.local': ";
    const source = readFileSync(file, 'utf8');
    expect(source.split(neighbour)).toHaveLength(2);
    writeFileSync(
      file,
      source.replace(neighbour, () => `${part}\n${neighbour}`),
    );
  }
  const include = ['tests/commands/inputs.ts', '../../.wxt/wxt.d.ts'];
  writeFileSync(
    join(GENERATED, 'tsconfig.json'),
    JSON.stringify({ extends: '../../tsconfig.json', include }),
  );
  return compile(GENERATED);
}

afterAll(() => rmSync(GENERATED, { recursive: true, force: true }));

it('the modules in CONTRIBUTING.md compile', { timeout: 60_000 }, () => {
  expect(modules).toHaveLength(3);
  const [signal = '', , confidence = ''] = modules;
  expect(errorsIn(modules)).toBe('');
  expect(errorsIn([signal.replace("about: 'deal',", '')])).toContain("Property 'about' is missing");
  expect(errorsIn([confidence.replace('  schema: Confidence,\n', '')])).toContain(
    "Property 'schema' is missing",
  );
  // Step 4 of the recipe of a collection.
  const [, ofOne = '', ofAll = ''] =
    /`summarised: ('\w+')` to its declaration, or `('\w+')`/.exec(CONTRIBUTING) ?? [];
  const summarised = (value: string) =>
    confidence.replace('  history: true,\n', `  history: true,\n  summarised: ${value},\n`);
  expect(errorsIn([summarised(ofOne), summarised(ofAll)])).toBe('');
});

it('the parts of a command in CONTRIBUTING.md compile', { timeout: 120_000 }, () => {
  const parts = examples.filter((code) => code.startsWith("'role.forget': "));
  expect(parts).toHaveLength(commandFiles.length);
  expect(errorsWith(parts)).toBe('');
  // Step 3: without a case for its test it does not compile.
  expect(errorsWith(parts.slice(0, 2))).toContain(`Property '"role.forget"' is missing`);
});
