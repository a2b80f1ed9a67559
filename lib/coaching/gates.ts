import { known } from '../model/index.ts';
import { DAY_MS } from './days.ts';
import type { DealFacts } from './facts.ts';
import { hasContactAhead } from './planned.ts';
import { pauseUntil } from './statements/statements.ts';

/** Facts of a deal on which the questions of several signals do not apply. */
export type Gate = 'newRecord' | 'contactAhead' | 'agreedPause' | 'otherDealOfRep';

/** A record is new for this time: nobody has filled its fields yet. */
const NEW_MS = DAY_MS;

export const gates: Readonly<Record<Gate, (facts: DealFacts) => boolean>> = {
  newRecord: ({ fields, now }) => {
    const created = known(fields.createdAt);
    return created !== undefined && now.ms - created < NEW_MS;
  },
  contactAhead: hasContactAhead,
  agreedPause: ({ texts, now }) => pauseUntil(texts ?? [], now) !== null,
  otherDealOfRep: ({ rep, key }) => rep?.today.deal !== key,
};
