import { type DealFacts, type TimelineEntry, timeline } from '../coaching/index.ts';
import type { Item, RecordRows } from '../store/index.ts';

/** A line of “since you last looked”: an event of the deal, or a commitment. */
export type SinceLine =
  | { kind: 'event'; id: string; at: number; entry: TimelineEntry }
  | { kind: 'made' | 'kept'; id: string; at: number; text: string };

const MOST_LINES = 5;
/** Entries that tell nothing new: periods, the deal's start, and the person's own answers. */
const LEFT_OUT: readonly TimelineEntry['kind'][] = ['silence', 'created', 'prompt'];

function commitmentLines(rows: readonly Item<'commitment'>[], user: string): SinceLine[] {
  return rows.flatMap(({ id, fields }): SinceLine[] => {
    const { state, settledAt, author, editedBy, at, text } = fields;
    const isKept = state === 'kept' && settledAt !== null;
    if (isKept && (editedBy ?? author) !== user)
      return [{ id: `kept ${id}`, at: settledAt, kind: 'kept', text }];
    return state === 'open' && author !== user ? [{ id, at, kind: 'made', text }] : [];
  });
}

/**
 * What happened on a deal since a person last looked, at most five lines, the newest first: moves
 * that the CRM or a visit shows, activities, and what others wrote. Only rows that the person can
 * read are on the device, so no line comes from another audience.
 * @param since Unix ms; null for the first look, after which nothing is new.
 */
export function sinceLook(
  facts: DealFacts,
  rows: Pick<RecordRows, 'notes' | 'commitments'>,
  user: string,
  since: number | null,
): SinceLine[] {
  if (since === null) return [];
  const notes = rows.notes
    .filter(({ fields }) => fields.author !== user)
    .map(({ id, fields: { author, createdAt, kind } }) => ({ id, at: createdAt, author, kind }));
  const events = timeline(facts, { notes, prompts: [] })
    .filter(({ kind }) => !LEFT_OUT.includes(kind))
    .map((entry): SinceLine => ({ id: entry.id, at: entry.at, kind: 'event', entry }));
  return [...events, ...commitmentLines(rows.commitments, user)]
    .filter(({ at }) => at > since && at <= facts.now.ms)
    .toSorted((a, b) => b.at - a.at || a.id.localeCompare(b.id))
    .slice(0, MOST_LINES);
}
