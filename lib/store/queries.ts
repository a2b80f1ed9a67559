import {
  type CollectionName,
  keyedId,
  LOCAL_USER,
  type RecordRef,
  scopes,
} from '../model/index.ts';
import type { SidelineDb } from './db.ts';
import { firstsOn, type Item, items, LIMIT, rowsOn } from './items.ts';
import { getMeta } from './meta.ts';
import { byWriting, LOOKUPS, newestOfAll } from './newest.ts';
import { inOrder } from './order.ts';
import { ownVotes } from './votes.ts';

type Share = Partial<Record<CollectionName, number>>;

/**
 * How many rows of each collection one live query may read. Each list is at most LIMIT in all
 * (tested).
 */
export const SHARES = {
  // The own mark for each note of others; the rest are those of others on the own notes.
  texts: { note: 390, reply: 190, readMark: 390 },
  // The rest is for the reading, the first visits, the owner's link and the scopes that are looked
  // up. A checklist has up to 180 items.
  facts: {
    promptOutcome: 120,
    promptShown: 89,
    typedFact: 90,
    dealSnapshot: 186,
    commitment: 90,
    checkItem: 320,
    dealPlaybook: 25,
    planStep: 30,
    forecastCall: 10,
    plannedCall: 10,
  },
  org: {
    prompt: 220,
    playbookVersion: 120,
    stageMap: 55,
    stageStatus: 90,
    crmFormat: 25,
    coachingSettings: 5,
    profile: 100,
    suggestion: 100,
    // Beside these, the own vote for each suggestion.
    vote: 100,
    orgCalendar: 5,
    away: 45,
  },
  deals: {
    note: 230,
    reply: 100,
    typedFact: 150,
    commitment: 100,
    // The rest is for the number of invalidations and the scopes that are looked up.
    checkItem: 210,
    dealPlaybook: 50,
    planStep: 50,
    forecastCall: 30,
    plannedCall: 30,
  },
} as const satisfies Record<string, Share>;

/** What people wrote about a record, and who read it. */
export async function textRows(db: SidelineDb, refKey: string) {
  const most = SHARES.texts;
  const [me, notes, replies] = await Promise.all([
    getMeta(db, 'me'),
    rowsOn(db, 'note', refKey, most.note),
    rowsOn(db, 'reply', refKey, most.reply),
  ]);
  const user = me?.user.id ?? LOCAL_USER;
  const unmarked = notes.filter(({ fields }) => fields.author !== user).map(({ id }) => id);
  const own = await ownMarks(db, user, unmarked);
  const others = await rowsOn(db, 'readMark', refKey, most.readMark - unmarked.length);
  const isOthers = (mark: Item<'readMark'>) => mark.fields.author !== user;
  return { notes, replies, reads: [...own, ...others.filter(isOthers)] };
}

/**
 * A person's read marks of some notes, looked up by note: whether a note is unread depends on the
 * own mark alone, however many marks others have.
 */
export async function ownMarks(
  db: SidelineDb,
  user: string,
  notes: readonly string[],
): Promise<Item<'readMark'>[]> {
  const rows = await db.rows
    .where('[collection+fields.parent+fields.author]')
    .anyOf(notes.map((note) => ['readMark', note, user]))
    .limit(notes.length)
    .toArray();
  return items('readMark', rows).filter((mark) => !mark.deleted);
}
export type TextRows = Awaited<ReturnType<typeof textRows>>;

/** Scopes of a deal in which its first visit is looked for. */
const FIRST_VISITS = 5;

/**
 * The first visit to a deal: the earliest among those that the server had first in each scope; null
 * where it was deleted.
 */
async function firstVisitOn(db: SidelineDb, refKey: string): Promise<Item<'dealSnapshot'> | null> {
  const [first] = (await firstsOn(db, 'dealSnapshot', refKey, FIRST_VISITS)).toSorted(byWriting);
  return (first && !first.deleted && items('dealSnapshot', [first])[0]) || null;
}

/** The rows that coaching needs beside the reading of a record. */
export async function factRows(db: SidelineDb, refKey: string) {
  const most = SHARES.facts;
  const [
    outcomes,
    shown,
    facts,
    snapshots,
    first,
    commitments,
    checks,
    moved,
    steps,
    calls,
    planned,
  ] = await Promise.all([
    rowsOn(db, 'promptOutcome', refKey, most.promptOutcome),
    rowsOn(db, 'promptShown', refKey, most.promptShown),
    rowsOn(db, 'typedFact', refKey, most.typedFact),
    rowsOn(db, 'dealSnapshot', refKey, most.dealSnapshot),
    firstVisitOn(db, refKey),
    rowsOn(db, 'commitment', refKey, most.commitment),
    rowsOn(db, 'checkItem', refKey, most.checkItem),
    rowsOn(db, 'dealPlaybook', refKey, most.dealPlaybook),
    rowsOn(db, 'planStep', refKey, most.planStep),
    rowsOn(db, 'forecastCall', refKey, most.forecastCall),
    rowsOn(db, 'plannedCall', refKey, most.plannedCall),
  ]);
  // The first visit gives the deal's start, and may be older than the newest rows.
  const isCut = first !== null && snapshots.every((row) => row.id !== first.id);
  return {
    outcomes,
    shown,
    facts,
    snapshots: isCut ? [first, ...snapshots] : snapshots,
    commitments,
    checks,
    moved,
    steps,
    calls,
    planned,
  };
}
export type FactRows = Awaited<ReturnType<typeof factRows>>;

