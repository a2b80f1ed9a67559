import { type Now, type TriggeredSignal, today } from '../coaching/index.ts';
import { agreedIn, type Skill, skills } from '../model/index.ts';
import { type CoachingRows, currentOf } from '../store/index.ts';
import { inListOrder, type KnownDeal } from './deals.ts';
import { excerptOf } from './excerpts.ts';
import { type Levels, levelsOf } from './levels.ts';
import type { Pair } from './oneOnOne.ts';
import { rightDeals } from './rightDeals.ts';

// What a one-on-one begins with, before anybody wrote a word: it follows from what both see.

/** A deal that the rep can pick, and why. */
export interface DealOffer {
  key: string;
  name: string;
  /** Its gravest warning; null where it has none. */
  why: TriggeredSignal | null;
  closeDate: string | null;
}

const MOST_DEALS = 3;

/**
 * At most three deals of a rep: those where a talk can change most, then those that close next.
 * Pure.
 */
export function dealOffers(deals: readonly KnownDeal[], rep: string, now: Now): DealOffer[] {
  const own = new Map(deals.filter(({ role }) => role.rep === rep).map((deal) => [deal.key, deal]));
  const excerpts = [...own.values()].map(excerptOf);
  const chosen = rightDeals({
    ...{ deals: excerpts, requests: [], previous: null, now, onePerRep: false },
  }).map(({ deal }) => deal);
  const day = today(now);
  // One whose close date is over is no next one; it comes last.
  const isPast = ({ closeDate }: (typeof excerpts)[number]) =>
    closeDate !== null && closeDate < day;
  const others = inListOrder(excerpts.filter((deal) => !chosen.includes(deal))).toSorted(
    (a, b) => Number(isPast(a)) - Number(isPast(b)),
  );
  return [...chosen, ...others].slice(0, MOST_DEALS).map(({ key, name, closeDate, gravest }) => ({
    ...{ key, name, closeDate },
    why: own.get(key)?.coaching.triggered.find(({ signal }) => signal === gravest?.signal) ?? null,
  }));
}

/** The skill to rehearse, with both levels. */
export interface Rehearsal extends Levels {
  skill: Skill;
  /** Wanted minus current; 0 for a focus without a gap. */
  gap: number;
  /** True where both agreed that it is the focus. */
  isFocus: boolean;
}

/**
 * The largest gap that both see, which is in the row of their pair; of equal ones the agreed focus.
 * Without a gap it is the agreed focus; null for neither. Pure.
 */
export function rehearsalOf(
  { profiles }: Pick<CoachingRows, 'profiles'>,
  { scope, rep }: Pick<Pair, 'scope' | 'rep'>,
): Rehearsal | null {
  const row = currentOf(profiles.filter((one) => one.scope === scope && one.fields.member === rep));
  if (row === null) return null;
  const { gaps, focus, agreedBy } = agreedIn(scope, row.fields);
  const agreed = agreedBy === null ? null : focus;
  const gapOf = (skill: Skill) => gaps[skill] ?? 0;
  const [largest] = skills
    .filter((skill) => gapOf(skill) > 0)
    .toSorted((a, b) => gapOf(b) - gapOf(a) || Number(b === agreed) - Number(a === agreed));
  const skill = largest ?? agreed;
  if (skill === null) return null;
  return { skill, gap: gapOf(skill), ...levelsOf(gaps, skill), isFocus: skill === agreed };
}
