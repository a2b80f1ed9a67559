import { storedReader } from '../coaching/index.ts';
import {
  type CrmIdentity,
  type CrmRecord,
  LOCAL_USER,
  parseRefKey,
  type RecordRef,
  refKey,
} from '../model/index.ts';
import {
  cachedDeals,
  cachedReading,
  cachedRecord,
  coachingRows,
  conflicted,
  dealRows,
  dealVisits,
  factRows,
  freshSync,
  getMeta,
  identities,
  identitiesOfAll,
  identityOf,
  invalidationsOf,
  LIMIT,
  type Row,
  rejectedChanges,
  type SidelineDb,
  storedDealRows,
  storedDealVisits,
  storedRepDay,
  summariesOf,
  textRows,
  type YieldToOthers,
} from '../store/index.ts';
import type { OrgRead } from './org.ts';
import type { RecordRead } from './record.ts';
import { allRead, textsOfReading, textsOfRows } from './says.ts';
import { ownerOf, repForSharing, summaryOwner } from './sharing.ts';
import type { Viewer } from './viewer.ts';

// Queries only. Pages run each in its own live query, so that a change repeats only the queries it
// affects.

export async function loadViewer(db: SidelineDb): Promise<Viewer> {
  const [me = null, localRole = 'rep'] = await Promise.all([
    getMeta(db, 'me'),
    getMeta(db, 'localRole'),
  ]);
  return { me, user: me?.user.id ?? LOCAL_USER, localRole };
}

/**
 * Names of all current and former members of the organisation, and the teams of the current ones,
 * by the member's id.
 */
export async function loadNames(
  db: SidelineDb,
): Promise<{ names: Map<string, string>; teamOf: Map<string, string> }> {
  const members = (await getMeta(db, 'members')) ?? [];
  return {
    names: new Map(members.map(({ id, name }) => [id, name])),
    teamOf: new Map(members.flatMap(({ id, team }) => (team ? [[id, team] as const] : []))),
  };
}

/** The person, and the people that the person knows. */
export async function loadMe(db: SidelineDb) {
  const [viewer, people] = await Promise.all([loadViewer(db), loadNames(db)]);
  return { ...viewer, ...people };
}

/** The sync state, and the rejected changes and conflicts that a person has to handle. */
export async function loadSync(db: SidelineDb) {
  const [sync = freshSync, rejected, conflicts] = await Promise.all([
    getMeta(db, 'sync'),
    rejectedChanges(db),
    conflicted(db),
  ]);
  return { sync, rejected, conflicts };
}

export async function loadLinks(db: SidelineDb): Promise<CrmIdentity[]> {
  return (await identities(db)).map((row) => row.fields);
}

/** The links of some members: see `identitiesOfAll`. */
export async function loadLinksOf(
  db: SidelineDb,
  users: readonly string[],
): Promise<CrmIdentity[]> {
  return (await identitiesOfAll(db, users)).map((row) => row.fields);
}

export async function loadOrg(db: SidelineDb): Promise<OrgRead> {
  const [rows, history = null, exposure = null, learned = {}, winProbability = null] =
    await Promise.all([
      coachingRows(db),
      getMeta(db, 'history'),
      getMeta(db, 'attention'),
      getMeta(db, 'learned'),
      getMeta(db, 'winProbability'),
    ]);
  // Few organisations have entered days off: what counts them comes with them.
  const hasDaysOff = rows.calendars.length > 0 || rows.away.length > 0;
  const calendarFor = hasDaysOff ? (await import('./calendars.ts')).calendarFor : null;
  return { rows, history, exposure, learned, winProbability, calendarFor };
}

/** The link of a record's CRM owner: there may be more links than one query reads. */
export async function loadOwnerLink(
  db: SidelineDb,
  record: CrmRecord | null,
): Promise<CrmIdentity[]> {
  const id = ownerOf(record)?.id ?? null;
  const link = record && id !== null ? await identityOf(db, record.ref, id) : null;
  return link ? [link.fields] : [];
}

