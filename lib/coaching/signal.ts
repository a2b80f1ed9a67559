import type { CrmName, DealFieldName, Kind, Money, Skill, Source } from '../model/index.ts';
import type { DealFacts } from './facts.ts';

export type { Kind };

/** A value in an explanation. The page writes it in the reader's language. */
export type Shown =
  | { type: 'text'; value: string }
  | { type: 'date'; value: string }
  | { type: 'days'; value: number }
  | { type: 'businessDays'; value: number }
  | { type: 'count'; value: number }
  | { type: 'percent'; value: number }
  | { type: 'element'; value: string }
  | { type: 'signal'; value: string }
  | ({ type: 'money' } & { value: Money });

export const say = {
  text: (value: string): Shown => ({ type: 'text', value }),
  date: (value: string): Shown => ({ type: 'date', value }),
  days: (value: number): Shown => ({ type: 'days', value }),
  businessDays: (value: number): Shown => ({ type: 'businessDays', value }),
  count: (value: number): Shown => ({ type: 'count', value }),
  percent: (value: number): Shown => ({ type: 'percent', value }),
  money: (value: Money): Shown => ({ type: 'money', value }),
  element: (value: string): Shown => ({ type: 'element', value }),
  signal: (value: string): Shown => ({ type: 'signal', value }),
};

/** What was seen: a name of a fact and its values, in order of time where there are several. */
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
    | 'said'
    | 'checklist'
    | 'forecast'
    | 'activities'
    | 'commitment'
    | 'deals'
    | 'condition';
  values: readonly Shown[];
}

/** The sentences of a signal in the locale files. */
export type Part = 'rep' | 'manager' | 'because';

/** A case for which a signal has sentences of its own, under the part's name with this one after it: `becauseNobody`. */
export type Variant = 'nobody' | 'several' | 'due' | 'won' | 'once';

/** A signal that fires, with everything “Why this?” says. */
export interface Finding {
  /** 0 to 1; grows with lateness. */
  severity: number;
  /** The named values it rests on, nothing derived from now: they make the fingerprint (docs/decisions/coaching-rules.md). */
  fingerprintInputs: Record<string, string | number | null>;
  evidence: readonly Evidence[];
  source: Source;
  /** Values for the placeholders $1, $2 … of this signal's sentences. */
  words?: readonly Shown[];
  /** The case that was found, where the signal's usual sentences would be untrue of it; one of the signal's `variants`. */
  as?: Variant;
}

/** `unsure`: a fact it needs could not be seen. Silence then, and the panel can say so. */
export type Evaluation = Finding | 'unknown' | null;

/**
 * What a signal reads besides the CRM's fields. `contacts` is the whole list of people, `contact` at least the main one; `direction` who
 * began each e-mail and call.
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
 * One signal of the catalogue. `number` is its row there, `limit` its default threshold, which an organisation may change.
 * Two signals with one `topic` say the same to the reader: only the more severe one is shown.
 */
export interface Signal {
  id: string;
  number: number;
  kind: Kind;
  /** What answering it practises; null for what is no skill. */
  skill: Skill | null;
  topic: string;
  limit: number;
  /** Unit of the limit, for the explanation. */
  unit: 'days' | 'times' | 'percent' | 'contacts' | 'businessDays' | 'amount' | 'sd' | 'none';
  /** Without any of these it is unsure. The table of which CRM feeds which signal is made from them (docs/signals.md). */
  needs: readonly Need[];
  /** Only praise looks at deals that are closed. */
  closed?: true;
  /** Asked on contact pages too, from that person's side. */
  contact?: true;
  /** Its cases with sentences of their own, and which of its sentences these replace. */
  variants?: Readonly<Partial<Record<Variant, readonly Part[]>>>;
  /** Looks at what the others raised, and so comes after them. */
  last?: true;
  check(
    facts: DealFacts,
    limit: number,
    triggered: readonly { signal: string; kind: Kind; severity: number }[],
  ): Evaluation;
}

/** What a CRM's reader can bring: see feeds.ts. */
export type CapabilityMatrix = Readonly<Partial<Record<CrmName, readonly Need[]>>>;

/**
 * Severity of being `value` past `limit`: 0.4 at the limit, 0.8 at twice the limit, 1 at three times.
 * The shape follows Dynamics 365's grading by distance past the threshold (limit 14 days: 15 is low, 30 is high).
 */
export function lateness(value: number, limit: number): number {
  const over = limit <= 0 ? value : (value - limit) / limit;
  return Math.max(
    0,
    Math.min(1, 0.4 + 0.4 * Math.min(over, 1) + 0.2 * Math.max(0, Math.min(over - 1, 1))),
  );
}
