import type { Kind, Learned, SelfView, Skill } from '../model/index.ts';
import type { TriggeredSignal } from './trigger.ts';

/** Who is asked, as far as the order of the questions goes. Everything in it is from before today, so that a look at the panel cannot change the panel. */
export interface Person {
  /** The skill picked to work on; it counts whole once the manager agreed, half before. */
  focus: { skill: Skill; agreed: boolean } | null;
  /** Wanted − current, 0 to 4. */
  gaps: Readonly<Record<string, number>>;
  strengths: readonly Skill[];
  /** Only ever the person's own (never sent to anybody). */
  self: Pick<SelfView, 'approval' | 'rejection' | 'control'> | null;
  /** Questions shown in the seven days before today, by kind. */
  week: Readonly<Record<Kind, number>>;
  /** Days since the question last stood on any deal; absent when it never did. */
  shownAgo: Readonly<Record<string, number>>;
  /** Questions the person does not want. */
  retired: ReadonlySet<string>;
  /** What followed from each question; empty when learning is switched off. */
  learned: Readonly<Record<string, Learned>>;
}

export const nobody: Person = {
  focus: null,
  gaps: {},
  strengths: [],
  self: null,
  week: { process: 0, skill: 0, human: 0, praise: 0 },
  shownAgo: {},
  retired: new Set(),
  learned: {},
};

/** What each part can add to a score, at most. Severity leads; everything else together can lift a mild question over a grave one only just. */
export const weights = {
  severity: 1,
  value: 0.12,
  focus: 0.25,
  gap: 0.15,
  self: 0.06,
  balance: 0.12,
  novelty: 0.08,
  helped: 0.05,
  priority: 0.2,
} as const;
/** What each day takes away on which it stood here unanswered: without end, so that no other question starves behind it. */
export const TIRED_PER_DAY = 0.06;
/** Shares of a week's questions that coaching should have: mostly the deal, never only the deal (docs/decisions/ranking.md). */
const WANTED: Record<Kind, number> = { process: 0.4, skill: 0.3, human: 0.15, praise: 0.15 };
/** A week with fewer questions than this has no balance to speak of. */
const ENOUGH_FOR_BALANCE = 5;
/** Days after which a question is new again. */
const NEW_AFTER = 14;

/** Questions that touch what a private self-assessment is about. */
const TOUCHES: Record<keyof NonNullable<Person['self']>, readonly string[]> = {
  approval: ['priceUndiscussed', 'noPower', 'roleMissing', 'bantGap', 'amountDown'],
  rejection: ['noReply', 'quiet', 'championQuiet', 'losses', 'objection'],
  control: ['badMood', 'objection', 'commitInDoubt', 'offTrend'],
};

type Part = keyof typeof weights | 'tired';

const PARTS = [...(Object.keys(weights) as (keyof typeof weights)[]), 'tired'] as const;
const round = (value: number) => Math.round(value * 1000) / 1000;

/** A question with its score, and the whole account of it: what each part added or took away. Ten are weighed for each that is ever explained. */
export class Ranked {
  readonly item: TriggeredSignal;
  readonly score: number;
  readonly #points: Readonly<Record<Part, number>>;
  constructor(item: TriggeredSignal, points: Readonly<Record<Part, number>>) {
    this.item = item;
    this.#points = points;
    let sum = 0;
    for (const part of PARTS) sum += round(points[part]);
    this.score = round(sum);
  }
  /** Parts that came to nothing are left out. */
  get parts(): { part: Part; points: number }[] {
    return PARTS.map((part) => ({ part, points: round(this.#points[part]) })).filter(
      (entry) => entry.points !== 0,
    );
  }
}

export interface RankContext {
  person: Person;
  /** Place of the deal's amount among the rep's open deals, 0 to 1; null when it cannot be told. */
  value: number | null;
  /** Days before today on which this very question stood on this deal without an answer, by fingerprint. */
  stood: Readonly<Record<string, number>>;
}

export function score(item: TriggeredSignal, { person, value, stood }: RankContext): Ranked {
  const { focus, gaps, self, week, shownAgo, learned } = person;
  const weekTotal = week.process + week.skill + week.human + week.praise;
  const lack =
    weekTotal < ENOUGH_FOR_BALANCE
      ? 0
      : Math.max(-1, Math.min(1, (WANTED[item.kind] - week[item.kind] / weekTotal) * 2));
  const ago = shownAgo[item.signal];
  const touched =
    self === null
      ? 0
      : Math.max(
          0,
          ...(Object.keys(TOUCHES) as (keyof typeof TOUCHES)[]).map((key) =>
            TOUCHES[key].includes(item.signal) ? self[key] / 4 : 0,
          ),
        );
  const points: Record<Part, number> = {
    severity: weights.severity * item.severity,
    value: value === null ? 0 : weights.value * value,
    focus: focus && item.skill === focus.skill ? weights.focus * (focus.agreed ? 1 : 0.5) : 0,
    gap: item.skill === null ? 0 : (weights.gap * Math.min(4, gaps[item.skill] ?? 0)) / 4,
    self: weights.self * touched,
    balance: weights.balance * lack,
    novelty: weights.novelty * (ago === undefined ? 1 : Math.min(1, ago / NEW_AFTER)),
    helped: weights.helped * (learned[item.signal]?.effect ?? 0),
    priority: item.written ? (weights.priority * (item.written.priority - 3)) / 2 : 0,
    tired: -TIRED_PER_DAY * (stood[item.fingerprint] ?? 0),
  };
  return new Ranked(item, points);
}

export const MOST_PROMPTS = 3;
/** Milder than this is not worth interrupting a thought for: it stays under “also noticed”. */
export const FLOOR = 0.4;

/** At most three, the best of each topic, the best praise always among them. Deterministic: equal scores go by the catalogue's order. */
export function choose(
  candidates: readonly TriggeredSignal[],
  context: RankContext,
): { chosen: Ranked[]; rest: Ranked[] } {
  const ranked = candidates
    .map((item) => score(item, context))
    .sort(
      (a, b) =>
        b.score - a.score ||
        a.item.number - b.item.number ||
        a.item.signal.localeCompare(b.item.signal),
    );
  const topics = new Set<string>();
  const distinct = ranked.filter(
    ({ item }) =>
      (item.severity >= FLOOR || item.written !== null) &&
      !topics.has(item.topic) &&
      topics.add(item.topic),
  );
  const praise = distinct.find(({ item }) => item.kind === 'praise');
  const others = distinct
    .filter((entry) => entry !== praise)
    .slice(0, praise ? MOST_PROMPTS - 1 : MOST_PROMPTS);
  const chosen = praise ? [...others, praise] : others;
  return { chosen, rest: ranked.filter((entry) => !chosen.includes(entry)) };
}

/** A question that is held on screen for its own sake, outside of the order. */
export function alone(item: TriggeredSignal): Ranked {
  return score(item, { person: nobody, value: null, stood: {} });
}
