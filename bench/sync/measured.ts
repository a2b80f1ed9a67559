import { execFile } from 'node:child_process';

/** Time until A's notes are at the server, and until all of them are at B, in ms. */
export interface Timed {
  push: number;
  total: number;
}

/** After this time a pair of clients counts as stuck, in ms. */
const PATIENCE = 90_000;

/** Runs a pair of clients and parses their last line. @throws Error when they fail or get stuck. */
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
