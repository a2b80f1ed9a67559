import { type Coached, coachRecord, type Now, type TypedParser } from '../coaching/index.ts';
import {
  type CrmRecord,
  type DealSnapshot,
  known,
  parseRefKey,
  type RecordRef,
} from '../model/index.ts';
import type { DealRows } from '../store/index.ts';
import { type OrgView, orgCoaching } from './org.ts';
import { checksOf, movedOf, typedOf } from './record.ts';

/** An open deal that this device knows, for “which deals would show this now”. */
export interface KnownDeal extends Coached {
  key: string;
  ref: RecordRef;
  name: string;
  owner: string;
}

/** Lists by the record that their items are about. */
function byRecord<T extends { refKey: string }>(list: readonly T[]): (key: string) => T[] {
  const groups = Map.groupBy(list, (item) => item.refKey);
  return (key) => groups.get(key) ?? [];
}

/** What `cachedDeals`, `dealVisits` and `dealRows` read. */
export interface DealsRead {
  records: ReadonlyMap<string, CrmRecord>;
  visits: readonly DealSnapshot[];
  rows: DealRows;
}

/**
 * The open deals that were read here or visited by others of the team, with their facts. Whose they are does not matter
 * here: conditions see no more than the deal.
 */
export function dealsOf(
  { records, visits, rows }: DealsRead,
  org: OrgView,
  now: Now,
  parse: TypedParser,
): KnownDeal[] {
  const notes = byRecord(rows.notes.map((row) => row.fields));
  const snapshots = byRecord(visits);
  const typed = byRecord(typedOf(rows.typed));
  const commitments = byRecord(rows.commitments.map((row) => row.fields));
  const checks = byRecord(checksOf(rows.checks));
  const moved = byRecord(movedOf(rows.moved));
  const rules = { ...orgCoaching(org, null, ''), written: [] };
  const keys = new Set([...records.keys(), ...visits.map((visit) => visit.refKey)]);
  return [...keys].flatMap((key): KnownDeal[] => {
    const ref = parseRefKey(key);
    if (ref?.object !== 'deal') return [];
    const input = {
      ref,
      record: records.get(key) ?? null,
      notes: notes(key),
      snapshots: snapshots(key),
      typed: typed(key),
      commitments: commitments(key),
      checks: checks(key),
      moved: moved(key),
      outcomes: [],
      shown: [],
      summaries: [],
    };
    const coached = coachRecord(input, rules, now, parse);
    if (!coached || coached.coaching.health === null) return [];
    const { name, owner } = coached.facts.fields;
    return [{ ...coached, key, ref, name: known(name) ?? ref.id, owner: known(owner)?.name ?? '' }];
  });
}
