import {
  type Activity,
  type BuyerAct,
  type DealSummary,
  known,
  type OrgHistory,
  ownerKey,
  parseRefKey,
  type StageChange,
  type Stat,
} from '../model/index.ts';
import { workedMs } from './counted.ts';
import { DAY_MS, weekOf } from './days.ts';
import { type DealFacts, stageSince } from './facts.ts';
import { steps } from './moves.ts';
import { isContact } from './planned.ts';
import { currentStage, figureKey, fromOf, openStages } from './stages.ts';
import { midLifeFeatures } from './winProbability/features.ts';

export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? null)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

const stat = (values: readonly number[]): Stat | null => {
  const value = median(values);
  return value === null ? null : { value, n: values.length };
};

/** Fewest amounts from which the usual one is computed. */
const ENOUGH_AMOUNTS = 5;

/**
 * The usual amount of the organisation in a currency: the median of a log-normal distribution with
 * the known mean and spread, because a few large deals raise a mean. Null when too few are known.
 */
export function usualAmount(history: OrgHistory | null, currency: string | null): number | null {
  const known = history?.amounts[currency ?? ''];
  if (!known || known.n < ENOUGH_AMOUNTS || known.mean <= 0) return null;
  return known.mean / Math.sqrt(1 + (known.sd / known.mean) ** 2);
}

/** Share of the usual amount up to which a deal is small. */
const SMALL = 0.5;

/** A deal of at most half the usual amount: what the usual deals need says little about it. */
export function isSmallDeal({ fields, history }: Pick<DealFacts, 'fields' | 'history'>): boolean {
  const amount = known(fields.amount);
  const usual = usualAmount(history, amount?.currency ?? null);
  return (
    amount !== undefined && usual !== null && amount.amount > 0 && amount.amount <= usual * SMALL
  );
}

/** Messages of one moment in the order in which the sides take turns. @param list oldest first. */
function alternating(list: readonly Activity[]): Activity[] {
  const result: Activity[] = [];
  const rest = [...list];
  while (rest.length > 0) {
    const before = result.at(-1);
    const at = rest[0]?.at;
    const answer = rest.findIndex((item) => item.at === at && item.direction !== before?.direction);
    result.push(...rest.splice(Math.max(0, answer), 1));
  }
  return result;
}

/**
 * Hours from each message to the answer of the other side. A meeting, or a call of unknown side,
 * ends a wait and answers nothing. Null without messages, and where an e-mail of unknown side makes
 * every time uncertain. Days off of our side do not count.
 */
export function replyTimes(facts: DealFacts): { ours: number[]; theirs: number[] } | null {
  const messages = facts.done.filter((item) => isContact(item));
  if (
    !messages.some((item) => item.direction) ||
    messages.some((item) => item.kind === 'email' && !item.direction)
  )
    return null;
  const ours: number[] = [];
  const theirs: number[] = [];
  const sorted = alternating([...messages].reverse());
  for (let index = 1; index < sorted.length; index++) {
    const [before, after] = [sorted[index - 1], sorted[index]];
    if (!before?.direction || !after?.direction || before.direction === after.direction) continue;
    const hours = workedMs(before.at ?? 0, after.at ?? 0, facts) / 3_600_000;
    (after.direction === 'out' ? ours : theirs).push(hours);
  }
  return { ours, theirs };
}

/** Days in each stage that the deal left. */
function staysOf({ ref, stageMoves, fields }: DealFacts): { stage: string; days: number }[] {
  const moves = stageMoves?.list ?? [];
  const created = known(fields.createdAt);
  // A stage that several pipelines share counts for the deal's own.
  const pipeline = known(fields.pipeline)?.id ?? null;
  const stageOf = (move: StageChange) => {
    const from = fromOf(move);
    return figureKey(ref, { ...from, pipeline: from.pipeline ?? pipeline });
  };
  return moves.flatMap((move, index) => {
    const start = index === 0 ? created : moves[index - 1]?.at;
    return move.from === null || start === undefined
      ? []
      : [{ stage: stageOf(move), days: Math.max(0, (move.at - start) / DAY_MS) }];
  });
}

/**
 * Acts of the buyer that the CRM shows: a message from them, a meeting, or a move to a later stage
 * with an activity in the week before.
 */
export function buyerActs(facts: DealFacts): BuyerAct[] {
  const acts: BuyerAct[] = [];
  for (const move of facts.stageMoves?.list ?? []) {
    const hasActivity = facts.done.some(
      (item) => (item.at ?? 0) <= move.at + DAY_MS && (item.at ?? 0) >= move.at - 7 * DAY_MS,
    );
    if (hasActivity && move.direction === 'forward') acts.push({ kind: 'stage', at: move.at });
  }
  for (const item of facts.done) {
    if (item.kind === 'meeting') acts.push({ kind: 'meeting', at: item.at ?? 0 });
    else if (item.direction === 'in') acts.push({ kind: 'reply', at: item.at ?? 0 });
  }
  for (const item of facts.commitments)
    if (item.state === 'kept' && item.settledAt !== null)
      acts.push({ kind: 'kept', at: item.settledAt });
  return acts.sort((a, b) => a.at - b.at).slice(-200);
}

