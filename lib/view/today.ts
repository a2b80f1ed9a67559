import { addDays, DAY_MS, dayOf, type Now, signals, today } from '../coaching/index.ts';
import { type DealExcerpt, parseScope, type Scope, type Skill, scopes } from '../model/index.ts';
import type { CoachingRows, Item } from '../store/index.ts';
import type { People } from './audience.ts';
import type { Pair, Plan } from './oneOnOne.ts';
import { type Offer, praiseOffers } from './oneOnOneDocument.ts';
import { profileOf } from './org.ts';
import type { Request, RightDeal } from './rightDeals.ts';
import { sessionTeams } from './talks.ts';

// The page of a day: of what other pages have, what a person can do next. It computes no second
// opinion: the conversations are those of this week, the praise is what a one-on-one would offer.

/** A conversation, and why it is worth having. */
export interface Conversation {
  key: string;
  /** Null where this device does not list the deal. */
  deal: DealExcerpt | null;
  request: Request | null;
  /** What speaks for it beside a request; null for nothing. */
  signal: string | null;
  /** Somebody asked for help, or a commit in doubt closes within days. Nothing else is urgent. */
  needsYou: boolean;
  /** The skill that its question practises, where it is the focus that both agreed on. */
  focus: Skill | null;
}

/** Something that somebody did well, and when this person last recognised them, Unix ms. */
export interface Praise {
  to: string;
  scope: Scope;
  offer: Offer<PraiseSignal>;
  lastAt: number | null;
}
interface PraiseSignal {
  kind: 'praise';
  signal: string;
  severity: number;
}

export interface TodayView {
  most: Conversation | null;
  others: readonly Conversation[];
  /** Commitments by due date: open ones, and those that were kept or dropped today. */
  own: readonly Item<'commitment'>[];
  toMe: readonly Item<'commitment'>[];
  next: Plan | null;
  praise: Praise | null;
  /** Notes that this person has not read and that no conversation shows, the newest first. */
  unread: readonly Item<'note'>[];
}

interface Input {
  who: People;
  rows: Pick<CoachingRows, 'profiles'>;
  deals: readonly DealExcerpt[];
  requests: readonly Request[];
  /** This week’s conversations. */
  chosen: readonly RightDeal[];
  /** In the order of their dates. */
  plans: readonly Plan[];
  commitments: readonly Item<'commitment'>[];
  recognitions: readonly Item<'recognition'>[];
  unread: readonly Item<'note'>[];
  now: Now;
}

/** Days after a recognition in which nothing about the same person is offered. */
const REST_DAYS = 14;

/** From this moment on kept commitments are read: those that can be recognised. */
export const keptSince = ({ ms }: Now): number =>
  (Math.floor(ms / DAY_MS) - REST_DAYS - 1) * DAY_MS;

/** The scopes whose rows the page shows: those that the person reads and adds to at present. */
export function presentScopes({ me, user }: Pick<People, 'me' | 'user'>): Scope[] {
  const manager = me?.manager && me.manager.id !== user ? [scopes.pair(me.manager.id, user)] : [];
  const reports = (me?.reports ?? []).filter(({ id }) => id !== user);
  const all = [
    scopes.private(user),
    ...manager,
    ...reports.map(({ id }) => scopes.pair(user, id)),
    ...sessionTeams({ me }).map(({ id }) => scopes.team(id)),
  ];
  return [...new Set(all)];
}

/** Ids of the people with whom a person is in a pair. */
export function othersOf({ me, user }: Pick<People, 'me' | 'user'>): string[] {
  const all = [me?.manager, ...(me?.reports ?? [])].flatMap((member) => member?.id ?? []);
  return [...new Set(all)].filter((id) => id !== user);
}

/** What a person can do next today. Pure. */
export function todayOf(input: Input): TodayView {
  const { who, plans, now } = input;
  const present: ReadonlySet<string> = new Set(presentScopes(who));
  const reads = ({ scope }: { scope: string }) => present.has(scope);
  const [most = null, ...others] = conversationsOf(input, reads);
  const due = dueOf(input.commitments.filter(reads), now);
  const asked = new Set([most, ...others].map((item) => item?.request?.note));
  return {
    ...{ most, others },
    own: due.filter(({ fields }) => fields.owner === who.user),
    toMe: due.filter((item) => isToMe(item, who.user)),
    next: nextOf(plans),
    praise: praiseOf(input),
    unread: input.unread
      .filter((note) => reads(note) && note.fields.author !== who.user && !asked.has(note.id))
      .toSorted((a, b) => b.fields.createdAt - a.fields.createdAt || (a.id < b.id ? -1 : 1)),
  };
}

const MOST_CONVERSATIONS = 3;
/** A commit whose close date is at most so many days away. */
const SOON_DAYS = 3;
const DOUBT = 'commitInDoubt';

/** True for a deal of this person or of a report that was called safe, and closes soon in doubt. */
function isDoubtful({ role, health, closeDate }: DealExcerpt, now: Now): boolean {
  if (!role.known || role.roles.length === 0 || closeDate === null) return false;
  const day = today(now);
  const isSoon = closeDate >= day && closeDate <= addDays(day, SOON_DAYS);
  return isSoon && (health?.signals.includes(DOUBT) ?? false);
}

/**
 * Requests for help, the oldest first, whatever the signals say; then commits in doubt that close
 * within days; then this week’s conversations. What is urgent is never cut.
 */