export type RecordRows = TextRows & FactRows;

/** All rows that one panel shows of a record, beside the reading. */
export async function recordRows(db: SidelineDb, refKey: string): Promise<RecordRows> {
  const [texts, facts] = await Promise.all([textRows(db, refKey), factRows(db, refKey)]);
  return { ...texts, ...facts };
}

/** The newest links between CRM users and members, the current one first. */
export async function identities(db: SidelineDb): Promise<Item<'crmIdentity'>[]> {
  return inOrder((await rowsOfAll(db, 'crmIdentity', LIMIT - LOOKUPS)).read);
}

/**
 * The link of one CRM user, looked up by its key: an organisation may have more links than
 * `identities` reads.
 */
export async function identityOf(
  db: SidelineDb,
  ref: Pick<RecordRef, 'crm' | 'tenant'>,
  crmUserId: string,
): Promise<Item<'crmIdentity'> | null> {
  const me = await getMeta(db, 'me');
  if (!me) return null;
  const key = [ref.crm, ref.tenant, crmUserId];
  const row = await db.rows.get(keyedId(me.org.id, scopes.org(me.org.id), 'crmIdentity', key));
  return row && !row.deleted ? (items('crmIdentity', [row])[0] ?? null) : null;
}

/** Rows that belong to no record, newest first. */
async function rowsOfAll<C extends CollectionName>(db: SidelineDb, collection: C, most: number) {
  const rows = (await newestOfAll(db, collection, most)).filter((row) => !row.deleted);
  const read = items(collection, rows);
  // A row that a newer version wrote is stored and synced, but cannot be shown here.
  return { read, newer: rows.length - read.length };
}

/** People's answers about the formats of CRMs. */
export async function formatRows(db: SidelineDb): Promise<Item<'crmFormat'>[]> {
  return (await rowsOfAll(db, 'crmFormat', SHARES.org.crmFormat)).read;
}

/** The days off of the organisation and of people. */
export async function calendarRows(db: SidelineDb) {
  const most = SHARES.org;
  const [calendars, away] = await Promise.all([
    rowsOfAll(db, 'orgCalendar', most.orgCalendar),
    rowsOfAll(db, 'away', most.away),
  ]);
  return { calendars: calendars.read, away: away.read };
}
export type CalendarRows = Awaited<ReturnType<typeof calendarRows>>;

/** The coaching settings of the organisation and of the person. */
export async function coachingRows(db: SidelineDb) {
  const most = SHARES.org;
  const [
    calendar,
    prompts,
    versions,
    maps,
    stages,
    formats,
    settings,
    profiles,
    self,
    suggestions,
    votes,
  ] = await Promise.all([
    calendarRows(db),
    rowsOfAll(db, 'prompt', most.prompt),
    rowsOfAll(db, 'playbookVersion', most.playbookVersion),
    rowsOfAll(db, 'stageMap', most.stageMap),
    rowsOfAll(db, 'stageStatus', most.stageStatus),
    rowsOfAll(db, 'crmFormat', most.crmFormat),
    rowsOfAll(db, 'coachingSettings', most.coachingSettings),
    rowsOfAll(db, 'profile', most.profile),
    db.selfViews.limit(1).toArray(),
    rowsOfAll(db, 'suggestion', most.suggestion),
    rowsOfAll(db, 'vote', most.vote),
  ]);
  const personVotes = items(
    'vote',
    await ownVotes(
      db,
      suggestions.read.map((row) => row.id),
    ),
  );
  const missing = personVotes.filter(({ id }) => votes.read.every((row) => row.id !== id));
  return {
    prompts: prompts.read,
    versions: versions.read,
    maps: maps.read,
    stages: stages.read,
    formats: formats.read,
    settings: settings.read,
    profiles: profiles.read,
    self,
    suggestions: suggestions.read,
    votes: [...votes.read, ...missing],
    ...calendar,
    newer: prompts.newer + versions.newer,
  };
}
export type CoachingRows = Awaited<ReturnType<typeof coachingRows>>;
