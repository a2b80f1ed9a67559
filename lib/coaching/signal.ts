import type { CrmName, DealFieldName, Kind, Money, Skill, Source } from '../model/index.ts';
import type { DealFacts } from './facts.ts';
import type { Gate } from './gates.ts';

export type { Kind };

/** The two sides of a deal: who sells, and who coaches. */
export type Side = 'rep' | 'manager';

/** A value in an explanation. The page formats it in the reader's language. */
export type DisplayValue =
  | { type: 'text'; value: string }
  | { type: 'date'; value: string }
  | { type: 'days'; value: number }
  | { type: 'daysAgo'; value: number }
  | { type: 'businessDays'; value: number }
  | { type: 'count'; value: number }
  | { type: 'percent'; value: number }
  | { type: 'element'; value: string }
  | { type: 'signal'; value: string }
  | ({ type: 'money' } & { value: Money });

export const say = {
  text: (value: string): DisplayValue => ({ type: 'text', value }),
  date: (value: string): DisplayValue => ({ type: 'date', value }),
  days: (value: number): DisplayValue => ({ type: 'days', value }),
  businessDays: (value: number): DisplayValue => ({ type: 'businessDays', value }),
  count: (value: number): DisplayValue => ({ type: 'count', value }),
  percent: (value: number): DisplayValue => ({ type: 'percent', value }),
  money: (value: Money): DisplayValue => ({ type: 'money', value }),
  element: (value: string): DisplayValue => ({ type: 'element', value }),
  signal: (value: string): DisplayValue => ({ type: 'signal', value }),
};

/** The name of a fact and the values seen, oldest first where there are several. */
export interface Evidence {
  fact:
    | 'stage'
    | 'amount'
    | 'closeDate'
    | 'owner'
    | 'nextStep'
    | 'lastActivity'
    | 'modifiedAt'
    | 'stageSince'
    | 'openActivities'
    | 'overdue'
    | 'contacts'
    | 'roles'
    | 'status'
    | 'createdAt'
    | 'silence'
    | 'usual'
    | 'paceWon'
    | 'pacePlan'
    | 'daysOff'
    | 'daysCounted'
    | 'said'
    | 'checklist'
    | 'forecast'
    | 'activities'
    | 'commitment'
    | 'deals'
    | 'condition';
  values: readonly DisplayValue[];
}

/** The sentences of a signal in the locale files. */
export type SentencePart = 'rep' | 'manager' | 'because';

/**
 * A case for which a signal has its own sentences. Their key is the part's name followed by the
 * case: `becauseNobody`.
 */
export type Variant =
  | 'nobody'
  | 'several'
  | 'due'
  | 'won'
  | 'once'
  | 'passed'
  | 'said'
  | 'waiting'
  | 'unanswered'
  | 'theirs'
  | 'small'
  | 'early'
  | 'open';

/** A triggered signal, with all content of “Why this?”. */
export interface Finding {
  /** 0 to 1; grows with lateness. */
  severity: number;
  /**
   * The named values of the fingerprint; none of them may depend on the current time
   * (docs/decisions/coaching-rules.md).
   */
  fingerprintInputs: Record<string, string | number | null>;
  evidence: readonly Evidence[];
  source: Source;
  /** Values for the placeholders $1, $2 … of this signal's sentences. */
  values?: readonly DisplayValue[];
  /** Its own topic, where the signal's would hide another question behind it. */
  topic?: string;
  /** The case, where the signal's usual sentences would be untrue; one of its `variants`. */
  as?: Variant;
}

/**
 * `unknown`: a fact that the signal needs could not be seen. It asks nothing then, and the panel
 * can show the reason.
 */
export type Evaluation = Finding | 'unknown' | null;

/**
 * An input that a signal reads, one of the CRM's fields or another. `contacts` is the whole list of
 * people, `contact` at least the main one; `direction` is who started each e-mail and call.
 */
export type Need =
  | DealFieldName
  | 'contact'
  | 'direction'
  | 'notes'
  | 'history'
  | 'checklist'
  | 'commitments'
  | 'visits'
  | 'typed';

/**
 * One signal of the catalogue. `number` is its row there, `limit` its default threshold, which an
 * organisation may change. Two signals with one `topic` mean the same to the reader: only the more
 * severe one is shown.
 */
export interface Signal {
  id: string;
  number: number;
  kind: Kind;
  /** The skill that an answer practises; null for none. */
  skill: Skill | null;
  topic: string;
  /**
   * A question about the `person` or about a `pattern` in their deals is kept once for the person:
   * it appears on at most one deal a day (docs/decisions/ranking.md).
   */
  about: 'deal' | 'person' | 'pattern';
  /**
   * Whose work the question is about: the rep's next conversation, or the manager's forecast, help
   * and learning. It comes earlier for that side.
   */
  side: Side | 'both';
  limit: number;
  /** Unit of the threshold, for the explanation. */
  unit: 'days' | 'times' | 'percent' | 'contacts' | 'businessDays' | 'amount' | 'sd' | 'none';
  /**
   * Without any of these the result is `unknown`. The table of CRMs and signals is generated from
   * them (docs/signals.md).
   */
  needs: readonly Need[];
  /**
   * The threshold on one deal, from its pace; null where the default `limit` applies. A threshold
   * of the organisation always wins.
   */
  limitOn?(facts: DealFacts): number | null;
  /** Facts on which its question does not apply, whatever `check` finds. */
  unless?: readonly Gate[];
  /**
   * Triggered by what the list of activities does not have: `unknown` where later ones may be
   * missing in it, for example because a request failed. `ever`: earlier ones count as well, so
   * that none may be missing.
   */
  byAbsence?: true | 'ever';
  /** Checked on closed deals too: praise, and the review of a loss. */
  closed?: true;
  /** Asked on contact pages too, about that person. */
  contact?: true;
  /** Its cases, each with the sentences that it replaces. */
  variants?: Readonly<Partial<Record<Variant, readonly SentencePart[]>>>;
  /** Reads the triggered signals, so it is checked after the others. */
  last?: true;
  check(
    facts: DealFacts,
    limit: number,
    triggered: readonly { signal: string; kind: Kind; severity: number; topic: string }[],
  ): Evaluation;
}

/** The needs that each CRM's reader fills: see capabilities.ts. */
export type CapabilityMatrix = Readonly<Partial<Record<CrmName, readonly Need[]>>>;

/**
 * Severity of a `value` past its threshold (`limit`): 0.4 at the threshold, 0.8 at twice the
 * threshold, 1 at three times. The shape follows Dynamics 365's grading by distance past the
 * threshold (14 days: 15 is low, 30 is high).
 */
export function lateness(value: number, limit: number): number {
  const over = limit <= 0 ? value : (value - limit) / limit;
  return Math.max(
    0,
    Math.min(1, 0.4 + 0.4 * Math.min(over, 1) + 0.2 * Math.max(0, Math.min(over - 1, 1))),
  );
}
