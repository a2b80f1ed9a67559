import { spawn } from 'node:child_process';

/** Runs a command with this Node's tools in reach, its output shown. @returns its exit code. */
export function run(command: string, args: readonly string[], env: Record<string, string> = {}): Promise<number> {
  return new Promise((done) => {
    const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...env } });
    child.on('close', (code) => done(code ?? 1));
    child.on('error', () => done(1));
  });
}
