import { runQuietly } from './run.ts';

// One checker needs the least CPU time: several repeat each other's work.
const tsc = ['--noEmit', '--checkers', '1'];

/** Static checks. Each counts as one in the last line of the tests. */
export const checks: readonly { name: string; command: string; args: readonly string[] }[] = [
  { name: 'types', command: 'tsc', args: tsc },
  { name: 'types of pure code', command: 'tsc', args: [...tsc, '-p', 'tsconfig.pure.json'] },
  { name: 'types of CRM code', command: 'tsc', args: [...tsc, '-p', 'tsconfig.crm.json'] },
  {
    name: 'lint and format',
    command: 'biome',
    args: ['check', '--error-on-warnings', '--max-diagnostics=40', '.'],
  },
  { name: 'dead code', command: 'knip', args: [] },
];

/** Import directions and forgotten registrations: `npm test` runs these as tests. */
export const repository = {
  name: 'repository',
  command: 'vitest',
  args: ['run', '--project', 'repo', '--reporter=dot'],
};

/** Runs all checks in parallel. @returns the names of the failed ones. */
export async function runChecks(wanted: typeof checks): Promise<string[]> {
  const failed: string[] = [];
  await Promise.all(
    wanted.map(async ({ name, command, args }) => {
      const { code, output } = await runQuietly(command, args);
      console.log(`${code === 0 ? '✓' : '✗'} ${name}`);
      if (code === 0) return;
      failed.push(name);
      console.log(output);
    }),
  );
  return failed;
}