/** The reading of a record, and the rows that its facts are computed from. */
export async function loadFacts(db: SidelineDb, key: string) {
  const [reading, rows] = await Promise.all([cachedReading(db, key), factRows(db, key)]);
  const { record = null, visits = null, says = null } = reading ?? {};
  const ownerLink = await loadOwnerLink(db, record);
  // Last: a live query sees no reads after it.
  const texts = await allRead([
    ...textsOfReading(record, says),
    ...textsOfRows('typedFact', rows.facts),
    ...textsOfRows('dealSnapshot', rows.snapshots),
  ]);
  // Few values are typed: their parser comes with them.
  const typing = rows.facts.length === 0 ? null : (await import('./typed.ts')).typedParser;
  return { key, record, visits, rows, ownerLink, texts, typing };
}

export async function loadTexts(db: SidelineDb, key: string) {
  const rows = await textRows(db, key);
  return { key, rows, texts: await allRead(textsOfRows('note', rows.notes)) };
}

/**
 * Summaries of one owner's deals, and what is stored about their day.
 * @param owner see `summaryOwner`; null: none.
 */
export async function loadSummaries(db: SidelineDb, owner: string | null) {
  if (owner === null) return { owner, list: [], repDay: null };
  const [list, repDay] = await Promise.all([
    summariesOf(db, owner, LIMIT - 1),
    storedRepDay(db, owner),
  ]);
  return { owner, list, repDay };
}

/** The data of one record for `viewOf`. */
export async function loadRecord(db: SidelineDb, ref: RecordRef): Promise<RecordRead> {
  const key = refKey(ref);
  const [facts, texts] = await Promise.all([loadFacts(db, key), loadTexts(db, key)]);
  const summaries = await loadSummaries(db, summaryOwner(facts.record));
  return {
    ref,
    record: facts.record,
    visits: facts.visits,
    ownerLink: facts.ownerLink,
    rows: { ...texts.rows, ...facts.rows },
    reader: storedReader([...facts.texts, ...texts.texts]),
    summaries: summaries.list,
    repDay: summaries.repDay,
  };
}

/** The data that all records share: loaded once for many records. */
export async function loadShared(
  db: SidelineDb,
): Promise<{ viewer: Viewer; links: CrmIdentity[]; org: OrgRead }> {
  const [viewer, links, org] = await Promise.all([loadViewer(db), loadLinks(db), loadOrg(db)]);
  return { viewer, links, org };
}

/** The links that determine a record's owner, the current one first. */
export async function linksFor(db: SidelineDb, record: CrmRecord | null): Promise<CrmIdentity[]> {
  const [own, links] = await Promise.all([loadOwnerLink(db, record), loadLinks(db)]);
  return [...own, ...links];
}

/**
 * `repForSharing` of a record that this device has read. Runs inside a command's transaction over
 * records and rows.
 */
export async function loadRepForSharing(db: SidelineDb, key: string): Promise<string | null> {
  if (!parseRefKey(key)) return null;
  const [record, me = null] = [await cachedRecord(db, key), await getMeta(db, 'me')];
  return repForSharing(me, await linksFor(db, record), record);
}

/**
 * Rows with `invalidationsOf` from before them: what is computed of rows that left since is not
 * stored.
 * Both begin at once, so that no change comes before the rows and after the count. They share no
 * transaction: Dexie would lose it in the many look-ups of the rows.
 */
async function withLosses(db: SidelineDb, read: (db: SidelineDb) => Promise<Row[]>) {
  const [invalidations, rows] = await Promise.all([invalidationsOf(db), read(db)]);
  return { invalidations, rows };
}

/** The stored visits of excerpts. */
export const loadVisitRows = (db: SidelineDb) => withLosses(db, storedDealVisits);

/** The other stored rows of excerpts. */
export const loadOtherRows = (db: SidelineDb) => withLosses(db, storedDealRows);

/** The stored readings of all deals. */
export async function loadReadings(db: SidelineDb, yieldToOthers?: YieldToOthers) {
  const records = await cachedDeals(db, yieldToOthers);
  const stored = [...records.values()];
  return {
    records,
    texts: await allRead(
      stored.flatMap(({ record, says }) => textsOfReading(record, says ?? null)),
    ),
  };
}

/** The latest visits to all deals. */
export async function loadDealVisits(db: SidelineDb) {
  const visits = await dealVisits(db);
  return { visits, texts: await allRead(textsOfRows('dealSnapshot', visits)) };
}

/** The other rows of all deals. */
export async function loadDealRows(db: SidelineDb) {
  const rows = await dealRows(db);
  const stored = [...textsOfRows('note', rows.notes), ...textsOfRows('typedFact', rows.typed)];
  return { rows, texts: await allRead(stored) };
}
