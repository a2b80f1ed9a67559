import type { CommandName } from '../../lib/commands/index.ts';
import { openDevice, ref } from '../commands/device.ts';
import { generate, play } from '../helpers/interleaving.ts';
import type { SoakOptions, SoakResult } from './index.ts';

/** Interleavings of two panels' commands on a database in memory, one seed after the other. */
export async function interleaving({ runs, seed, report }: SoakOptions): Promise<SoakResult> {
  for (let run = 0; run < runs; run++) {
    const device = await openDevice('dana');
    const send = device.run as (name: CommandName, input: unknown) => Promise<unknown>;
    const wrong = await play(generate(seed + run), {
      ref,
      rep: 'tomas',
      audience: 'pair',
      run(_panel, name, input) {
        device.now += 1;
        return send(name, input);
      },
      rows: () => device.rows(),
      outbox: () => device.db.outbox.toArray(),
    });
    if (wrong.length > 0) return { runs: run + 1, failed: `seed ${seed + run}: ${wrong.join('; ')}` };
    await device.db.delete();
    report?.(run + 1);
  }
  return { runs, failed: null };
}
