import { dayOf, type Now } from '../coaching/index.ts';
import {
  type DealExcerpt,
  fnv1a,
  keysOf,
  known,
  ownerKey,
  STATEMENTS_VERSION,
  type StoredExcerpt,
} from '../model/index.ts';
import type { Row } from '../store/index.ts';
import type { KnownDeal } from './deals.ts';
import type { OrgView } from './org.ts';
import type { SharedData } from './record.ts';

// Excerpts of deals: what the list of all deals shows of each, so that nobody reads and coaches
// hundreds of records to show three.

/** How long an excerpt counts: some signals follow the hour. */
const FRESH_MS = 3_600_000;

/** What happened last, of each kind. The times may be in the future. */
function eventsOf({ facts }: KnownDeal): number[] {
  const { done, snapshots, texts, commitments, stageMoves, closeDateMoves, amountMoves } = facts;
  const times = [
    done[0]?.at,
    snapshots.at(-1)?.at,
    texts?.[0]?.at,
    stageMoves?.list.at(-1)?.at,
    closeDateMoves?.list.at(-1)?.at,
    amountMoves?.list.at(-1)?.at,
    ...commitments.flatMap(({ at, settledAt }) => [at, settledAt]),
  ];
  return times.filter((at) => typeof at === 'number');
}

/** The excerpt of a deal. */
export function excerptOf(deal: KnownDeal): DealExcerpt {
  const { key, name, owner, facts, coaching, health, role } = deal;
  const gravest = coaching.triggered.find(
    ({ kind, about }) => kind !== 'praise' && about === 'deal',
  );
  const praise = coaching.triggered.find(({ kind }) => kind === 'praise');
  return {
    ...{ key, name, owner },
    account: known(facts.fields.account) ?? null,
    ownerKey: owner === '' ? null : ownerKey(facts.ref, owner),
    stage: known(facts.fields.stage) ?? null,
    amount: known(facts.fields.amount) ?? null,
    closeDate: known(facts.fields.closeDate) ?? null,
    health: health && {
      label: health.label,
      signals: health.reasons.map(({ signal }) => signal),
    },
    gravest: gravest ? { signal: gravest.signal, severity: gravest.severity } : null,
    ...(praise ? { praise: { signal: praise.signal, severity: praise.severity } } : {}),
    events: eventsOf(deal),
    role: { roles: [...role.roles], rep: role.rep, known: role.known },
  };
}

/** A checksum of two halves: it detects changes, not attacks. */
const checksum = (text: string): string =>
  `${fnv1a(text).toString(36)}.${fnv1a(text, 0x2166f2b1).toString(36)}`;

/** What excerpts depend on beside their deal. */
export interface ExcerptContext {
  /** See `StoredExcerpt`. */
  day: string;
  /** A checksum of the day, the person, the links and the coaching settings. */
  all: string;
}

/**
 * @param build the version of the extension: another one may compute other excerpts.
 * @param language the one that people type in.
 */
export function excerptContext(
  { viewer, links, org }: SharedData,
  now: Now,
  { build, language }: { build: string; language: string },
): ExcerptContext {
  const { me, user, localRole } = viewer;
  const day = [dayOf(now.ms, now.timeZone), user, language, build].join(' ').slice(0, 200);
  return {
    day,
    all: checksum(JSON.stringify([day, me, localRole, links, parts(org), now.timeZone])),
  };
}

/** The coaching data that facts, signals and health are computed from. */
function parts({ rows, history }: OrgView) {
  const { versions, maps, stages, formats, settings, calendars, away } = rows;
  return [STATEMENTS_VERSION, versions, maps, stages, formats, settings, calendars, away, history];
}

/** The stored rows that the excerpts of all deals are computed from. */
export interface ExcerptRows {
  visits: readonly Row[];
  others: readonly Row[];
}

/**
 * A checksum of what the excerpt of each deal is computed from. So a stored one counts only for
 * what is on the device now, whatever changed it.
 * @param readAt the times of the stored readings, by the key of their record.
 */
export function excerptBases(
  readAt: ReadonlyMap<string, number>,
  { visits, others }: ExcerptRows,
  context: ExcerptContext,
): (key: string) => string {
  const rowsOf = Map.groupBy([...visits, ...others], (row) => row.refKey);
  const part = ({ id, version, pending, fields }: Row) => [id, version, pending, fields];
  return (key) => {
    const rows = keysOf(key).flatMap((own) => (rowsOf.get(own) ?? []).map(part));
    return checksum(JSON.stringify([context.all, readAt.get(key) ?? null, rows]));
  };
}

/** Whether a stored excerpt is what would be computed now. */
export const isFresh = (
  stored: StoredExcerpt | undefined,
  basis: string,
  now: Now,
): stored is StoredExcerpt =>
  stored?.basis === basis && stored.at <= now.ms && now.ms - stored.at < FRESH_MS;

/** The keys of the deals that a device knows: read ones and visited ones. */
export function knownKeys(
  readAt: ReadonlyMap<string, number>,
  visits: readonly Pick<Row, 'refKey'>[],
): Set<string> {
  return new Set([...readAt.keys(), ...visits.map(({ refKey }) => refKey)]);
}
