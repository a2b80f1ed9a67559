// The comparison of two builds says what it could not measure.

import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { compare } from '../../bench/compare.ts';

afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = 0;
});

it('a folder without packages has no result, and the comparison fails', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sideline-'));
  mkdirSync(join(folder, 'bench'));
  writeFileSync(join(folder, 'bench/main.ts'), '');
  const said = vi.spyOn(console, 'log').mockImplementation(() => {});
  vi.spyOn(console, 'table').mockImplementation(() => {});
  compare(['none', folder, '1']);
  expect(said.mock.calls.flat().join('\n')).toContain(`${folder}: no result`);
  expect(process.exitCode).toBe(1);
});
