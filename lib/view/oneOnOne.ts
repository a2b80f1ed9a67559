import { addDays, dayOf, type Now } from '../coaching/index.ts';
import {
  type Appointment,
  type Arranged,
  type IsFree,
  periodOf,
  plannedDay,
  type Rhythm,
  upcoming,
  usualRhythm,
} from '../coaching/rhythm/index.ts';
import { workCalendar } from '../coaching/workdays.ts';
import { parseOneOnOneKey, parseScope, type Scope, scopes } from '../model/index.ts';
import { type CalendarRows, type Item, type PairRows, slotsUntil } from '../store/index.ts';
import type { People } from './audience.ts';
import { awayOf, orgCalendarOf } from './calendars.ts';

/** A manager and a rep, one of whom is the viewer. */
export interface Pair {
  scope: Scope;
  manager: string;
  rep: string;
  /** The other of the two. */
  other: string;
  isManager: boolean;
  /** The pair is over: one of the two alone reads what was written. */
  isFormer: boolean;
  /** The team of a session, whose people are all of them; null for two people. */
  team: string | null;
}

const pairOf = (manager: string, rep: string, user: string, isFormer = false): Pair => ({
  ...{ scope: scopes.pair(manager, rep), manager, rep, isFormer, team: null },
  other: user === rep ? manager : rep,
  isManager: user === manager,
});

/**
 * The pairs of a person: with the own manager, with each report, with former managers of which
 * there are rows, also private ones, and with reps whose account was removed. Nobody
 * has a one-on-one with themselves, also where a manager is a member of the own team.
 */
export function pairsOf({ me, user }: Pick<People, 'me' | 'user'>, rows: PairRows): Pair[] {
  if (me === null) return [];
  const own = me.manager && me.manager.id !== user ? [pairOf(me.manager.id, user, user)] : [];
  const reports = me.reports
    .filter(({ id }) => id !== user)
    .map(({ id }) => pairOf(user, id, user));
  const present = [...own, ...reports].filter(
    ({ scope }, index, all) => all.findIndex((pair) => pair.scope === scope) === index,
  );
  const written = rows.managers.map((manager) => scopes.pair(manager, user));
  const held = new Set([...rows.meetings.map(({ scope }) => scope), ...written]);
  const former = [...held].flatMap((scope) => {
    const parts = parseScope(scope);
    const isOwn = parts?.kind === 'pair' && parts.rep === user && parts.manager !== user;
    if (!isOwn || present.some((pair) => pair.scope === scope)) return [];
    return [pairOf(parts.manager, user, user, true)];
  });
  return [...present, ...former, ...pairsWithRemoved(user, rows)];
}

/**
 * Pairs with reps whose account was removed: what was written is in the manager's own scope since
 * then. Somebody who came back is in a present pair, and this one beside it.
 */
function pairsWithRemoved(user: string, { meetings }: PairRows): Pair[] {
  const own = scopes.private(user);
  const reps = meetings.flatMap(({ scope, fields }) => {
    const rep = scope === own ? parseOneOnOneKey(fields.refKey)?.rep : undefined;
    return rep === undefined || rep === user ? [] : [rep];
  });
  return [...new Set(reps)].map((rep) => ({
    ...{ scope: own, manager: user, rep, other: rep },
    ...{ isManager: true, isFormer: true, team: null },
  }));
}

/** The place of the rep among the people of the team, in the order of their ids. */
function placeOf({ rep, manager }: Pair, { me, teamOf }: People): number {
  const members = new Map(teamOf);
  for (const member of [...(me ? [me.user] : []), ...(me?.reports ?? [])])
    if (member.team !== null) members.set(member.id, member.team);
  const team = members.get(rep);
  const ids = [...members].flatMap(([id, of]) => (of === team && id !== manager ? [id] : []));
  return ids.sort().indexOf(rep);
}

/** When a pair meets: what one of them chose, else the usual rhythm. */
export function rhythmOf(
  pair: Pair,
  rows: PairRows,
  who: People,
  calendars: CalendarRows,
  timeZone: string,
): { rhythm: Rhythm; isChosen: boolean } {
  const row = rows.rhythms.find(({ scope }) => scope === pair.scope);
  if (row) return { rhythm: row.fields, isChosen: true };
  const workdays = orgCalendarOf(calendars)?.workdays ?? [];
  return { rhythm: usualRhythm(placeOf(pair, who), workdays, timeZone), isChosen: false };
}

type Ranges = ReturnType<typeof awayOf>;

/** The absences of a manager that the rep’s team reads: both devices have these. */
function sharedAway({ away }: CalendarRows, { manager, rep }: Pair, { me, user }: People): Ranges {
  const team = rep === user ? me?.user.team : me?.reports.find(({ id }) => id === rep)?.team;
  const rows = away.filter(({ scope }) => scope === `t:${team}`);
  return awayOf({ away: rows }, manager);
}

const WORKING_WEEK = [1, 2, 3, 4, 5];

