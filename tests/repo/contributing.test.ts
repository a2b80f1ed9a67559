import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

// The examples of CONTRIBUTING.md that are whole modules are compiled, so that they stay right.

const GENERATED = '.sideline/contributing';

/** The folder in which each example would be, by the type of what it exports. */
const folders: Record<string, string> = {
  Signal: 'lib/coaching/signals',
  Adapter: 'lib/crm/adapters',
};

/** The `ts` blocks with imports, without their indentation. */
const modulesOf = (document: string): string[] =>
  [...document.matchAll(/^( *)```ts\n([\s\S]*?)^ *```$/gm)]
    .map(([, indent = '', code = '']) => code.replaceAll(new RegExp(`^${indent}`, 'gm'), ''))
    .filter((code) => /^import /m.test(code));

/** The errors of the compiler in these modules. */
function errorsIn(modules: readonly string[]): string {
  mkdirSync(GENERATED, { recursive: true });
  const files = modules.map((code, index) => {
    const type = /^export const \w+: (\w+) = /m.exec(code)?.[1] ?? '';
    const folder = resolve(folders[type] ?? '.');
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
  const tsc = resolve('node_modules/typescript/bin/tsc');
  const run = spawnSync(process.execPath, [tsc, '-p', GENERATED, '--checkers', '1'], {
    encoding: 'utf8',
  });
  return run.stdout + run.stderr;
}

it('the examples in CONTRIBUTING.md compile', { timeout: 60_000 }, () => {
  const modules = modulesOf(readFileSync('CONTRIBUTING.md', 'utf8'));
  expect(modules).toHaveLength(2);
  const [signal = ''] = modules;
  expect(errorsIn(modules)).toBe('');
  expect(errorsIn([signal.replace("about: 'deal',", '')])).toContain("Property 'about' is missing");
});
