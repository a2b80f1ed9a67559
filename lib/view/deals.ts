import type { Coached, DealFacts, Now, TextReader, TypedParser } from '../coaching/index.ts';
import {
  type CrmIdentity,
  type CrmRecord,
  type DealExcerpt,
  type Health,
  keysOf,
  known,
  parseRefKey,
  type RecordRef,
  type RecordRole,
} from '../model/index.ts';
import type { DealRows, Item, Reading, RecordRows } from '../store/index.ts';
import { type RecordRead, type SharedData, viewOf } from './record.ts';

/** An open deal on this device. */
export interface KnownDeal {
  key: string;
  ref: RecordRef;
  name: string;
  owner: string;
  facts: DealFacts;
  plan: Coached['plan'];
  coaching: Coached['coaching'];
  /** The viewer's role on the deal, and its rep. */
  role: RecordRole;
  record: CrmRecord | null;
  /** As in the view of the record. */
  shareWith: string | null;
  unconfirmed: CrmIdentity | null;
  /** As in the deal's summary: null while the page is still being read. */
  health: Coached['coaching']['health'];
}

const ORDER: readonly (Health | null)[] = ['atRisk', 'lookCloser', 'onTrack'];

/** Deals that need a closer look first, then by close date; those without a date last. */
export function inListOrder(deals: readonly DealExcerpt[]): DealExcerpt[] {
  const names = new Intl.Collator();
  return deals
    .map((deal) => ({
      deal,
      rank: ORDER.indexOf(deal.health?.label ?? 'onTrack'),
      // Later than every date: they are compared by code units, not by a language’s rules.
      date: deal.closeDate ?? '~',
    }))
    .sort((a, b) => {
      const byDate = a.date < b.date ? -1 : Number(a.date > b.date);
      return a.rank - b.rank || byDate || names.compare(a.deal.name, b.deal.name);
    })
    .map(({ deal }) => deal);
}

/** Groups items by the record that they are about, those under its key of 0.1.0 too. */
function byRecord<T extends { fields: { refKey: string } }>(
  list: readonly T[],
): (key: string) => T[] {
  const groups = Map.groupBy(list, (item) => item.fields.refKey);
  return (key) =>
    keysOf(key).flatMap((own) =>
      (groups.get(own) ?? []).map((item) =>
        own === key ? item : { ...item, fields: { ...item.fields, refKey: key } },
      ),
    );
}

/** The results of `cachedDeals`, `dealVisits` and `dealRows`. */
export interface DealsRead {
  records: ReadonlyMap<string, Reading>;
  visits: readonly Item<'dealSnapshot'>[];
  rows: DealRows;
  /** What the texts of them say. */
  reader: TextReader;
}

/** Rows that a list of deals does without: it shows no question and no note. */
const NOT_LISTED = {
  replies: [],
  reads: [],
  outcomes: [],
  shown: [],
} satisfies Partial<RecordRows>;

/**
 * The open deals that this device read or team members visited, each as its panel shows it.
 * Questions that people wrote are left out: they change neither facts nor health. One step for each
 * record, so that a page can pause between them; null for a record that is not listed.
 */
export function* dealSteps(
  { records, visits, rows, reader }: DealsRead,
  shared: SharedData,
  now: Now,
  parse: TypedParser,
): Generator<KnownDeal | null> {
  const notes = byRecord(rows.notes);
  const snapshots = byRecord(visits);
  const facts = byRecord(rows.typed);
  const commitments = byRecord(rows.commitments);
  const checks = byRecord(rows.checks);
  const moved = byRecord(rows.moved);
  const steps = byRecord(rows.steps);
  const calls = byRecord(rows.calls);
  const planned = byRecord(rows.planned);
  const unasked = { ...shared, org: { ...shared.org, authored: [] } };
  const keys = new Set([...records.keys(), ...visits.map((visit) => visit.fields.refKey)]);
  const former = new Set([...keys].flatMap((key) => keysOf(key).slice(1)));
  const dealOn = (key: string): KnownDeal | null => {
    const ref = parseRefKey(key);
    if (ref?.object !== 'deal' || former.has(key)) return null;
    const { record = null, visits: seen = null } = records.get(key) ?? {};
    const read: RecordRead = {
      ref,
      record,
      visits: seen,
      ownerLink: [],
      rows: {
        ...NOT_LISTED,
        notes: notes(key),
        snapshots: snapshots(key),
        facts: facts(key),
        commitments: commitments(key),
        checks: checks(key),
        moved: moved(key),
        steps: steps(key),
        calls: calls(key),
        planned: planned(key),
      },
      reader,
      summaries: [],
    };
    const { coached, role, shareWith, unconfirmed } = viewOf(read, unasked, now, parse);
    if (!coached || coached.coaching.health === null) return null;
    const { name, owner } = coached.facts.fields;
    return {
      key,
      ref,
      name: known(name) ?? '',
      owner: known(owner)?.name ?? '',
      facts: coached.facts,
      plan: coached.plan,
      coaching: coached.coaching,
      role,
      record,
      shareWith,
      unconfirmed,
      health: record?.reading.filling ? null : coached.coaching.health,
    };
  };
  for (const key of keys) yield dealOn(key);
}

/** All of them at once. */
export function dealsOf(...input: Parameters<typeof dealSteps>): KnownDeal[] {
  return [...dealSteps(...input)].filter((deal) => deal !== null);
}
