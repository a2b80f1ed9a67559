import type { Store } from '../../server/store/store.ts';
import type { SoakOptions, SoakResult } from './index.ts';
import { claimLink, confirmLink, openDeal, removeLink } from './linkSteps.ts';
import {
  changeAudience,
  deleteFact,
  edit,
  guesses,
  readHistory,
  reply,
  reportLook,
  type Step,
  snapshot,
  summarise,
  typeFact,
  writeNote,
} from './noteSteps.ts';
import { changeManager, changeRole, leave, moveRep, requestHandover, wipe } from './peopleSteps.ts';
import { untilFailure } from './runs.ts';
import { Scenario } from './scenario.ts';
import { openStores } from './simulation.ts';

/** How many of a hundred steps are of each kind. */
const STEPS: readonly (readonly [percent: number, step: Step])[] = [
  [5, guesses],
  [6, typeFact],
  [2, deleteFact],
  [3, snapshot],
  [4, openDeal],
  [2, summarise],
  [6, claimLink],
  [6, confirmLink],
  [1, removeLink],
  [12, writeNote],
  [6, reply],
  [8, edit],
  [8, changeAudience],
  [8, moveRep],
  [5, changeRole],
  [4, changeManager],
  [3, requestHandover],
  [3, readHistory],
  [4, reportLook],
  [2, wipe],
  [2, leave],
];

function stepAt(percent: number): Step {
  let left = percent;
  for (const [share, step] of STEPS) {
    left -= share;
    if (left < 0) return step;
  }
  throw new Error('the shares of the steps do not make 100');
}

/**
 * One scenario: people write unique words, share and unshare them, link CRM users, become
 * administrators, move between teams, lose devices and leave. No one may ever store or receive a
 * word without the right to read it, no word may be where nobody put it, and in the end each device
 * has exactly the rows that its person may read.
 */
async function scenario(
  store: Store,
  seed: number,
  figures: { guessed: number },
): Promise<string | null> {
  const scene = await Scenario.open(store, seed);
  const { oracle, next, pick } = scene;
  try {
    const steps = 14 + Math.floor(next() * 22);
    for (let count = 0; count < steps; count++) {
      const device = pick(scene.devices.filter((item) => !oracle.gone.has(item.user)));
      const step = stepAt(next() * 100);
      // A removal at the start would leave little to remove.
      if (step === leave && count < 9) continue;
      const leak = (await step(scene, device)) ?? scene.problem;
      if (leak) return leak;
    }
    for (let round = 0; round < 2; round++)
      for (const device of scene.all())
        if (!oracle.gone.has(device.user)) await device.sync(store, true);
    return (
      (await scene.findLeak()) ?? (await scene.findDifference()) ?? (await scene.findRemains())
    );
  } finally {
    figures.guessed += scene.guessed;
    await scene.close();
  }
}

export async function visibility(options: SoakOptions): Promise<SoakResult> {
  const [store] = (await openStores(options.url)) as [Store];
  try {
    const figures = { guessed: 0 };
    const result = await untilFailure(options, (seed) => scenario(store, seed, figures));
    return { ...result, figures };
  } finally {
    await store.close();
  }
}
