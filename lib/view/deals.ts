import { type Coached, coachRecord, type Now, type TypedParser } from '../coaching/index.ts';
import { type CrmRecord, known, parseRefKey, type RecordRef } from '../model/index.ts';
import type { DealRows } from '../store/index.ts';
import { type OrgView, orgCoaching } from './org.ts';

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

/**
 * The open deals that were read here or visited by others of the team, with their facts. Whose they are does not matter
 * here: conditions see no more than the deal.
 */
export function dealsOf(records: ReadonlyMap<string, CrmRecord>, rows: DealRows, org: OrgView, now: Now, parse: TypedParser): KnownDeal[] {
  const notes = byRecord(rows.notes);
  const snapshots = byRecord(rows.snapshots);
  const typed = byRecord(rows.typed);
  const commitments = byRecord(rows.commitments);
  const checks = byRecord(rows.checks);
  const moved = byRecord(rows.moved);
  const rules = { ...orgCoaching(org, null, ''), written: [] };
  const keys = new Set([...records.keys(), ...rows.snapshots.map((row) => row.refKey)]);
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
      summaries: [],
    };
    const coached = coachRecord(input, rules, now, parse);
    if (!coached || coached.coaching.health === null) return [];
    const { name, owner } = coached.facts.fields;
    return [{ ...coached, key, ref, name: known(name) ?? ref.id, owner: known(owner)?.name ?? '' }];
  });
}
