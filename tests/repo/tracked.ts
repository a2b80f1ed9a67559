import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/**
 * Paths of the repository's files with one of these endings: tracked files, and new ones that are
 * not ignored. Fixtures of 0.1.0 are left out.
 */
export function trackedFiles(endings: RegExp): string[] {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  return execFileSync('git', args, { encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 })
    .split('\0')
    .filter((path) => endings.test(path) && !path.startsWith('tests/fixtures/'))
    .filter((path) => existsSync(path));
}
