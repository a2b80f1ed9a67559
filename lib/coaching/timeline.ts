import { type AmountChange, type DateChange, known, type Source } from '../model/index.ts';
import { DAY_MS, dayOf, daysBetween } from './days.ts';
import type { DealFacts } from './facts.ts';

/** One thing that happened to a deal, told once, with where it is known from. */
export interface TimelineEntry {
  id: string;
  at: number;
  kind:
    | ('created' | 'forward' | 'back' | 'stage' | 'stageRemoved')
    | ('later' | 'earlier' | 'dateSet' | 'dateRemoved')
    | ('up' | 'down' | 'amountSet' | 'amountRemoved')
    | ('activity' | 'note' | 'prompt' | 'silence');
  source: Source | 'sideline';
  from: string | number | null;
  to: string | number | null;
  text: string | null;
}

export interface TimelineInput {
  notes: readonly { id: string; at: number; author: string; kind: string }[];
  prompts: readonly { id: string; at: number; signal: string; outcome: string }[];
}

/** Silence worth telling, in days. */
export const SILENCE_DAYS = 14;
/** Two activities of one subject within an hour are one: a call that the CRM logs as call and as task. */
const SAME_MS = 3_600_000;

function dateKind({ from, to }: DateChange): TimelineEntry['kind'] {
  if (to === null) return 'dateRemoved';
  if (from === null) return 'dateSet';
  return to > from ? 'later' : 'earlier';
}

function amountKind({ from, to }: AmountChange): TimelineEntry['kind'] {
  if (to === null) return 'amountRemoved';
  if (from === null) return 'amountSet';
  return to < from ? 'down' : 'up';
}

/** Everything that happened, latest first: the CRM's history and our visits (already merged in the facts), activities, notes, questions, and the silence between them. */
export function timeline(facts: DealFacts, { notes, prompts }: TimelineInput): TimelineEntry[] {
  const { fields, now } = facts;
  const entries: TimelineEntry[] = [];
  const add = (entry: Omit<TimelineEntry, 'from' | 'to' | 'text'> & Partial<TimelineEntry>) =>
    entries.push({ from: null, to: null, text: null, ...entry });
  const created = known(fields.createdAt);
  if (created !== undefined)
    add({
      id: 'created',
      at: created,
      kind: 'created',
      source: fields.createdAt.state === 'seen' ? fields.createdAt.source : 'api',
    });
  for (const [index, move] of (facts.closeDateMoves?.list ?? []).entries()) {
    add({
      id: `date-${index}`,
      at: move.at,
      kind: dateKind(move),
      source: facts.closeDateMoves?.source ?? 'snapshot',
      from: move.from,
      to: move.to,
    });
  }
  const order = known(fields.stages)?.map((stage) => stage.name) ?? [];
  for (const [index, move] of (facts.stageMoves?.list ?? []).entries()) {
    const [from, to] = [order.indexOf(move.from ?? ''), order.indexOf(move.to ?? '')];
    const kind =
      move.to === null
        ? 'stageRemoved'
        : from < 0 || to < 0
          ? 'stage'
          : to > from
            ? 'forward'
            : 'back';
    add({
      id: `stage-${index}`,
      at: move.at,
      kind,
      source: facts.stageMoves?.source ?? 'snapshot',
      from: move.from,
      to: move.to,
    });
  }
  for (const [index, move] of (facts.amountMoves?.list ?? []).entries())
    add({
      id: `amount-${index}`,
      at: move.at,
      kind: amountKind(move),
      source: facts.amountMoves?.source ?? 'snapshot',
      from: move.from,
      to: move.to,
    });
  let last: { subject: string; at: number } | null = null;
  const source = fields.activities.state === 'seen' ? fields.activities.source : 'api';
  for (const [index, item] of facts.done.entries()) {
    const at = item.at ?? 0;
    if (last && last.subject === item.subject && last.at - at < SAME_MS) continue;
    last = { subject: item.subject, at };
    add({ id: `activity-${item.id ?? index}`, at, kind: 'activity', source, text: item.subject });
  }
  for (const note of notes)
    add({
      id: `note-${note.id}`,
      at: note.at,
      kind: 'note',
      source: 'sideline',
      text: note.author,
      from: note.kind,
    });
  for (const prompt of prompts)
    add({
      id: `prompt-${prompt.id}`,
      at: prompt.at,
      kind: 'prompt',
      source: 'sideline',
      text: prompt.signal,
      from: prompt.outcome,
    });
  if (fields.activities.state === 'seen') entries.push(...silences(facts, created, source));
  return entries
    .filter((entry) => entry.at <= now.ms + DAY_MS)
    .sort((a, b) => b.at - a.at || a.id.localeCompare(b.id));
}

/** Each stretch of two weeks or more in which nobody did anything; `from` and `to` are its civil dates, `at` its end. */
function silences(
  { done, now }: DealFacts,
  created: number | undefined,
  source: Source,
): TimelineEntry[] {
  const moments = [
    now.ms,
    ...done.map((item) => item.at ?? 0),
    ...(created === undefined ? [] : [created]),
  ].sort((a, b) => b - a);
  return moments.slice(1).flatMap((began, index) => {
    const ended = moments[index] ?? now.ms;
    const [from, to] = [dayOf(began, now.timeZone), dayOf(ended, now.timeZone)];
    return daysBetween(from, to) >= SILENCE_DAYS
      ? [
          {
            id: `silence-${from}`,
            at: ended - 1,
            kind: 'silence',
            source,
            from,
            to,
            text: null,
          } satisfies TimelineEntry,
        ]
      : [];
  });
}
