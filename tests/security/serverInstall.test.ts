// F27: npm run server ran a Node that a package fetched at its installation, outside the lock file.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

/** Records its arguments, and installs nothing. */
const NPM = '#!/bin/sh\necho "$@" >> npm.log\nmkdir -p node_modules\n';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sideline-bootstrap-'));
  for (const path of ['scripts', 'server', 'bin']) mkdirSync(join(folder, path));
  cpSync('scripts/bootstrap.mjs', join(folder, 'scripts/bootstrap.mjs'));
  writeFileSync(join(folder, 'package-lock.json'), '{}');
  writeFileSync(join(folder, 'server/main.ts'), "console.log('node: ' + process.execPath);");
  writeFileSync(join(folder, 'bin/npm'), NPM, { mode: 0o755 });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** @param version what Node says it is. */
function run(version = process.versions.node): { output: string; failed: boolean } {
  const code = `Object.defineProperty(process.versions,'node',{value:'${version}'})`;
  const pretend = `data:text/javascript,${code}`;
  try {
    const output = execFileSync(
      process.execPath,
      ['--import', pretend, 'scripts/bootstrap.mjs', 'server'],
      {
        cwd: folder,
        encoding: 'utf8',
        stdio: 'pipe',
        env: { PATH: `${join(folder, 'bin')}:${process.env.PATH}` },
      },
    );
    return { output, failed: false };
  } catch (error) {
    return { output: String((error as { stderr?: unknown }).stderr), failed: true };
  }
}
const npmRuns = () =>
  existsSync(join(folder, 'npm.log'))
    ? readFileSync(join(folder, 'npm.log'), 'utf8').trim().split('\n')
    : [];

describe('npm run server', () => {
  it('runs with the Node of the system, on the packages of the server alone', () => {
    expect(run().output).toContain(`node: ${process.execPath}`);
    expect(npmRuns()).toHaveLength(1);
    for (const option of ['--omit=dev', '--omit=optional', '--omit=peer', '--ignore-scripts'])
      expect(npmRuns()[0]).toContain(option);
    run();
    expect(npmRuns(), 'installed once').toHaveLength(1);
    writeFileSync(join(folder, 'package-lock.json'), '{ }');
    run();
    expect(npmRuns(), 'and again when the lock file changed').toHaveLength(2);
  });
  it('says which Node it needs, and fetches none', () => {
    const { output, failed } = run('20.20.2');
    expect(failed).toBe(true);
    expect(output).toContain('The server needs Node 24 or later, and this is Node 20.20.2.');
    expect(npmRuns()).toEqual([]);
  });
  it('uses the Node of a development checkout only where the system’s is too old', () => {
    const theirs = join(folder, 'node_modules/node/bin/node');
    mkdirSync(dirname(theirs), { recursive: true });
    writeFileSync(theirs, '#!/bin/sh\necho "node: the one among the packages"\n', { mode: 0o755 });
    const lock = createHash('sha256').update('{}').digest('hex');
    writeFileSync(join(folder, 'node_modules/.sideline-lock'), lock);
    expect(run('20.20.2').output).toContain('the one among the packages');
    expect(run().output).toContain(`node: ${process.execPath}`);
    expect(npmRuns()).toEqual([]);
  });
});
