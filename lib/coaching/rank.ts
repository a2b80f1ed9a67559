import type { Kind, Learned, SelfView, Skill } from '../model/index.ts';
import type { Side } from './signal.ts';
import type { TriggeredSignal } from './trigger.ts';

/**
 * Data of the person that affects the ranking. All of it is from before today, so that a look at
 * the panel does not change the panel.
 */
export interface CoachedPerson {
  /** The chosen skill: full weight once the manager agreed, half of it where nobody can agree. */
  focus: { skill: Skill; agreed: boolean } | null;
  /** Skill gaps: target − current level, 0 to 4. */
  gaps: Readonly<Record<string, number>>;
  strengths: readonly Skill[];
  /** The person's private self-check; it is never sent to another person. */
  self: Pick<SelfView, 'approval' | 'rejection' | 'control'> | null;
  /** Questions shown in the seven days before today, by kind. */
  week: Readonly<Record<Kind, number>>;
  /** Days since the question was last shown on any deal; absent when it never was. */
  shownAgo: Readonly<Record<string, number>>;
  /** Questions that the person retired. */
  retired: ReadonlySet<string>;
  /** Acts of the buyer after each question; empty when learning is switched off. */
  learned: Readonly<Record<string, Learned>>;
}

export const nobody: CoachedPerson = {
  focus: null,
  gaps: {},
  strengths: [],
  self: null,
  week: { process: 0, skill: 0, human: 0, praise: 0 },
  shownAgo: {},
  retired: new Set(),
  learned: {},
};

/**
 * The most that each part can add to a score. Severity counts most; all other parts together lift a
 * mild question only just above a grave one.
 */
export const weights = {
  severity: 1,
  value: 0.12,
  focus: 0.25,
  gap: 0.15,
  self: 0.06,
  balance: 0.12,
  side: 0.08,
  novelty: 0.08,
  helped: 0.05,
  priority: 0.2,
} as const;
/**
 * Subtracted for each day on which the question was shown here without an answer. There is no lower
 * limit, so that every other question is shown at some time.
 */
export const TIRED_PER_DAY = 0.06;
/**
 * Target shares of a week's questions by kind: mostly about the deal, but never only about the deal
 * (docs/decisions/ranking.md).
 */
const TARGET_SHARES: Record<Kind, number> = { process: 0.4, skill: 0.3, human: 0.15, praise: 0.15 };
/** With fewer questions in a week the balance does not count. */
const ENOUGH_FOR_BALANCE = 5;
/** Days after which a question is new again. */
const NEW_AFTER = 14;

/** Questions about the topics of the private self-check. */
type SelfTopic = keyof NonNullable<CoachedPerson['self']>;
const SELF_TOPICS: Record<SelfTopic, readonly string[]> = {
  approval: ['priceUndiscussed', 'noPower', 'roleMissing', 'bantGap', 'amountDown'],
  rejection: ['noReply', 'quiet', 'championQuiet', 'losses', 'objection'],
  control: ['badMood', 'objection', 'commitInDoubt', 'offTrend'],
};

/** A question about the date of a deal that the person called comes before all others. */
const CALLED = 2;

type ScorePart = keyof typeof weights | 'call' | 'tired';

const PARTS = [...(Object.keys(weights) as (keyof typeof weights)[]), 'call', 'tired'] as const;
const round = (value: number) => Math.round(value * 1000) / 1000;

/**
 * A question with its score and the points of each part. The list of parts is made on demand,
 * because about one in ten ranked questions is explained.
 */
