import type { SoakOptions, SoakResult } from './index.ts';

/**
 * Runs with the seeds `seed`, `seed` + 1 …, until one fails. An exception is a failure too.
 * @param run its seed and its number. @returns null where no check failed.
 */
export async function untilFailure(
  { runs, seed, report }: SoakOptions,
  run: (seed: number, index: number) => Promise<string | null>,
): Promise<SoakResult> {
  for (let index = 0; index < runs; index++) {
    const failed = await run(seed + index, index).catch((error: unknown) =>
      error instanceof Error ? (error.stack ?? error.message) : String(error),
    );
    if (failed !== null) return { runs: index + 1, failed: `seed ${seed + index}: ${failed}` };
    report?.(index + 1);
  }
  return { runs, failed: null };
}
