import { type AmountChange, type DateChange, known, type Source } from '../model/index.ts';
import { changesCurrency } from './amounts.ts';
import { DAY_MS, dayOf, daysBetween } from './days.ts';
import type { DealFacts } from './facts.ts';
import type { StageStep } from './stageSteps.ts';

/** One event of a deal, listed once, with its source. */
export interface TimelineEntry {
  id: string;
  at: number;
  kind:
    | ('created' | 'forward' | 'back' | 'stage' | 'stageRemoved')
    | ('later' | 'earlier' | 'dateSet' | 'dateRemoved')
    | ('up' | 'down' | 'amountCurrency' | 'amountSet' | 'amountRemoved')
    | ('activity' | 'note' | 'prompt' | 'silence');
  source: Source | 'sideline';
  from: string | number | null;
  to: string | number | null;
  /** Currencies of two amounts, where they are known. */
  currencies?: [from: string | null, to: string | null];
  text: string | null;
}

export interface TimelineInput {
  notes: readonly { id: string; at: number; author: string; kind: string }[];
  prompts: readonly { id: string; at: number; signal: string; outcome: string }[];
}

/** Days without activity from which a silence is listed. */
export const SILENCE_DAYS = 14;
/**
 * Two activities with one subject within an hour are one: some CRMs log a call as a call and as a
 * task.
 */
const SAME_MS = 3_600_000;
/** The most between a question’s note and its outcome, which one press writes. */
const ASK_MS = 60_000;

function dateKind({ from, to }: DateChange): TimelineEntry['kind'] {
  if (to === null) return 'dateRemoved';
  if (from === null) return 'dateSet';
  return to > from ? 'later' : 'earlier';
}

/** `stage` where the order of the two stages is unknown, or one is of another pipeline. */
function stageKind({ to, direction }: StageStep): TimelineEntry['kind'] {
  if (to === null) return 'stageRemoved';
  return direction === 'forward' || direction === 'back' ? direction : 'stage';
}

function amountKind(move: AmountChange): TimelineEntry['kind'] {
  const { from, to } = move;
  if (to === null) return 'amountRemoved';
  if (from === null) return 'amountSet';
  if (changesCurrency(move)) return 'amountCurrency';
  return to < from ? 'down' : 'up';
}

/**
 * All events of a deal, latest first: the CRM's history and our visits (already merged in the
 * facts), activities, notes, questions and silences.
 */
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
  for (const [index, move] of (facts.stageMoves?.list ?? []).entries()) {
    add({
      id: `stage-${index}`,
      at: move.at,
      kind: stageKind(move),
      source: facts.stageMoves?.source ?? 'snapshot',
      from: move.from,
      to: move.to,
    });
  }
  for (const [index, move] of (facts.amountHistory?.list ?? []).entries())
    add({
      id: `amount-${index}`,
      at: move.at,
      kind: amountKind(move),
      source: facts.amountHistory?.source ?? 'snapshot',
      from: move.from,
      to: move.to,
      currencies: [move.fromCurrency ?? null, move.toCurrency ?? null],
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
  for (const prompt of prompts.filter((item) => !isAsked(item, notes)))
    add({
      id: `prompt-${prompt.id}`,
      at: prompt.at,
      kind: 'prompt',
      source: 'sideline',
      text: prompt.signal,
      from: prompt.outcome,
    });
  // A part of the activities does not prove that there were no others.
  if (fields.activities.state === 'seen' && fields.activities.confidence === 1)
    entries.push(...silences(facts, created, source));
  return entries
    .filter((entry) => entry.at <= now.ms + DAY_MS)
    .sort((a, b) => b.at - a.at || isFirst(a) - isFirst(b) || a.id.localeCompare(b.id));
}

/** A question that was asked: its note is listed, and it is one event. */
const isAsked = (
  { outcome, at }: TimelineInput['prompts'][number],
  notes: TimelineInput['notes'],
): boolean =>
  outcome === 'asked' &&
  notes.some(
    (note) => (note.kind === 'question' || note.kind === 'help') && Math.abs(note.at - at) < ASK_MS,
  );

/** Nothing happened before the deal was created, also where CRMs store whole seconds. */
const isFirst = ({ kind }: TimelineEntry): number => (kind === 'created' ? 1 : 0);

/**
 * Each period of SILENCE_DAYS or more without activity; `from` and `to` are its civil dates, `at`
 * its end.
 */
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
  return moments.slice(1).flatMap((start, index) => {
    const end = moments[index] ?? now.ms;
    const [from, to] = [dayOf(start, now.timeZone), dayOf(end, now.timeZone)];
    return daysBetween(from, to) >= SILENCE_DAYS
      ? [
          {
            id: `silence-${from}`,
            at: end - 1,
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
