import {
  type Coached,
  coachRecord,
  type Now,
  type TextReader,
  type TypedParser,
} from '../coaching/index.ts';
import { known, parseRefKey, type RecordRef } from '../model/index.ts';
import type { DealRows, Item, Reading } from '../store/index.ts';
import { answersFor, withAnswers } from './formats.ts';
import { type OrgView, orgCoaching } from './org.ts';
import { checksOf, movedOf, stepsOf, typedOf, visitsIn } from './record.ts';

/** An open deal on this device, to find the deals that a condition applies to now. */
export interface KnownDeal extends Coached {
  key: string;
  ref: RecordRef;
  name: string;
  owner: string;
}

/** Groups items by the record that they are about. */
function byRecord<T extends { refKey: string }>(list: readonly T[]): (key: string) => T[] {
  const groups = Map.groupBy(list, (item) => item.refKey);
  return (key) => groups.get(key) ?? [];
}

/** The results of `cachedDeals`, `dealVisits` and `dealRows`. */
export interface DealsRead {
  records: ReadonlyMap<string, Reading>;
  visits: readonly Item<'dealSnapshot'>[];
  rows: DealRows;
  /** What the texts of them say. */
  reader: TextReader;
}

/**
 * The open deals that this device read or team members visited, with their facts. The owner is not
 * needed: conditions depend on the deal alone.
 */
export function dealsOf(
  { records, visits, rows, reader }: DealsRead,
  org: OrgView,
  now: Now,
  parse: TypedParser,
): KnownDeal[] {
  const notes = byRecord(rows.notes.map((row) => row.fields));
  const visitsByKey = Map.groupBy(visits, (visit) => visit.fields.refKey);
  const typed = byRecord(typedOf(rows.typed));
  const commitments = byRecord(rows.commitments.map((row) => row.fields));
  const checks = byRecord(checksOf(rows.checks));
  const moved = byRecord(movedOf(rows.moved));
  const steps = byRecord(stepsOf(rows.steps));
  const calls = byRecord(rows.calls.map((row) => row.fields));
  const rules = { ...orgCoaching(org, null, ''), written: [] };
  const keys = new Set([...records.keys(), ...visitsByKey.keys()]);
  return [...keys].flatMap((key): KnownDeal[] => {
    const ref = parseRefKey(key);
    if (ref?.object !== 'deal') return [];
    const { record: read = null, visits: seen = null } = records.get(key) ?? {};
    const record = withAnswers(read, answersFor(org.rows.formats, ref));
    const input = {
      ref,
      record,
      notes: notes(key),
      ...visitsIn(visitsByKey.get(key) ?? [], seen),
      typed: typed(key),
      commitments: commitments(key),
      checks: checks(key),
      moved: moved(key),
      steps: steps(key),
      calls: calls(key),
      outcomes: [],
      shown: [],
      summaries: [],
      reader,
    };
    const coached = coachRecord(input, rules, now, parse);
    if (!coached || coached.coaching.health === null) return [];
    const { name, owner } = coached.facts.fields;
    return [{ ...coached, key, ref, name: known(name) ?? '', owner: known(owner)?.name ?? '' }];
  });
}