function conversationsOf(
  { deals, requests, chosen, rows, now }: Input,
  reads: (row: { scope: string }) => boolean,
): Conversation[] {
  const byKey = new Map(deals.map((deal) => [deal.key, deal]));
  const found = new Map<string, Conversation>();
  const add = (one: Omit<Conversation, 'focus'>) => {
    const focus = focusOf(one, rows);
    if (!found.has(one.key)) found.set(one.key, { ...one, focus });
  };
  const help = requests.filter((request) => request.kind === 'help' && reads(request));
  for (const request of help.toSorted((a, b) => a.at - b.at || (a.note < b.note ? -1 : 1))) {
    const deal = byKey.get(request.key) ?? null;
    const signal = deal?.gravest?.signal ?? null;
    add({ key: request.key, deal, request, signal, needsYou: true });
  }
  const doubtful = deals
    .filter((deal) => isDoubtful(deal, now))
    .toSorted((a, b) => ((a.closeDate ?? '') + a.key < (b.closeDate ?? '') + b.key ? -1 : 1));
  for (const deal of doubtful)
    add({ key: deal.key, deal, request: null, signal: DOUBT, needsYou: true });
  const urgent = found.size;
  for (const { deal, request, signal } of chosen) {
    const asked = request && reads(request) ? request : null;
    if (asked === null && signal === null) continue;
    add({ key: deal.key, deal, request: asked, signal, needsYou: false });
  }
  return [...found.values()].slice(0, Math.max(MOST_CONVERSATIONS, urgent));
}

const skillOf = new Map(signals.map(({ id, skill }) => [id, skill]));

function focusOf(
  { deal, signal }: Pick<Conversation, 'deal' | 'signal'>,
  rows: Input['rows'],
): Skill | null {
  const rep = deal?.role.rep ?? null;
  if (rep === null || signal === null) return null;
  const profile = profileOf(rows, rep);
  const isAgreed = profile?.agreedBy != null;
  return isAgreed && profile.focus === skillOf.get(signal) ? profile.focus : null;
}

/** True for a commitment of the other one of a pair. In a team it is made to everybody. */
const isToMe = ({ scope, fields }: Item<'commitment'>, user: string) =>
  fields.owner !== user && parseScope(scope)?.kind === 'pair';

/**
 * The earliest due date first. What was kept or dropped today keeps its place until the day is
 * over, so that the press can be undone there.
 */
function dueOf(commitments: readonly Item<'commitment'>[], now: Now): Item<'commitment'>[] {
  const day = today(now);
  const isToday = (at: number | null) => at !== null && dayOf(at, now.timeZone) === day;
  return commitments
    .filter(({ fields }) => fields.state === 'open' || isToday(fields.settledAt))
    .toSorted((a, b) =>
      a.fields.due === b.fields.due ? (a.id < b.id ? -1 : 1) : a.fields.due < b.fields.due ? -1 : 1,
    );
}

/** The first open ones of a list, with what was kept or dropped among them, and how many follow. */
export function firstDue(list: readonly Item<'commitment'>[], most: number) {
  const open = list.filter(({ fields }) => fields.state === 'open');
  const cut = open[most];
  const items = cut === undefined ? list : list.slice(0, list.indexOf(cut));
  return { items, others: Math.max(0, open.length - most) };
}

/** The next one-on-one with a date, else the first without one. */
function nextOf(plans: readonly Plan[]): Plan | null {
  const present = plans.filter(({ pair }) => !pair.isFormer);
  return present.find(({ next }) => next !== null) ?? present[0] ?? null;
}

/**
 * One praise: what a one-on-one would offer about the person whose last recognition is longest ago.
 * A rep knows of their manager what became of the manager’s commitments.
 */
function praiseOf({ who, plans, deals, commitments, recognitions, now }: Input): Praise | null {
  const praised = deals.map(({ key, name, role, praise }) => ({
    ...{ key, name, role },
    coaching: { triggered: praise ? [{ kind: 'praise' as const, ...praise }] : [] },
  }));
  const kept = commitments.filter(
    ({ fields }) => fields.state === 'kept' && (fields.settledAt ?? 0) >= keptSince(now),
  );
  const offers = plans.flatMap(({ pair }): Praise[] => {
    if (pair.isFormer || pair.other === who.user) return [];
    const lastAt = lastOf(recognitions, who.user, pair.other);
    if (lastAt !== null && now.ms - lastAt < REST_DAYS * DAY_MS) return [];
    const earlier = kept.filter(({ scope }) => scope === pair.scope);
    const [offer] = praiseOffers<PraiseSignal>(
      pair.isManager ? praised : [],
      { earlier, meeting: { became: {} } },
      pair.other,
    );
    return offer ? [{ to: pair.other, scope: pair.scope, offer, lastAt }] : [];
  });
  const [first = null] = offers.toSorted(
    (a, b) =>
      (a.lastAt ?? 0) - (b.lastAt ?? 0) ||
      severityOf(b.offer) - severityOf(a.offer) ||
      (a.offer.id < b.offer.id ? -1 : 1),
  );
  return first;
}

const severityOf = (offer: Offer<PraiseSignal>) =>
  offer.kind === 'signal' ? offer.item.severity : 0;

function lastOf(list: readonly Item<'recognition'>[], by: string, to: Pair['other']) {
  const own = list.filter(({ fields }) => fields.author === by && fields.to === to);
  return own.length === 0 ? null : Math.max(...own.map(({ fields }) => fields.at));
}
