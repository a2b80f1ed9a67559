import { expect, it } from 'vitest';
import { inTurn } from '../../lib/commands/inTurn.ts';

it('runs jobs of one key one after the other, others beside them', async () => {
  const run = inTurn();
  const log: string[] = [];
  let finish = () => {};
  const first = run('a', async () => {
    await new Promise<void>((done) => {
      finish = done;
    });
    log.push('older');
  });
  const second = run('a', async () => void log.push('newer'));
  await run('b', async () => void log.push('other'));
  expect(log).toEqual(['other']);
  finish();
  await Promise.all([first, second]);
  expect(log).toEqual(['other', 'older', 'newer']);
});

it('goes on after a failure, which only its caller gets', async () => {
  const run = inTurn();
  const failed = run('a', () => Promise.reject(new Error('full')));
  const next = run('a', async () => {});
  await expect(failed).rejects.toThrow('full');
  await expect(next).resolves.toBeUndefined();
});
