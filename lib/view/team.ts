import { addDays, DAY_MS, type Now, weekOf } from '../coaching/index.ts';
import { type DealExcerpt, type Member, parseTalkKey, type Skill } from '../model/index.ts';
import type { Item, PairRows, TeamRows } from '../store/index.ts';
import type { People } from './audience.ts';
import type { Plan } from './oneOnOne.ts';
import { pairsOf, planOf } from './oneOnOne.ts';
import { type OrgView, profileOf } from './org.ts';
import type { Request } from './rightDeals.ts';
import { type SharedGap, sharedGaps } from './talks.ts';

// A manager’s page about a team. It compares nobody: each row is what the manager can do next.

/** Weeks of coaching that a row shows, the current one last. */
export const SHOWN_WEEKS = 8;

/** What there was in a week: a talk, only notes or questions, or nothing that is recorded. */
export type WeekKind = 'talk' | 'note' | 'none';
export interface CoachedWeek {
  /** The civil date of its Monday. */
  monday: string;
  kind: WeekKind;
}

/** A deal on which the manager is asked something, or whose label is not “on track”. */
export interface DealInNeed {
  key: string;
  /** Empty where this device has not read the deal. */
  name: string;
  request: Request | null;
  /** The gravest signal; null beside a request. */
  signal: string | null;
}

export interface TeamRow {
  member: Member;
  /** Null for a member with whom the manager has no pair: the manager. */
  plan: Plan | null;
  focus: Skill | null;
  isAgreed: boolean;
  /** What the manager owes this person: the commitment that is due first, and how many others. */
  owed: { text: string; due: string; others: number } | null;
  deal: DealInNeed | null;
  /** When the person was last recognised, Unix ms. */
  recognisedAt: number | null;
  weeks: readonly CoachedWeek[];
}

interface Input {
  reports: readonly Member[];
  who: People;
  org: OrgView;
  pairs: PairRows;
  rows: TeamRows;
  deals: readonly DealExcerpt[];
  requests: readonly Request[];
  now: Now;
}

/** The first moment that the shown weeks can contain, in any time zone. */
export function weeksSince(now: Now): number {
  const monday = weekOf(now.ms, now.timeZone) - 7 * (SHOWN_WEEKS - 1);
  return (monday - 1) * DAY_MS;
}

/** The rows of a team, in the order of `reports`. Pure. */
export function teamRowsOf(input: Input): TeamRow[] {
  const { reports, who, org, pairs, now } = input;
  const pairOf = new Map(
    pairsOf(who, pairs).flatMap((pair) => (pair.isManager ? [[pair.rep, pair] as const] : [])),
  );
  const owed = owedBy(input);
  const weeks = weeksOf(input);
  const recognised = new Map<string, number>();
  for (const { fields } of input.rows.recognitions)
    recognised.set(fields.to, Math.max(recognised.get(fields.to) ?? 0, fields.at));
  const ofRep = Map.groupBy(input.deals, ({ role }) => role.rep);
  const asked = Map.groupBy(input.requests, ({ author }) => author);
  return reports.map((member) => {
    const pair = pairOf.get(member.id);
    const profile = profileOf(org.rows, member.id);
    return {
      member,
      plan: pair ? planOf(pair, { rows: pairs, who, calendars: org.rows, now }) : null,
      focus: profile?.focus ?? null,
      isAgreed: profile?.agreedBy != null,
      owed: (pair && owed.get(pair.scope)) ?? null,
      deal: dealInNeed(ofRep.get(member.id) ?? [], asked.get(member.id) ?? [], input.deals),
      recognisedAt: recognised.get(member.id) ?? null,
      weeks: weekKinds(pair && weeks.get(pair.scope), now),
    };
  });
}

