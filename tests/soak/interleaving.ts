import type { CommandName } from '../../lib/commands/index.ts';
import { LOCAL_USER } from '../../lib/model/index.ts';
import { openDevice, ref } from '../commands/device.ts';
import { PAIR } from '../commands/samples.ts';
import { generate, play } from '../helpers/interleaving.ts';
import type { SoakOptions, SoakResult } from './index.ts';
import { untilFailure } from './runs.ts';

/** Interleavings of two panels' commands on a database in memory, one per seed. */
export function interleaving(options: SoakOptions): Promise<SoakResult> {
  return untilFailure(options, async (seed, run) => {
    // Every second run is signed out, where no server merges two texts.
    const signedIn = run % 2 === 0;
    const device = await openDevice(signedIn ? 'dana' : LOCAL_USER);
    const send = device.run as (name: CommandName, input: unknown) => Promise<unknown>;
    const problems = await play(generate(seed), {
      ref,
      rep: signedIn ? 'tomas' : LOCAL_USER,
      audience: signedIn ? 'pair' : 'private',
      run(_panel, name, input) {
        device.now += 1;
        return send(name, input);
      },
      rows: () => device.rows(),
      user: signedIn ? 'dana' : LOCAL_USER,
      pair: signedIn ? PAIR : null,
      drafts: () => device.db.drafts.toArray(),
      outbox: () => (signedIn ? device.db.outbox.toArray() : Promise.resolve([])),
    });
    if (problems.length > 0) return problems.join('; ');
    await device.db.delete();
    return null;
  });
}