/** The stage, where people's answers decide the status. */
function askedIn({ fields, unknownStage, stageAnswer }: DealFacts): Pick<DealSummary, 'asked'> {
  const asked = unknownStage ?? (stageAnswer ? currentStage(fields) : null);
  return asked ? { asked } : {};
}

/**
 * The summary of a deal.
 * @param triggered ids of triggered signals.
 * @param health its label.
 * @param warnings see `warningsOf`.
 */
export function summarise(
  key: string,
  facts: DealFacts,
  triggered: readonly string[],
  health: DealSummary['health'],
  warnings?: DealSummary['warnings'],
): DealSummary {
  const { fields, now } = facts;
  const status = known(fields.status) ?? null;
  const closed = status === 'won' || status === 'lost';
  const closedAt = closed ? (stageSince(facts)?.at ?? known(fields.modifiedAt) ?? null) : null;
  const created = known(fields.createdAt);
  const owner = known(fields.owner);
  const ref = parseRefKey(key);
  const weeks: Record<string, number> = {};
  for (const item of facts.done.slice(0, 200)) {
    const week = String(weekOf(item.at ?? 0, now.timeZone));
    weeks[week] = (weeks[week] ?? 0) + 1;
  }
  const pushes =
    facts.closeDateMoves?.isPartial === false
      ? steps(facts.closeDateMoves.list).filter((move) => move.to > move.from).length
      : null;
  return {
    key,
    name: known(fields.name) ?? '',
    owner: owner && ref ? ownerKey(ref, owner.name) : null,
    ownerName: owner?.name ?? null,
    status,
    createdAt: created ?? null,
    closedAt,
    amount: known(fields.amount) ?? null,
    stage: known(fields.stage) ?? null,
    ...askedIn(facts),
    stages: openStages(fields).map((stage) => stage.name),
    position: facts.position,
    ageDays: created === undefined ? null : Math.max(0, ((closedAt ?? now.ms) - created) / DAY_MS),
    stays: staysOf(facts),
    replyHours: median(replyTimes(facts)?.ours ?? []),
    contacts: fields.contacts.state === 'seen' ? fields.contacts.value.length : null,
    pushes,
    weeks,
    acts: buyerActs(facts),
    midLife: closed ? (midLifeFeatures(facts)?.slice() ?? null) : null,
    triggered: [...triggered],
    ...(warnings && { warnings }),
    health,
    at: now.ms,
  };
}

/** The figures of a deal that those of the organisation are computed from. */
type Figures = Pick<
  DealSummary,
  'status' | 'stays' | 'ageDays' | 'amount' | 'replyHours' | 'contacts'
>;

/**
 * Medians and means over the deals on this device. Each figure contains the number of its deals.
 */
export function orgHistory(summaries: readonly Figures[]): OrgHistory {
  const won = summaries.filter((deal) => deal.status === 'won');
  const stays = new Map<string, number[]>();
  for (const deal of won)
    for (const { stage, days } of deal.stays) {
      const others = stays.get(stage);
      if (others) others.push(days);
      else stays.set(stage, [days]);
    }
  const stageDays: Record<string, Stat> = {};
  for (const [stage, days] of stays)
    stageDays[stage] = { value: median(days) ?? 0, n: days.length };
  const ages = won.flatMap((deal) => (deal.ageDays === null ? [] : [deal.ageDays]));
  const amounts: OrgHistory['amounts'] = Object.fromEntries(
    [
      ...Map.groupBy(
        summaries.flatMap(({ amount }) => {
          const currency = amount?.currency ?? null;
          return amount && amount.amount > 0 && currency !== null ? [{ ...amount, currency }] : [];
        }),
        ({ currency }) => currency,
      ),
    ].map(([currency, list]) => {
      const mean = list.reduce((sum, money) => sum + money.amount, 0) / list.length;
      const sd = Math.sqrt(
        list.reduce((sum, money) => sum + (money.amount - mean) ** 2, 0) /
          Math.max(1, list.length - 1),
      );
      return [currency, { mean, sd, n: list.length }];
    }),
  );
  return {
    won: won.length,
    lost: summaries.filter((deal) => deal.status === 'lost').length,
    stageDays,
    cycleDays:
      ages.length === 0
        ? null
        : { value: ages.reduce((sum, days) => sum + days, 0) / ages.length, n: ages.length },
    replyHours: stat(won.flatMap((deal) => (deal.replyHours === null ? [] : [deal.replyHours]))),
    amounts,
    contacts: stat(won.flatMap((deal) => (deal.contacts === null ? [] : [deal.contacts]))),
  };
}
