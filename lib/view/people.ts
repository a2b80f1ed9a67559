import {
  type Now,
  personOf,
  personOutcomesOf,
  questionsAbout,
  repOf,
  type Side,
  type TriggeredSignal,
} from '../coaching/index.ts';
import type { DealSummary, RecordRole, RepDay } from '../model/index.ts';
import { LIMIT, type SidelineDb, storedRepDay, summariesOf } from '../store/index.ts';
import { type OrgView, orgCoaching } from './org.ts';
import { sideOf } from './record.ts';

/** The most reps on one page, and in one live query. */
const MOST_REPS = 20;

/** A rep with open deals here, and how the viewer is related to them. */
export interface KnownRep {
  /** See ownerKey. */
  owner: string;
  name: string;
  /** The member; null for an owner that is nobody’s in Sideline. */
  member: string | null;
  side: Side;
  isOwn: boolean;
}

/**
 * The reps of some open deals whom the viewer sells as or coaches, those with most deals first. The
 * deals of an owner of whom nobody knows who it is are left out.
 */
export function repsOf(
  deals: readonly { owner: string; ownerKey: string | null; role: RecordRole }[],
  user: string,
): KnownRep[] {
  const reps = new Map<string, KnownRep & { deals: number }>();
  for (const { owner, ownerKey: key, role } of deals) {
    if (key === null || !role.known || role.roles.length === 0) continue;
    const side = sideOf(role.roles, null);
    const rep = {
      owner: key,
      name: owner,
      member: role.rep,
      side,
      isOwn: role.rep === user && side === 'rep',
    };
    reps.set(key, { ...rep, deals: (reps.get(key)?.deals ?? 0) + 1 });
  }
  return [...reps.values()]
    .sort((a, b) => b.deals - a.deals || (a.owner < b.owner ? -1 : 1))
    .slice(0, MOST_REPS)
    .map(({ deals: _, ...rep }) => rep);
}

/** The data of `aboutReps`: the latest summaries, and the stored days of some owners. */
export async function loadReps(db: SidelineDb, owners: readonly string[]) {
  const [summaries, days] = await Promise.all([
    summariesOf(db, null, LIMIT - MOST_REPS),
    Promise.all(
      owners
        .slice(0, MOST_REPS)
        .map(async (owner) => [owner, await storedRepDay(db, owner)] as const),
    ),
  ]);
  return { summaries, days: new Map<string, RepDay | null>(days) };
}

/** The questions about one rep. */
export interface AboutRep extends KnownRep {
  questions: readonly TriggeredSignal[];
  /** Name of the deal on which the first of them is asked today; null for none. */
  deal: string | null;
}

/** The questions about each rep, without the reps about whom there is none. */
export function aboutReps(
  reps: readonly KnownRep[],
  read: { summaries: readonly DealSummary[]; days: ReadonlyMap<string, RepDay | null> },
  org: OrgView,
  user: string,
  now: Now,
): AboutRep[] {
  const ofOwner = Map.groupBy(read.summaries, ({ owner }) => owner);
  return reps.flatMap((known) => {
    const { owner, member, side, isOwn } = known;
    const summaries = ofOwner.get(owner) ?? [];
    const coaching = orgCoaching(org, member, user);
    const input = { summaries, repDay: read.days.get(owner) ?? null, side, isOwn };
    const rep = repOf(input, coaching, owner, now);
    if (rep === null) return [];
    const context = {
      outcomes: personOutcomesOf(org.exposure, owner),
      settings: coaching.settings,
      person: personOf(coaching, now),
      side,
    };
    const questions = questionsAbout(rep, context, now);
    const deal = summaries.find(({ key }) => key === rep.today.deal)?.name ?? null;
    return questions.length === 0 ? [] : [{ ...known, questions, deal }];
  });
}
