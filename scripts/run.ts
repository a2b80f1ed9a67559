import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/**
 * Runs a command and shows its output.
 * @returns its exit code; where a signal ended it, that of a shell: 128 and the signal's number.
 */
export function run(
  command: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<number> {
  return new Promise((done) => {
    const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...env } });
    child.on('close', (code, signal) => {
      if (signal) console.error(`${command} was ended by ${signal}.`);
      done(code ?? 128 + (signal ? constants.signals[signal] : 0));
    });
    child.on('error', (error) => {
      console.error(`${command} did not start: ${error.message}`);
      done(1);
    });
  });
}

/** Runs a command and collects its output, so that parallel commands do not mix theirs. */
export function runQuietly(
  command: string,
  args: readonly string[],
): Promise<{ code: number; output: string }> {
  return new Promise((done) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const output: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => output.push(chunk));
    const end = (code: number) => done({ code, output: Buffer.concat(output).toString() });
    child.on('close', (code) => end(code ?? 1));
    child.on('error', (error) => done({ code: 1, output: String(error) }));
  });
}