/**
 * Days on which a one-on-one can be. Where nobody entered working days they are Monday to Friday; a
 * weekday that the pair chose is one too.
 */
function freeDays(calendars: CalendarRows, { weekday }: Rhythm, away: readonly Ranges[]): IsFree {
  const org = orgCalendarOf(calendars);
  const entered = org?.workdays ?? WORKING_WEEK;
  const workdays = entered.length === 0 ? [] : [...new Set([...entered, weekday])];
  const week = workCalendar({ workdays, holidays: org?.holidays ?? {}, away: {} });
  const people = away.map((days) => workCalendar({ workdays: [], holidays: {}, away: days }));
  return (date) => week.isWorkingDay(date) && people.every((person) => !person.isAway(date));
}

/** What people decided about the one-on-ones of a pair, without those of years far away. */
export function arrangedOf(
  rows: Pick<PairRows, 'meetings'>,
  { scope, rep }: Pair,
  now: Now,
): Arranged[] {
  const until = slotsUntil(now.ms);
  return rows.meetings.flatMap((row) => {
    const key = parseOneOnOneKey(row.fields.refKey);
    if (row.scope !== scope || key?.rep !== rep || key.slot >= until) return [];
    return [{ slot: key.slot, to: row.fields.to, state: row.fields.state }];
  });
}

/** The plan of a pair, as both see it, with what only the manager knows. */
export interface Plan {
  pair: Pair;
  rhythm: Rhythm;
  isChosen: boolean;
  next: Appointment | null;
  /**
   * The manager is away on that day, and the team does not know it yet: another day that both
   * could take, or null for none in the period. Undefined where nobody is away.
   */
  instead?: string | null;
}

interface PlanInput {
  rows: PairRows;
  who: People;
  calendars: CalendarRows;
  now: Now;
}

/**
 * The next one-on-one of a pair. It follows from what both devices know: the company's days off and
 * the absences of both, so that both show the same day.
 */
export function planOf(pair: Pair, { rows, who, calendars, now }: PlanInput): Plan {
  const { rhythm, isChosen } = rhythmOf(pair, rows, who, calendars, now.timeZone);
  const arranged = arrangedOf(rows, pair, now);
  const ofRep = awayOf(calendars, pair.rep);
  const isFree = freeDays(calendars, rhythm, [ofRep, sharedAway(calendars, pair, who)]);
  const [next = null] = pair.isFormer ? [] : upcoming({ rhythm, isFree, arranged, now });
  const plan = { pair, rhythm, isChosen, next };
  if (!pair.isManager || next === null || next.why === 'moved') return plan;
  const both = freeDays(calendars, rhythm, [ofRep, awayOf(calendars, pair.manager)]);
  if (both(next.date)) return plan;
  const later = (date: string) => date > next.date && both(date);
  const period = periodOf(rhythm.every, rhythm.phase, next.date);
  const day = plannedDay(period, rhythm.weekday, later) ?? firstAfter(next.date, both);
  return { ...plan, instead: day };
}

/**
 * The soonest first, so that one of today is at the top; then those without a date, and last the
 * pairs that are over. @param byName compares those that have no other order.
 */
export function inDateOrder(
  plans: readonly Plan[],
  byName: (a: Pair, b: Pair) => number,
): readonly Plan[] {
  const time = ({ pair, next }: Plan) =>
    pair.isFormer ? Number.MAX_SAFE_INTEGER : (next?.ms ?? Number.MAX_SAFE_INTEGER - 1);
  return plans.toSorted((a, b) => time(a) - time(b) || byName(a.pair, b.pair));
}

/** By the scope of each pair, another one whose next one-on-one is at the same time. */
export function clashesOf(plans: readonly Plan[]): ReadonlyMap<string, Pair> {
  const dated = plans.flatMap(({ pair, next, rhythm }) =>
    next === null || pair.isFormer
      ? []
      : [{ pair, from: next.ms, to: next.ms + rhythm.minutes * 60_000 }],
  );
  return new Map(
    dated.flatMap(({ pair, from, to }) => {
      const other = dated.find((one) => one.pair !== pair && one.from < to && from < one.to);
      return other ? [[pair.scope, other.pair] as const] : [];
    }),
  );
}

/** True where people meet today: the page offers that one-on-one first. */
export const isToday = ({ next }: Plan, now: Now): boolean =>
  next !== null && dayOf(next.ms, now.timeZone) === dayOf(now.ms, now.timeZone);

/** The first day within two weeks after a date that both could take. */
function firstAfter(date: string, isFree: IsFree): string | null {
  const days = Array.from({ length: 14 }, (_, index) => addDays(date, index + 1));
  return days.find(isFree) ?? null;
}

/** The fields of a one-on-one that nobody has changed yet. */
export const noOneOnOne = {
  ...{ state: 'open' as const, to: null, began: null, step: 'opening' as const },
  ...{ deal: null, dealName: '', gap: null, became: {}, sure: {} },
};
export type Meeting = Pick<Item<'oneOnOne'>['fields'], keyof typeof noOneOnOne>;
