// `npm run mutants [NAME]`: plants one fault of `mutants/` after the other in a copy of the
// project, and expects the named tests to fail. Without a fault they pass there, or a failure would
// prove nothing.

import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { mutants } from './mutants/index.ts';
import type { Mutant } from './mutants/mutant.ts';

const root = mkdtempSync(join(tmpdir(), 'sideline-mutants-'));
const projects = ['pure', 'device', 'server', 'components', 'alone', 'soak'];
let failures = 0;

interface Result {
  status: number | null;
  hasFailed: boolean;
  hasPassed: boolean;
  output: string;
}

/** Runs these tests in the copy, until one fails. */
function run(tests: readonly string[]): Result {
  const options = projects.flatMap((name) => ['--project', name]);
  const { status, stdout, stderr } = spawnSync(
    'vitest',
    ['run', ...options, '--bail', '1', ...tests],
    {
      cwd: root,
      encoding: 'utf8',
    },
  );
  return {
    status,
    hasFailed: /Tests\s+.*?\d+ failed/.test(stdout ?? ''),
    hasPassed: /Tests\s+.*?\d+ passed/.test(stdout ?? ''),
    output: `${stdout ?? ''}${stderr ?? ''}`.split('\n').slice(-25).join('\n'),
  };
}

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
  const chosen = mutants.filter(({ name }) => name.includes(wanted));
  // Entries of `tests` that are no paths are options.
  const files = new Set(chosen.flatMap(({ tests }) => tests.filter((entry) => existsSync(entry))));
  const control = run([...files]);
  if (control.status !== 0 || !control.hasPassed) {
    console.log(`✗ the tests do not pass without a fault\n${control.output}`);
    failures += 1;
  } else for (const mutant of chosen) plant(mutant);
} finally {
  rmSync(root, { recursive: true, force: true });
}
process.exit(failures === 0 ? 0 : 1);

/** Plants one fault, and takes it out again. */
function plant({ name, file, from, to, tests }: Mutant): void {
  const path = join(root, file);
  const source = readFileSync(path, 'utf8');
  if (source.split(from).length !== 2) {
    console.log(`✗ ${name}: its source text must occur exactly once in ${file}`);
    failures += 1;
    return;
  }
  writeFileSync(
    path,
    source.replace(from, () => to),
  );
  const { hasFailed, hasPassed, output } = run(tests);
  writeFileSync(path, source);
  // Neither caught nor survived: no test ran, so nothing was shown.
  const result = hasFailed ? '✓ caught' : hasPassed ? '✗ survived' : '✗ no test ran';
  console.log(`${result}: ${name}`);
  if (hasFailed) return;
  failures += 1;
  console.log(output);
}
