import { describe, expect, it, vi } from 'vitest';
import { run } from '../../scripts/run.ts';

// A run that ended in the middle said nothing about itself: neither its code nor its signal.

const node = (program: string) => run(process.execPath, ['-e', program]);

describe('a command of the loop', () => {
  it('has the exit code of its program', async () => {
    expect(await node('')).toBe(0);
    expect(await node('process.exit(3)')).toBe(3);
  });
  it('that a signal ends says so, and fails like in a shell', async () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => {});
    expect(await node(`process.kill(process.pid, 'SIGKILL')`)).toBe(137);
    expect(said).toHaveBeenCalledWith(expect.stringMatching(/was ended by SIGKILL/));
  });
  it('that does not start says why', async () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => {});
    expect(await run('no-such-command', [])).toBe(1);
    expect(said).toHaveBeenCalledWith(expect.stringMatching(/did not start: .*ENOENT/));
  });
});
