import { run } from './run.ts';

/** Checks that take seconds. Each counts as one in the last line of the tests. */
export const checks: readonly { name: string; run(): Promise<number> }[] = [
  { name: 'lint and format', run: () => run('biome', ['check', '--error-on-warnings', '--max-diagnostics=40', '.']) },
  { name: 'types', run: () => run('tsc', ['--noEmit']) },
  { name: 'types of pure code', run: () => run('tsc', ['--noEmit', '-p', 'tsconfig.pure.json']) },
  { name: 'dead code', run: () => run('knip', []) },
];

/** @returns the names of those that failed. */
export async function runChecks(): Promise<string[]> {
  const failed: string[] = [];
  for (const check of checks) {
    const code = await check.run();
    console.log(`${code === 0 ? '✓' : '✗'} ${check.name}`);
    if (code !== 0) failed.push(check.name);
  }
  return failed;
}
