import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';

/** For the tests of one file: what is in the list is closed after each test, the last first. */
export function closedAfterEach(): (() => unknown)[] {
  const closing: (() => unknown)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });
  return closing;
}

/** An empty folder for each test of one file, and what is closed before the folder is removed. */
export function scratchFolder() {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sideline-scratch-'));
  });
  // Added first, so that it runs last.
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  return {
    closing: closedAfterEach(),
    folder: () => folder,
    path: (name: string) => join(folder, name),
  };
}
