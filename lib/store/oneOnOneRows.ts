import Dexie from 'dexie';
import { type CollectionName, scopes, type TalkFormat, talkKey } from '../model/index.ts';
import { commitmentsInPair } from './commitmentRows.ts';
import type { Row, SidelineDb } from './db.ts';
import { type Item, items } from './items.ts';
import { newestInScope, newestOfAll } from './newest.ts';

/** How many rows of each collection the one-on-ones of one pair read. */
export const ONE_ON_ONE_SHARES = {
  ...{ oneOnOne: 120, oneOnOneLine: 600, commitment: 160, rhythm: 20 },
  /** Between the two, and of the rep before the team. */
  ...{ recognition: 60, ofRep: 30 },
} as const;
/** How many rows the list of all pairs reads. */
export const PAIR_SHARES = { rhythm: 200, oneOnOne: 600 } as const;

const kept = <C extends CollectionName>(rows: readonly Item<C>[]) =>
  rows.filter(({ deleted }) => !deleted);

/** Nobody arranges a talk for a later year: this one and the five after it are read. */
const YEARS = 6;
/** Of the rows of a collection, this part is left for the talk that somebody looks at. */
const VIEWED = 0.1;
/**
 * The end of the slots that a page reads, the beginning of the sixth year from now: those of years
 * that are far away take no places.
 */
export const slotsUntil = (ms: number): string => `${new Date(ms).getUTCFullYear() + YEARS}`;

/**
 * Rows of a collection under the keys of one rep's talks: those of the latest talks, and of each
 * scope those that were written last. A talk can have any day, so many lines for far days would
 * otherwise take the place of all others. And those of the talk that somebody looks at, however
 * old it is.
 * @param until see `slotsUntil`.
 */
async function ofTalks<C extends 'oneOnOne' | 'oneOnOneLine'>(
  db: SidelineDb,
  collection: C,
  start: string,
  of: readonly string[],
  until: string,
  viewed: string | null = null,
): Promise<Item<C>[]> {
  const all = ONE_ON_ONE_SHARES[collection];
  const ofViewed = Math.floor(all * VIEWED);
  const most = all - ofViewed;
  const written = Math.floor(most / 6);
  const end = `${start}${until}`;
  const byTalk = db.rows
    .where('[collection+refKey]')
    .between([collection, start], [collection, end])
    .reverse()
    .limit(most - of.length * written)
    .toArray();
  const byTime = of.map((scope) => newestInScope(db, collection, scope, written));
  const here =
    viewed === null
      ? []
      : db.rows
          .where('[collection+refKey]')
          .equals([collection, `${start}${viewed}`])
          .limit(ofViewed)
          .toArray();
  const rows = (await Promise.all([byTalk, here, ...byTime])).flat();
  const found = rows.filter(({ refKey }) => refKey >= start && refKey < end);
  const byId = new Map(found.map((row) => [row.id, row]));
  return kept(items(collection, [...byId.values()]));
}

async function newest<C extends 'recognition' | 'rhythm' | 'oneOnOne'>(
  db: SidelineDb,
  collection: C,
  most: number,
): Promise<Item<C>[]> {
  return kept(items(collection, await newestOfAll(db, collection, most)));
}

/**
 * The newest commitments that name a manager, also those handed over since.
 * @param last a time of writing, the latest that is read; null for all of them.
 */
export async function withManager(
  db: SidelineDb,
  manager: string,
  most: number,
  last: number | null = null,
): Promise<Row[]> {
  const [from, to] = [Dexie.minKey, last ?? Dexie.maxKey].map((end) => [
    'commitment',
    manager,
    end,
  ]);
  const rows = db.rows.where('[collection+fields.manager+fields.at]').between(from, to, true, true);
  return await rows.reverse().limit(most).toArray();
}

/**
 * Whether a new manager took over the commitments of a pair that is over. Of a removed rep nobody
 * did: what the manager still reads is in the manager’s private scope.
 */
export const isHandedOver = ({ isFormer, scope, manager }: WhichPair): boolean =>
  isFormer && scope !== scopes.private(manager);

