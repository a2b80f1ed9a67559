import type { PullResponse } from '../../lib/sync/protocol.ts';
import type { Tx } from '../store/tables.ts';

/** A row that left a scope, and where it is now; null for one that is no more. */
interface Left {
  id: string;
  scope: string;
  now: string | null;
  version: number;
}

/**
 * The rows that left scopes after `from`, in the order in which they did: so many and no more.
 * @returns them, and the version up to which they are all.
 */
export async function departuresUpTo(
  tx: Tx,
  org: string,
  { scopes, from, end }: { scopes: readonly string[]; from: number; end: number },
  most: number,
): Promise<{ departures: Left[]; upTo: number }> {
  const departures = await tx
    .selectFrom('departure')
    .leftJoin('row', (join) =>
      join.onRef('row.id', '=', 'departure.row_id').onRef('row.org_id', '=', 'departure.org_id'),
    )
    .select([
      'departure.row_id as id',
      'departure.scope as scope',
      'departure.version as version',
      'row.scope as now',
    ])
    .where('departure.org_id', '=', org)
    .where('departure.scope', 'in', scopes)
    .where('departure.version', '>', from)
    .where('departure.version', '<=', end)
    .orderBy('departure.version')
    .limit(most + 1)
    .execute();
  const next = departures[most];
  // A row leaves one scope under one version, so that each page goes on.
  return next === undefined
    ? { departures, upTo: end }
    : { departures: departures.slice(0, most), upTo: next.version - 1 };
}

/**
 * What a reader gets to know about rows that left scopes. One that moved to another scope of the
 * reader is sent as a row and not listed (L2), and one that left a scope twice is listed once.
 */
export function goneFor(
  mine: readonly string[],
  departures: readonly Left[],
): PullResponse['gone'] {
  const left = departures.filter(({ now }) => now === null || !mine.includes(now));
  const once = new Map(left.map(({ id, scope }) => [`${scope} ${id}`, { id, scope }]));
  return [...once.values()];
}
