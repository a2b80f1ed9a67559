import type { DealSummary, Exposure, RepDay } from '../model/index.ts';
import type { Coaching } from './coach.ts';
import type { Now } from './days.ts';
import { isHandled, type Outcome } from './outcomes.ts';
import { FLOOR } from './rank.ts';
import { type RepFacts, repFacts } from './rep.ts';
import type { Side } from './signal.ts';
import { repPattern } from './signals/repPattern.ts';
import { fingerprint } from './trigger.ts';

// The questions about a rep: what they are computed from, on a deal and on a page of all deals.

interface RepInput {
  summaries: readonly DealSummary[];
  repDay?: RepDay | null;
  side?: Side;
}

interface RepSettings {
  limits: Readonly<Record<string, number>>;
  off: readonly string[];
}

/**
 * The facts of a deal's rep. Where the organisation switched off the question about patterns, every
 * deal is asked by itself.
 */
export function repOf(
  { summaries, repDay = null, side = 'rep' }: RepInput,
  { settings }: { settings: RepSettings | null },
  owner: string | null,
  now: Now,
): RepFacts | null {
  const limit = settings?.limits[repPattern.id] ?? repPattern.limit;
  const rep = repFacts(summaries, owner, now, { side, limit, stored: repDay });
  if (rep === null || !settings?.off.includes(repPattern.id)) return rep;
  return { ...rep, today: { ...rep.today, patterns: [] } };
}

/** The person's outcomes of questions about one rep. */
export function personOutcomesOf(exposure: Exposure | null, owner: string | null): Outcome[] {
  return (exposure?.person ?? []).filter((outcome) => outcome.owner === owner);
}

/** The first pattern that was not handled comes first: its question is the one that is asked. */
export function withOpenPattern(
  rep: RepFacts,
  outcomes: readonly Outcome[],
  now: Now,
): RepFacts {
  const isOpen = ({ signal }: { signal: string }) => {
    const question = {
      signal: repPattern.id,
      fingerprint: fingerprint(repPattern.id, { pattern: signal }),
      severity: 0,
    };
    return !isHandled(question, outcomes, now);
  };
  const { patterns } = rep.today;
  const open = patterns.filter(isOpen);
  const rest = patterns.filter((pattern) => !isOpen(pattern));
  return { ...rep, today: { ...rep.today, patterns: [...open, ...rest] } };
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
