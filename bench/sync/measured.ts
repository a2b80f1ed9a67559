import { execFile } from 'node:child_process';

/** How long it took until A's notes were at the server, and until all of them were at B, ms. */
export interface Timed {
  push: number;
  total: number;
}

/** A pair of clients that has not finished by then never will, ms. */
const PATIENCE = 90_000;

/** Runs a pair of clients and reads what they print last. @throws Error when they fail or do not finish. */
export function measured(name: string, args: readonly string[], cwd?: string): Promise<Timed> {
  return new Promise((done, fail) =>
    execFile(
      process.execPath,
      args,
      { cwd, timeout: PATIENCE, killSignal: 'SIGKILL' },
      (error, out) => {
        const last = out.trim().split('\n').at(-1) ?? '';
        if (error?.killed) fail(new Error(`${name} had not finished after ${PATIENCE / 1000} s`));
        else if (error || !last.startsWith('{'))
          fail(new Error(`${name}: ${error?.message ?? out}`));
        else done(JSON.parse(last) as Timed);
      },
    ),
  );
}