/** For each pair the open commitments of the manager, the first due date first. */
function owedBy({ rows, who }: Input): Map<string, NonNullable<TeamRow['owed']>> {
  const own = rows.commitments.filter(
    ({ fields }) => fields.owner === who.user && fields.state === 'open',
  );
  const open = own.toSorted((a, b) => (a.fields.due < b.fields.due ? -1 : 1));
  return new Map(
    [...Map.groupBy(open, ({ scope }) => scope)].map(([scope, list]) => {
      const { text = '', due = '' } = list[0]?.fields ?? {};
      return [scope, { text, due, others: list.length - 1 }];
    }),
  );
}

/** A request comes before every signal, a call for help before a question, the oldest first. */
function dealInNeed(
  own: readonly DealExcerpt[],
  requests: readonly Request[],
  all: readonly DealExcerpt[],
): DealInNeed | null {
  const request = requests.find(({ kind }) => kind === 'help') ?? requests[0];
  if (request) {
    const name = all.find(({ key }) => key === request.key)?.name ?? '';
    return { key: request.key, name, request, signal: null };
  }
  const severity = ({ gravest }: DealExcerpt) => gravest?.severity ?? 0;
  const [first] = own
    .filter(({ health, gravest }) => gravest !== null && (health?.label ?? 'onTrack') !== 'onTrack')
    .toSorted((a, b) => severity(b) - severity(a) || (a.key < b.key ? -1 : 1));
  if (!first) return null;
  return { key: first.key, name: first.name, request: null, signal: first.gravest?.signal ?? null };
}

type Weeks = Map<number, Exclude<WeekKind, 'none'>>;

/** For each pair the weeks with a talk that took place, or with something the manager wrote. */
function weeksOf({ rows, who, now }: Input): Map<string, Weeks> {
  const weeks = new Map<string, Weeks>();
  const add = (scope: string, at: number, what: 'talk' | 'note') => {
    const own = weeks.get(scope) ?? new Map();
    const week = weekOf(at, now.timeZone);
    if (what === 'talk' || !own.has(week)) own.set(week, what);
    weeks.set(scope, own);
  };
  for (const { scope, fields } of rows.talks) {
    const at = heldAt(fields);
    if (at !== null) add(scope, at, 'talk');
  }
  for (const { scope, fields } of rows.texts)
    if (fields.author === who.user) add(scope, fields.createdAt, 'note');
  return weeks;
}

/** When a talk took place; null for one that did not, and for a session of a team. */
function heldAt({ refKey, state, began, at }: Item<'oneOnOne'>['fields']): number | null {
  const format = parseTalkKey(refKey)?.format;
  if (format === undefined || format === 'session' || state === 'skipped') return null;
  return began ?? (state === 'finished' ? at : null);
}

function weekKinds(weeks: Weeks | undefined, now: Now): CoachedWeek[] {
  const current = weekOf(now.ms, now.timeZone);
  return Array.from({ length: SHOWN_WEEKS }, (_, index) => {
    const day = current - 7 * (SHOWN_WEEKS - 1 - index);
    return { monday: addDays('1970-01-01', day), kind: weeks?.get(day) ?? 'none' };
  });
}

/** Parts of the team that the page can be narrowed to. */
export const teamFilters = ['everyone', 'noDate', 'help', 'noFocus'] as const;
export type TeamFilter = (typeof teamFilters)[number];

export function matchesFilter({ plan, deal, focus }: TeamRow, filter: TeamFilter): boolean {
  if (filter === 'noDate') return plan !== null && plan.next === null;
  if (filter === 'help') return deal?.request != null;
  return filter === 'everyone' || focus === null;
}

/** From this share of a team on, and this many people, a gap is for a training. */
const TRAINING = { share: 0.4, people: 3 } as const;

/** The gap that so many people share that it calls for training; null for none. Pure. */
export function gapForTraining(org: OrgView, reports: readonly Member[]): SharedGap | null {
  const [first] = sharedGaps(
    org.rows,
    reports.map(({ id }) => id),
  );
  if (!first || first.people < TRAINING.people) return null;
  return first.people >= TRAINING.share * first.of ? first : null;
}