export class Ranked {
  readonly item: TriggeredSignal;
  readonly score: number;
  readonly #points: Readonly<Record<ScorePart, number>>;
  constructor(item: TriggeredSignal, points: Readonly<Record<ScorePart, number>>) {
    this.item = item;
    this.#points = points;
    let sum = 0;
    for (const part of PARTS) sum += round(points[part]);
    this.score = round(sum);
  }
  /** Parts with zero points are left out. */
  get parts(): { part: ScorePart; points: number }[] {
    return PARTS.map((part) => ({ part, points: round(this.#points[part]) })).filter(
      (entry) => entry.points !== 0,
    );
  }
}

export interface RankContext {
  person: CoachedPerson;
  /** Rank of the deal's amount among the rep's open deals, 0 to 1; null when unknown. */
  value: number | null;
  /**
   * Days before today on which a question was shown on this deal without an answer, by fingerprint.
   */
  unansweredDays: Readonly<Record<string, number>>;
  /** The side that is asked. */
  side: Side;
  /** Questions that the person's own call brings first. */
  called?: readonly string[];
}

/** −1 to 1: how much the kind of a question lacks in the week, relative to its target share. */
function balanceShare({ kind }: TriggeredSignal, week: CoachedPerson['week']): number {
  const total = week.process + week.skill + week.human + week.praise;
  if (total < ENOUGH_FOR_BALANCE) return 0;
  return Math.max(-1, Math.min(1, (TARGET_SHARES[kind] - week[kind] / total) * 2));
}

/** 0 to 1: the highest self-check value of the topics that a question is about. */
function selfShare({ signal }: TriggeredSignal, self: CoachedPerson['self']): number {
  if (self === null) return 0;
  const topics = Object.keys(SELF_TOPICS) as SelfTopic[];
  const values = topics
    .filter((topic) => SELF_TOPICS[topic].includes(signal))
    .map((topic) => (self[topic] ?? 0) / 4);
  return Math.max(0, ...values);
}

export function score(item: TriggeredSignal, context: RankContext): Ranked {
  const { person, value, unansweredDays, side } = context;
  const { focus, gaps, self, week, shownAgo, learned } = person;
  const ago = shownAgo[item.signal];
  const points: Record<ScorePart, number> = {
    severity: weights.severity * item.severity,
    value: value === null ? 0 : weights.value * value,
    focus: focus && item.skill === focus.skill ? weights.focus * (focus.agreed ? 1 : 0.5) : 0,
    gap: item.skill === null ? 0 : (weights.gap * Math.min(4, gaps[item.skill] ?? 0)) / 4,
    self: weights.self * selfShare(item, self),
    balance: weights.balance * balanceShare(item, week),
    side: item.side === side ? weights.side : 0,
    novelty: weights.novelty * (ago === undefined ? 1 : Math.min(1, ago / NEW_AFTER)),
    helped: weights.helped * (learned[item.signal]?.effect ?? 0),
    priority: item.authored ? (weights.priority * (item.authored.priority - 3)) / 2 : 0,
    call: context.called?.includes(item.signal) ? CALLED : 0,
    tired: -TIRED_PER_DAY * (unansweredDays[item.fingerprint] ?? 0),
  };
  return new Ranked(item, points);
}

export const MOST_PROMPTS = 3;
/** Severity from which a question stands without praise from a text beside it. */
export const GRAVE = 0.6;
/** Whether the words of a text are the only reason. */
const isFromText = ({ signal, as }: TriggeredSignal) => signal === 'buyingIntent' || as === 'said';
/**
 * A milder question is not worth an interruption: it stays in the list of questions that can wait.
 * Questions of a company are always worth one.
 */
export const FLOOR = 0.4;

/**
 * At most three questions: the best of each topic, with the best praise. Praise whose only reason
 * is a text is left out beside a grave question. Deterministic: equal scores keep the order of the
 * catalogue.
 * @param standsIn id of a pattern's question that is asked instead of the deal's own.
 */
export function choose(
  candidates: readonly TriggeredSignal[],
  context: RankContext,
  standsIn: string | null = null,
): { chosen: Ranked[]; rest: Ranked[] } {
  const ranked = candidates
    .map((item) => score(item, context))
    .sort(
      (a, b) =>
        b.score - a.score ||
        a.item.number - b.item.number ||
        a.item.signal.localeCompare(b.item.signal),
    );
  // Somebody who wrote down what is not known has looked: the boxes of the playbook can wait.
  const topics = new Set<string>(
    ranked.some(({ item }) => item.topic.startsWith('checklist ')) ? ['checklist'] : [],
  );
  const distinct = ranked.filter(
    ({ item }) =>
      (item.severity >= FLOOR || item.authored !== null) &&
      !topics.has(item.topic) &&
      topics.add(item.topic),
  );
  const questions = distinct.filter(({ item }) => item.kind !== 'praise');
  // What a text sounds like is no praise beside a grave question.
  const isGrave = questions.some(({ item }) => item.about === 'deal' && item.severity >= GRAVE);
  const praise = distinct.find(
    ({ item }) => item.kind === 'praise' && !(isGrave && isFromText(item)),
  );
  const isOfDeal = ({ item }: Ranked) => item.about === 'deal' || item.signal === standsIn;
  const ofDeal = questions.filter(isOfDeal);
  // A question about the person never comes alone or first: it has no reason in this deal.
  const ofPerson = ofDeal.length === 0 ? [] : questions.filter((entry) => !isOfDeal(entry));
  const others = [...ofDeal, ...ofPerson].slice(0, praise ? MOST_PROMPTS - 1 : MOST_PROMPTS);
  const chosen = praise ? [...others, praise] : others;
  return { chosen, rest: ranked.filter((entry) => !chosen.includes(entry)) };
}

/** A question that stays on screen independent of the ranking. */
export function alone(item: TriggeredSignal): Ranked {
  return score(item, { person: nobody, value: null, unansweredDays: {}, side: 'rep' });
}