async function commitmentsOf(db: SidelineDb, pair: WhichPair) {
  const { scope, manager } = pair;
  const most = ONE_ON_ONE_SHARES.commitment;
  const rows = isHandedOver(pair)
    ? [
        ...(await commitmentsInPair(db, scope, most / 2)),
        ...(await withManager(db, manager, most / 2)),
      ]
    : await commitmentsInPair(db, scope, most);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return kept(items('commitment', [...byId.values()]));
}

/** The newest recognitions of a person that this device has, the newest first. */
export async function recognitionsOf(
  db: SidelineDb,
  person: string,
  most: number,
): Promise<Item<'recognition'>[]> {
  const [from, to] = [Dexie.minKey, Dexie.maxKey].map((end) => ['recognition', person, end]);
  const rows = db.rows.where('[collection+fields.to+fields.at]').between(from, to);
  return kept(items('recognition', await rows.reverse().limit(most).toArray()));
}

/** Recognitions between two people, and of the rep before the team, the newest first. */
async function inTalks(db: SidelineDb, { scope, rep }: WhichPair) {
  const most = ONE_ON_ONE_SHARES;
  const [between, before] = await Promise.all([
    newestInScope(db, 'recognition', scope, most.recognition),
    recognitionsOf(db, rep, most.ofRep),
  ]);
  const byId = new Map(
    [...kept(items('recognition', between)), ...before].map((row) => [row.id, row]),
  );
  return [...byId.values()].toSorted((a, b) => b.fields.at - a.fields.at || (a.id < b.id ? 1 : -1));
}

/** A pair, as one person sees it; or the team of a session. */
export interface WhichPair {
  scope: string;
  rep: string;
  manager: string;
  isFormer: boolean;
  team: string | null;
}

/**
 * What the talks of a pair or a team consist of, with the person's own private lines.
 * @param until see `slotsUntil`.
 * @param viewed the slot of an earlier talk that somebody looks at.
 */
export async function oneOnOneRows(
  db: SidelineDb,
  pair: WhichPair,
  until: string,
  format: TalkFormat = 'oneOnOne',
  viewed: string | null = null,
) {
  const most = ONE_ON_ONE_SHARES;
  const start = talkKey(format, pair.team ?? pair.rep, '');
  // Of private scopes a device has its own person’s alone.
  const own = [pair.manager, pair.rep].filter((id) => id !== '').map(scopes.private);
  const [meetings, lines, commitments, recognitions, rhythms] = await Promise.all([
    ofTalks(db, 'oneOnOne', start, [pair.scope], until, viewed),
    ofTalks(db, 'oneOnOneLine', start, [pair.scope, ...own], until, viewed),
    commitmentsOf(db, pair),
    inTalks(db, pair),
    newest(db, 'rhythm', most.rhythm),
  ]);
  return { meetings, lines, commitments, recognitions, rhythms };
}
export type OneOnOneRows = Awaited<ReturnType<typeof oneOnOneRows>>;

/** When all pairs of a person meet, and the managers with whom this person wrote something. */
export async function pairRows(db: SidelineDb) {
  const [rhythms, meetings, managers] = await Promise.all([
    newest(db, 'rhythm', PAIR_SHARES.rhythm),
    newest(db, 'oneOnOne', PAIR_SHARES.oneOnOne),
    db.rows.where('fields.manager').above('').uniqueKeys(),
  ]);
  return { rhythms, meetings, managers: managers.map(String) };
}
export type PairRows = Awaited<ReturnType<typeof pairRows>>;

/** The number of open items of a pair. */
export async function openItems(
  db: SidelineDb,
  { scope, rep }: Pick<WhichPair, 'scope' | 'rep'>,
  until: string,
): Promise<number> {
  const start = talkKey('oneOnOne', rep, '');
  const lines = await ofTalks(db, 'oneOnOneLine', start, [scope], until);
  return lines.filter(
    ({ scope: own, fields }) => own === scope && fields.part === 'item' && !fields.done,
  ).length;
}

/** The latest recognitions, the newest first. */
export function recognitionRows(db: SidelineDb): Promise<Item<'recognition'>[]> {
  return newest(db, 'recognition', 30);
}
