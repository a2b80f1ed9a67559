import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import JSZip from 'jszip';
import { run } from './run.ts';

/**
 * Store packages for both browsers and the source zip for reviewers. Builds the unpacked sources
 * again and compares the result file by file.
 */

function hashes(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Map(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [
        path.slice(folder.length + 1),
        createHash('sha256').update(readFileSync(path)).digest('hex'),
      ];
    }),
  );
}

async function unpack(zip: string, into: string): Promise<void> {
  const { files } = await JSZip.loadAsync(readFileSync(zip));
  for (const file of Object.values(files)) {
    if (file.dir) continue;
    const path = resolve(into, file.name);
    if (!path.startsWith(into))
      throw new Error(`the zip contains a path outside its folder: ${file.name}`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, await file.async('nodebuffer'));
  }
}

for (const browser of ['chrome', 'firefox']) {
  if ((await run('wxt', ['zip', '-b', browser, '--mv3', '--sources'])) !== 0) process.exit(1);
}
const sources = readdirSync('.output').find((name) => name.endsWith('-sources.zip'));
if (!sources) throw new Error('wxt wrote no source zip');
const folder = mkdtempSync(join(tmpdir(), 'sideline-sources-'));
try {
  await unpack(join('.output', sources), folder);
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  process.chdir(folder);
  const built = resolve(folder, '.output/firefox-mv3');
  if ((await run('wxt', ['build', '-b', 'firefox', '--mv3'])) !== 0)
    throw new Error('the sources do not build on their own');
  process.chdir(resolve(import.meta.dirname, '..'));
  const packed = hashes(resolve('.output/firefox-mv3'));
  const rebuilt = hashes(built);
  const different = [...new Set([...packed.keys(), ...rebuilt.keys()])].filter(
    (path) => packed.get(path) !== rebuilt.get(path),
  );
  if (different.length > 0)
    throw new Error(`the rebuilt sources differ from the package: ${different.join(', ')}`);
  console.log(`The sources build the same ${packed.size} files.`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
