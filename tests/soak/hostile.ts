import { spawnSync } from 'node:child_process';
import type { SoakOptions, SoakResult } from './index.ts';

/** Runs the generated requests of hostileGenerated.test.ts with any number of runs. */
export async function hostile({ runs, seed, url }: SoakOptions): Promise<SoakResult> {
  const kind = url === null ? 'sqlite' : 'postgres';
  const args = [
    'run',
    '--project',
    'soak',
    'tests/soak/hostileGenerated.test.ts',
    '-t',
    `on ${kind}`,
  ];
  const env = { ...process.env, SIDELINE_GENERATED: `${runs}`, SIDELINE_SEED: `${seed}` };
  const { status, stdout, stderr } = spawnSync('vitest', args, { env, encoding: 'utf8' });
  return { runs, failed: status === 0 ? null : `${stdout}${stderr}`.slice(-4000) };
}
