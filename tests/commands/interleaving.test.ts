import { expect, it } from 'vitest';
import type { CommandName } from '../../lib/commands/index.ts';
import { openDevice, ref } from './device.ts';
import { generate, play } from './interleaving.ts';

const RUNS = 1000;
const FIRST_SEED = 20_261_127;

it(`${RUNS} interleavings of two panels lose no word and no field, and double no row`, async () => {
  for (let seed = FIRST_SEED; seed < FIRST_SEED + RUNS; seed++) {
    const device = await openDevice('dana');
    const run = device.run as (name: CommandName, input: unknown) => Promise<unknown>;
    const wrong = await play(generate(seed), {
      ref,
      rep: 'tomas',
      audience: 'pair',
      run(_panel, name, input) {
        device.now += 1;
        return run(name, input);
      },
      rows: () => device.rows(),
      outbox: () => device.db.outbox.toArray(),
    });
    expect(wrong, `seed ${seed}`).toEqual([]);
    await device.db.delete();
  }
}, 300_000);
