import {
  type CrmIdentity,
  type CrmRecord,
  LOCAL_USER,
  parseRefKey,
  type RecordRef,
  refKey,
} from '../model/index.ts';
import {
  cachedRecord,
  coachingRows,
  conflicted,
  factRows,
  freshSync,
  getMeta,
  identities,
  identityOf,
  refusedChanges,
  type SidelineDb,
  summariesOf,
  textRows,
} from '../store/index.ts';
import type { OrgRead } from './org.ts';
import type { RecordRead } from './record.ts';
import { ownerOf, repForSharing, summaryOwner } from './sharing.ts';
import type { Viewer } from './viewer.ts';

// Queries only. Pages run each in a live query of its own, so that a change reads again what it touched and no more.

export async function loadViewer(db: SidelineDb): Promise<Viewer> {
  const [me = null, localRole = 'rep'] = await Promise.all([
    getMeta(db, 'me'),
    getMeta(db, 'localRole'),
  ]);
  return { me, user: me?.user.id ?? LOCAL_USER, localRole };
}

/** Names of everyone in the organisation, and of those who left, by id. */
export async function loadNames(db: SidelineDb): Promise<Map<string, string>> {
  const members = (await getMeta(db, 'members')) ?? [];
  return new Map(members.map((member) => [member.id, member.name]));
}

/** How syncing goes, and what waits for a person. */
export async function loadSync(db: SidelineDb) {
  const [sync = freshSync, refused, conflicts] = await Promise.all([
    getMeta(db, 'sync'),
    refusedChanges(db),
    conflicted(db),
  ]);
  return { sync, refused, conflicts };
}

export async function loadLinks(db: SidelineDb): Promise<CrmIdentity[]> {
  return (await identities(db)).map((row) => row.fields);
}

export async function loadOrg(db: SidelineDb): Promise<OrgRead> {
  const [rows, history = null, attention = null, learned = {}, winProbability = null] =
    await Promise.all([
      coachingRows(db),
      getMeta(db, 'history'),
      getMeta(db, 'attention'),
      getMeta(db, 'learned'),
      getMeta(db, 'winProbability'),
    ]);
  return { rows, history, attention, learned, winProbability };
}

/** The link of the CRM's owner of a record: there may be more links than one query reads. */
export async function loadOwnerLink(
  db: SidelineDb,
  record: CrmRecord | null,
): Promise<CrmIdentity[]> {
  const id = ownerOf(record)?.id ?? null;
  const link = record && id !== null ? await identityOf(db, record.ref, id) : null;
  return link ? [link.fields] : [];
}

/** The reading of a record, and the rows that its facts rest on. */
export async function loadFacts(db: SidelineDb, key: string) {
  const [record, rows] = await Promise.all([cachedRecord(db, key), factRows(db, key)]);
  return { key, record, rows, ownerLink: await loadOwnerLink(db, record) };
}

export async function loadTexts(db: SidelineDb, key: string) {
  return { key, rows: await textRows(db, key) };
}

/** The known deals of one owner. @param owner see `summaryOwner`; null: nobody's. */
export async function loadSummaries(db: SidelineDb, owner: string | null) {
  return { owner, list: owner === null ? [] : await summariesOf(db, owner) };
}

/** Everything that `viewOf` needs of one record. */
export async function loadRecord(db: SidelineDb, ref: RecordRef): Promise<RecordRead> {
  const key = refKey(ref);
  const [facts, texts] = await Promise.all([loadFacts(db, key), loadTexts(db, key)]);
  const summaries = await loadSummaries(db, summaryOwner(facts.record));
  return {
    ref,
    record: facts.record,
    ownerLink: facts.ownerLink,
    rows: { ...texts.rows, ...facts.rows },
    summaries: summaries.list,
  };
}

/** What is the same for every record: read once where many are looked at. */
export async function loadShared(
  db: SidelineDb,
): Promise<{ viewer: Viewer; links: CrmIdentity[]; org: OrgRead }> {
  const [viewer, links, org] = await Promise.all([loadViewer(db), loadLinks(db), loadOrg(db)]);
  return { viewer, links, org };
}

/** The links that say who owns a record, the one that counts first. */
export async function linksFor(db: SidelineDb, record: CrmRecord | null): Promise<CrmIdentity[]> {
  const [own, links] = await Promise.all([loadOwnerLink(db, record), loadLinks(db)]);
  return [...own, ...links];
}

/** `repForSharing` of a record that this device has read. Runs inside a command's transaction over records and rows. */
export async function loadRepForSharing(db: SidelineDb, key: string): Promise<string | null> {
  const ref = parseRefKey(key);
  if (!ref) return null;
  const record = await cachedRecord(db, key);
  return repForSharing(await linksFor(db, record), ref, ownerOf(record));
}
