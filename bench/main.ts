import { coachBench } from './coach.ts';
import { compare } from './compare.ts';
import { departure } from './departure.ts';
import { felt } from './felt.ts';
import { growth } from './growth.ts';
import { knownDeals } from './known.ts';
import { large } from './large.ts';
import { load } from './load.ts';
import { memory } from './memory.ts';
import { page } from './page.ts';
import { slow } from './slow.ts';
import { ourSync, sync } from './sync.ts';

/** Benchmarks by name; each prints a table and writes bench/results/NAME.json. */
const all: Record<string, () => Promise<void>> = {
  page,
  felt,
  slow,
  coach: coachBench,
  sync,
  ourSync,
  load,
  growth,
  known: knownDeals,
  large,
  memory,
  departure,
};

const wanted = process.argv.slice(2);
if (wanted[0] === 'compare') {
  compare(wanted.slice(1));
  process.exit();
}
for (const name of wanted.length > 0 ? wanted : Object.keys(all)) {
  const run = Object.hasOwn(all, name) ? all[name] : undefined;
  if (!run) {
    console.error(
      `There is no benchmark “${name}”. The benchmarks are: ${Object.keys(all).join(', ')}.`,
    );
    process.exit(1);
  }
  await run();
}
process.exit(0);
