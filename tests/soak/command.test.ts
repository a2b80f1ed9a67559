import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { soaks } from './index.ts';

const soak = (...args: string[]) =>
  spawnSync(process.execPath, ['scripts/soak.ts', ...args], { encoding: 'utf8' });

describe('the command for long runs, in plain Node', () => {
  it('lists them', () => {
    const { status, stderr } = soak();
    for (const name of Object.keys(soaks)) expect(stderr).toContain(`\n  ${name} `);
    expect(status).toBe(1);
  });
  it.each(Object.entries(soaks))(
    'docs/reliability.md has the runs of %s',
    (name, { inTests, full }) => {
      const lines = readFileSync('docs/reliability.md', 'utf8').split('\n');
      const [, , tests = '', whole = ''] =
        lines.find((line) => line.startsWith(`| \`${name}\` |`))?.split(' | ') ?? [];
      const numberIn = (cell: string) => Number(/^[\d,]+/.exec(cell)?.[0].replaceAll(',', ''));
      expect([numberIn(tests), numberIn(whole)]).toEqual([inTests, full]);
    },
  );
  it('runs one', () => {
    const { status, stdout } = soak('interleaving', '--runs', '2', '--seed', '1');
    expect(stdout).toContain('✓ interleaving on sqlite: 2 runs from seed 1');
    expect(status).toBe(0);
  });
});
