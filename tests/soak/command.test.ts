import { spawnSync } from 'node:child_process';
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
  it('runs one', () => {
    const { status, stdout } = soak('interleaving', '--runs', '2', '--seed', '1');
    expect(stdout).toContain('✓ interleaving on sqlite: 2 runs from seed 1');
    expect(status).toBe(0);
  });
});
