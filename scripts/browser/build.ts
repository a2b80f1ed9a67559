import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * Builds the extension for a browser with fixed CRM hosts, into a separate folder.
 * @param root the folder of another WXT project.
 * @returns the folder to load.
 */
export async function build(
  browser: 'chrome' | 'firefox',
  env: Record<string, string>,
  out: string,
  root = '.',
): Promise<string> {
  let log = '';
  const code = await new Promise<number | null>((done) => {
    const child = spawn(
      process.execPath,
      ['node_modules/wxt/bin/wxt.mjs', 'build', root, '-b', browser, '--mv3'],
      {
        env: { ...process.env, ...env, SIDELINE_OUT: out, NODE_ENV: 'production' },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    child.stdout.on('data', (data) => (log += data));
    child.stderr.on('data', (data) => (log += data));
    child.on('close', done);
  });
  const folder =
    root === '.' ? resolve(out, `${browser}-mv3`) : resolve(root, '.output', `${browser}-mv3`);
  if (code !== 0 || !existsSync(resolve(folder, 'manifest.json')))
    throw new Error(`the build for ${browser} failed:\n${log.slice(-3000)}`);
  return folder;
}
