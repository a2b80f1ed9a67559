import { dayNumber, type Now, weekOf } from '../coaching/index.ts';
import type { DealExcerpt, Note } from '../model/index.ts';
import type { Item, SidelineDb } from '../store/index.ts';

// This week's conversations: the deals where a question is worth most.

/** A question that another person asked on a deal and that nobody answered yet. */
export interface Request {
  key: string;
  kind: 'help' | 'question';
  author: string;
  at: number;
  /** Id of its note, who reads it, its words, and the name that the deal had. */
  note: string;
  scope: string;
  text: string;
  name: string;
}

/** The last choice: it stays until something happens. */
export interface Choice {
  /** The Monday of its week, as a day number. */
  week: number;
  at: number;
  keys: string[];
}

export interface RightDeal {
  deal: DealExcerpt;
  request: Request | null;
  /** The signal of the gravest warning; null where there is none. */
  signal: string | null;
}

/** Calls for help come first, then questions, the oldest before the others. */
const byUrgency = (a: Request, b: Request): number =>
  Number(b.kind === 'help') - Number(a.kind === 'help') || a.at - b.at;

const MOST = 3;
/** Shares for the days that are left until the close date, counted from Monday. */
const TIMES = [
  { days: 14, share: 1 },
  { days: 45, share: 0.85 },
  { days: Number.POSITIVE_INFINITY, share: 0.6 },
] as const;
const NO_DATE = 0.7;
/** With a date in the past the talk is about another date. */
const PAST = 0.8;
const NO_AMOUNT = 0.5;

/**
 * Requests of others that this person has not answered: a rep's call for help, a manager's
 * question. A later text of this person on the deal answers it.
 */
export function requestsOf(
  notes: readonly Item<'note'>[],
  replies: readonly Item<'reply'>[],
  user: string,
): Request[] {
  const answeredAt = new Map<string, number>();
  for (const { fields } of [...notes, ...replies])
    if (fields.author === user)
      answeredAt.set(fields.refKey, Math.max(answeredAt.get(fields.refKey) ?? 0, fields.createdAt));
  const isOpen = ({ kind, author, refKey, createdAt }: Note) =>
    (kind === 'help' || kind === 'question') &&
    author !== user &&
    (answeredAt.get(refKey) ?? 0) < createdAt;
  return notes
    .filter(({ fields }) => isOpen(fields))
    .map(({ id, scope, fields: { refKey, kind, author, createdAt, text, recordName } }) => ({
      key: refKey,
      kind: kind === 'help' ? ('help' as const) : ('question' as const),
      author,
      at: createdAt,
      ...{ note: id, scope, text, name: recordName },
    }))
    .toSorted((a, b) => a.at - b.at);
}

/** The last time at which something happened on a deal, up to now. */
const lastEvent = ({ events }: DealExcerpt, now: number): number =>
  Math.max(0, ...events.filter((at) => at <= now));

/** Ranks of amounts among those of one currency, 0 to 1. */
function amountRanks(deals: readonly DealExcerpt[]): Map<string, number> {
  const amounts = deals.flatMap(({ key, amount }) =>
    amount && amount.currency !== null
      ? [{ key, currency: amount.currency, amount: amount.amount }]
      : [],
  );
  const ranks = new Map<string, number>();
  for (const list of Map.groupBy(amounts, ({ currency }) => currency).values()) {
    const sorted = list.toSorted((a, b) => a.amount - b.amount || a.key.localeCompare(b.key));
    for (const [index, { key }] of sorted.entries()) ranks.set(key, (index + 1) / sorted.length);
  }
  return ranks;
}

function timeShare({ closeDate }: DealExcerpt, monday: number): number {
  if (closeDate === null) return NO_DATE;
  const days = dayNumber(closeDate) - monday;
  if (days < 0) return PAST;
  return TIMES.find((item) => days <= item.days)?.share ?? 0;
}

interface Input {
  deals: readonly DealExcerpt[];
  requests: readonly Request[];
  previous: Choice | null;
  now: Now;
  /** At most one deal of each rep, for a manager. */
  onePerRep: boolean;
}

