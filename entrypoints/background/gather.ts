import { type Coached, coachRecord, type Now, type OrgCoaching } from '../../lib/coaching/index.ts';
import { compileAll } from '../../lib/coaching/written/index.ts';
import { known, latestOf, memberOf, ownerKey, type RecordRef, refKey } from '../../lib/model/index.ts';
import { getSetting } from '../../lib/settings/index.ts';
import { cachedRecord, coachingRows, getMeta, identities, recordRows, summariesOf } from '../../lib/store/index.ts';
import type { Account } from './account.ts';
import { typedParser } from './typed.ts';

/** What the organisation and this person bring to every deal; read once for many records. */
export async function orgOf({ db, user }: Account): Promise<(rep: string | null) => OrgCoaching> {
  const [rows, history, attention, learned, learning] = await Promise.all([
    coachingRows(db),
    getMeta(db, 'history'),
    getMeta(db, 'attention'),
    getMeta(db, 'learned'),
    getSetting('learning'),
  ]);
  const written = compileAll(rows.prompts);
  return (rep) => ({
    versions: rows.versions.map((row) => row.fields),
    // The organisation's own maps go before those that somebody made while signed out.
    maps: (rows.maps.some((row) => row.scope.startsWith('o:')) ? rows.maps.filter((row) => row.scope.startsWith('o:')) : rows.maps).map((row) => row.fields),
    settings: latestOf(rows.settings),
    written,
    history: history ?? null,
    profile: latestOf(rows.profiles.filter((row) => row.fields.member === (rep ?? user))),
    self: rep === null || rep === user ? latestOf(rows.self) : null,
    attention: attention ?? null,
    learned: learning ? (learned ?? {}) : {},
  });
}

export function zoneOf({ me }: Account, reading: string | null | undefined): string {
  return me?.org.timeZone ?? reading ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** The coaching of one record, as its panel shows it. */
export async function coachedOf(who: Account, ref: RecordRef, org?: Awaited<ReturnType<typeof orgOf>>): Promise<{ coached: Coached | null; unread: number; now: Now }> {
  const { db, user } = who;
  const key = refKey(ref);
  const [record, rows, orgRows, links] = await Promise.all([cachedRecord(db, key), recordRows(db, key), org ?? orgOf(who), identities(db)]);
  const owner = record ? (known(record.fields.owner) ?? null) : null;
  const rep = memberOf(
    links.map((row) => row.fields),
    ref,
    owner?.id ?? null,
  );
  const now = { ms: Date.now(), timeZone: zoneOf(who, record?.reading.timeZone) };
  const fields = <T>(list: readonly { fields: T }[]) => list.map((row) => row.fields);
  const coached = record?.reading.filling
    ? null
    : coachRecord(
        {
          ref,
          record,
          notes: fields(rows.notes),
          snapshots: fields(rows.snapshots),
          typed: fields(rows.facts),
          commitments: fields(rows.commitments),
          checks: fields(rows.checks),
          moved: fields(rows.moved),
          outcomes: fields(rows.outcomes).filter((outcome) => outcome.author === user),
          summaries: owner === null ? [] : await summariesOf(db, ownerKey(ref, owner.name)),
        },
        orgRows(rep),
        now,
        typedParser(now),
      );
  const read = new Set(rows.reads.filter((mark) => mark.fields.author === user).map((mark) => mark.fields.parent));
  return { coached, unread: rows.notes.filter((note) => note.fields.author !== user && !read.has(note.id)).length, now };
}
