import { blankDeal, type DealSummary, type Exposure, type RepDay } from '../model/index.ts';
import { signals } from './catalogue.ts';
import type { Coaching } from './coach.ts';
import type { Now } from './days.ts';
import { type DealFacts, dealFacts } from './facts.ts';
import { notAsked } from './notAsked.ts';
import { isHandled, type Outcome } from './outcomes.ts';
import { type CoachedPerson, FLOOR, score } from './rank.ts';
import type { RepFacts } from './rep.ts';
import { repFacts } from './repFacts.ts';
import type { Side } from './signal.ts';
import { repPattern } from './signals/repPattern.ts';
import { fingerprint, type TriggeredSignal, triggeredOf } from './trigger.ts';

// The questions about a rep: what they are computed from, on a deal and on a page of all deals.

interface RepInput {
  summaries: readonly DealSummary[];
  repDay?: RepDay | null;
  isOwn?: boolean;
}

interface AboutContext {
  outcomes: readonly Outcome[];
  settings: RepSettings | null;
  person: CoachedPerson;
  side: Side;
}

/** Facts of no deal: questions about a rep read the rep alone. */
function factsAbout(rep: RepFacts, now: Now): DealFacts {
  const ref = { crm: 'odoo', tenant: '', object: 'deal', id: '' } as const;
  return dealFacts({ record: blankDeal(ref, now.ms), rep }, now, () => null);
}

interface RepSettings {
  limits: Readonly<Record<string, number>>;
  off: readonly string[];
  rested?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * The facts of a deal's rep. Where the organisation switched off the question about patterns, every
 * deal is asked by itself.
 */
export function repOf(
  { summaries, repDay = null, isOwn = true }: RepInput,
  { settings }: { settings: RepSettings | null },
  owner: string | null,
  now: Now,
): RepFacts | null {
  const limit = settings?.limits[repPattern.id] ?? repPattern.limit;
  const rep = repFacts(summaries, owner, now, { isOwn, limit, stored: repDay });
  if (rep === null) return null;
  const isOff = notAsked(settings).includes(repPattern.id);
  return { ...rep, patterns: rep.patterns.filter(({ share }) => !isOff && share > limit) };
}

/** The person's outcomes of questions about one rep. */
export function personOutcomesOf(exposure: Exposure | null, owner: string | null): Outcome[] {
  return (exposure?.person ?? []).filter((outcome) => outcome.owner === owner);
}

/** The first pattern that was not handled comes first: its question is the one that is asked. */
export function withOpenPattern(rep: RepFacts, outcomes: readonly Outcome[], now: Now): RepFacts {
  const isOpen = ({ signal }: { signal: string }) => {
    const question = {
      signal: repPattern.id,
      fingerprint: fingerprint(repPattern.id, { pattern: signal }),
      severity: 0,
    };
    return !isHandled(question, outcomes, now);
  };
  const open = rep.patterns.filter(isOpen);
  const rest = rep.patterns.filter((pattern) => !isOpen(pattern));
  return { ...rep, patterns: [...open, ...rest] };
}

/**
 * The questions about a rep, for a page of all deals: one for each pattern, and those about the
 * person; the best first. On a deal only the first of them is asked.
 */
export function questionsAbout(
  rep: RepFacts,
  { outcomes, settings, person, side }: AboutContext,
  now: Now,
): TriggeredSignal[] {
  const off = notAsked(settings);
  const ranking = { person, value: null, unansweredDays: {}, side };
  const questions = signals
    .filter(({ id, about }) => about !== 'deal' && !off.includes(id) && !person.retired.has(id))
    .flatMap((signal) => {
      const limit = settings?.limits[signal.id] ?? signal.limit;
      const each = signal.about === 'pattern' ? rep.patterns.map((item) => [item]) : [[]];
      return each.flatMap((patterns) => {
        const finding = signal.check(factsAbout({ ...rep, patterns }, now), limit, []);
        return finding && finding !== 'unknown'
          ? [triggeredOf(signal, finding, limit, 'reality')]
          : [];
      });
    });
  return questions
    .filter((item) => !isHandled(item, outcomes, now))
    .map((item) => score(item, ranking))
    .sort((a, b) => b.score - a.score || a.item.number - b.item.number)
    .map(({ item }) => item);
}

/** The warnings of a deal that are worth a question, for its summary. */
export function warningsOf({
  triggered,
  prompts,
  others,
}: Pick<Coaching, 'triggered' | 'prompts' | 'others'>): NonNullable<DealSummary['warnings']> {
  const waiting = new Set([...prompts, ...others].map(({ item }) => item.signal));
  return triggered
    .filter(
      ({ kind, about, authored, severity }) =>
        kind !== 'praise' && about === 'deal' && authored === null && severity >= FLOOR,
    )
    .map(({ signal, severity }) => ({ signal, severity, waits: waiting.has(signal) }));
}