/**
 * At most three deals: value × time left × what a talk can still change. A request for help comes
 * first, the oldest before the others. Within a week the choice stays: only a deal on which
 * something happened, or a request, can take a place. Pure.
 */
export function rightDeals({ deals, requests, previous, now, onePerRep }: Input): RightDeal[] {
  const monday = weekOf(now.ms, now.timeZone);
  const ranks = amountRanks(deals);
  const byKey = requests.toSorted(byUrgency).toReversed();
  const requestOf = new Map(byKey.map((request) => [request.key, request]));
  const score = (deal: DealExcerpt) => {
    const rank = ranks.get(deal.key);
    const value = rank === undefined ? NO_AMOUNT : 0.4 + 0.6 * rank;
    return value * timeShare(deal, monday) * (deal.gravest?.severity ?? 0);
  };
  const kept = previous?.week === monday ? previous : null;
  const place = (key: string) => kept?.keys.indexOf(key) ?? -1;
  const isNew = (deal: DealExcerpt) => kept !== null && lastEvent(deal, now.ms) > kept.at;
  const list = deals
    .map((deal) => ({ deal, request: requestOf.get(deal.key) ?? null, score: score(deal) }))
    .filter(({ request, score: points }) => request !== null || points > 0)
    .toSorted((a, b) => {
      if (a.request !== null && b.request !== null) return byUrgency(a.request, b.request);
      if (a.request !== null || b.request !== null) return a.request === null ? 1 : -1;
      return b.score - a.score || a.deal.key.localeCompare(b.deal.key);
    });
  const stays = list
    .filter(({ deal, request }) => request === null && place(deal.key) >= 0 && !isNew(deal))
    .toSorted((a, b) => place(a.deal.key) - place(b.deal.key));
  const changed = list.filter(
    ({ deal, request }) => request !== null || (kept !== null && isNew(deal)),
  );
  const order = kept === null ? list : merged(changed, stays, list);
  const chosen: typeof list = [];
  for (const item of order) {
    if (chosen.length === MOST) break;
    const isSecond = chosen.some(({ deal }) => deal.owner === item.deal.owner);
    if (!(onePerRep && isSecond)) chosen.push(item);
  }
  return chosen.map(({ deal, request }) => ({
    deal,
    request,
    signal: deal.gravest?.signal ?? null,
  }));
}

/** Requests first; then what stays and what changed, by score; then the others. */
function merged<T extends { request: Request | null; score: number }>(
  changed: readonly T[],
  stays: readonly T[],
  all: readonly T[],
): T[] {
  const asked = changed.filter(({ request }) => request !== null);
  const moved = changed.filter(({ request }) => request === null);
  const lowest = Math.min(...stays.map(({ score }) => score));
  const better = moved.filter(({ score }) => score > lowest);
  const taken = new Set<T>([...asked, ...stays, ...better]);
  // A deal on which something happened takes the last places of those that stay.
  const keep = stays.slice(0, Math.max(0, MOST - asked.length - better.length));
  return [...asked, ...keep, ...better, ...stays, ...all.filter((item) => !taken.has(item))];
}

/** The choice to remember; null where it is the same as before. */
export function choiceOf(
  chosen: readonly RightDeal[],
  previous: Choice | null,
  now: Now,
): Choice | null {
  const week = weekOf(now.ms, now.timeZone);
  const keys = chosen.map(({ deal }) => deal.key);
  const isSame = previous?.week === week && previous.keys.join(' ') === keys.join(' ');
  return isSame ? null : { week, at: now.ms, keys };
}

/** Key of the meta row with the last choice. */
export const CHOICE = 'rightDeals';

/** The last choice on this device; null for none. */
export async function loadChoice(db: SidelineDb): Promise<Choice | null> {
  const stored = (await db.meta.get(CHOICE))?.value as Partial<Choice> | undefined;
  const { week, at, keys } = stored ?? {};
  const isWhole = typeof week === 'number' && typeof at === 'number' && Array.isArray(keys);
  return isWhole ? { week, at, keys: keys.map(String) } : null;
}
