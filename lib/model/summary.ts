import * as z from 'zod/mini';
import { Kind } from './coaching.ts';
import { PromptOutcome } from './collections/promptOutcome.ts';
import { Money } from './deal.ts';

/** An action of the buyer, which a good question leads to. `at` is Unix ms. */
export const BuyerAct = z.object({
  kind: z.enum(['stage', 'reply', 'meeting', 'kept']),
  at: z.number(),
});
export type BuyerAct = z.infer<typeof BuyerAct>;

export const Health = z.enum(['onTrack', 'lookCloser', 'atRisk']);
export type Health = z.infer<typeof Health>;

const maybe = z.nullable(z.number());

/**
 * The device's summary of each deal that was read or visited, so that a view of all deals costs
 * little.
 */
export const DealSummary = z.object({
  key: z.string(),
  name: z.string(),
  /** The owner: see ownerKey. */
  owner: z.nullable(z.string()),
  ownerName: z.nullable(z.string()),
  status: z.nullable(z.enum(['open', 'won', 'lost'])),
  createdAt: maybe,
  /** When the deal was won or lost, Unix ms. */
  closedAt: maybe,
  amount: z.nullable(Money),
  stage: z.nullable(z.string()),
  /** The stage, where its status depends on what people answer about it. */
  asked: z.optional(
    z.object({
      id: z.nullable(z.string()),
      pipeline: z.nullable(z.string()),
      name: z.nullable(z.string()),
    }),
  ),
  /** Names of the open stages of its pipeline, in order. */
  stages: z.array(z.string()),
  position: maybe,
  /** Days from creation to the end, or up to now. */
  ageDays: maybe,
  /** Each completed stay in a stage, in days. `stage`: see `figureKey`; in 0.1.0 its name. */
  stays: z.array(z.object({ stage: z.string(), days: z.number() })),
  /** Median hours until our reply to the buyer; null where directions are unknown. */
  replyHours: maybe,
  contacts: maybe,
  pushes: maybe,
  /** Completed activities per week, by the Monday's day number. */
  weeks: z.record(z.string(), z.number()),
  acts: z.array(BuyerAct),
  /** The model's features at the middle of a closed deal's life; null for an open deal. */
  midLife: z.nullable(z.array(maybe)),
  /** The signals that were triggered when it was last read. */
  triggered: z.array(z.string()),
  /**
   * Severity of each warning that is worth a question, and whether its question waits to be asked.
   * Absent in older summaries.
   */
  warnings: z.optional(
    z.array(z.object({ signal: z.string(), severity: z.number(), waits: z.boolean() })),
  ),
  /** The warnings that it had while it was seen open. Absent where it never was. */
  flagged: z.optional(z.array(z.string())),
  health: z.nullable(Health),
  at: z.number(),
});
export type DealSummary = z.infer<typeof DealSummary>;

/** The warnings of a deal while it was open, with those of its earlier summary. */
export function flaggedSince(
  before: Pick<DealSummary, 'status' | 'triggered' | 'flagged'> | null,
  { status, triggered }: Pick<DealSummary, 'status' | 'triggered'>,
): string[] | undefined {
  const open = [before, { status, triggered }].filter((summary) => summary?.status === 'open');
  if (open.length === 0 && before?.flagged === undefined) return undefined;
  const now = open.flatMap((summary) => summary?.triggered ?? []);
  return [...new Set([...(before?.flagged ?? []), ...now])].sort();
}

/** One warning that applies to many of a rep's deals: asked once, and on a few of them. */
export const Pattern = z.object({
  signal: z.string(),
  /** The number of open deals with it, and of all open deals. */
  count: z.number(),
  of: z.number(),
  /** Percent of the open deals with any question. */
  share: z.number(),
  /** Keys of the deals on which it is still asked. */
  deals: z.array(z.string()),
});
export type Pattern = z.infer<typeof Pattern>;

/** What a rep's open deals have in common on one day; it stays the same until midnight. */
export const RepDay = z.object({
  /** YYYY-MM-DD */
  day: z.string(),
  /** The number of open deals. */
  open: z.number(),
  /** Key of the deal with the question about the person; null for none. */
  deal: z.nullable(z.string()),
  patterns: z.array(Pattern),
});
export type RepDay = z.infer<typeof RepDay>;

/** The visits to a deal that were on the device when the deal was read here. */
export const SeenVisits = z.object({
  /** The highest version of the server among them; 0 for none. */
  version: z.number(),
  /** Id of the visit that shows what the reading saw; null for none. */
  current: z.nullable(z.string()),
});
export type SeenVisits = z.infer<typeof SeenVisits>;

/** A figure, with the number of deals it is computed from. */
export const Stat = z.object({ value: z.number(), n: z.number() });
export type Stat = z.infer<typeof Stat>;

/** Statistics of the organisation's deals, from those that this device knows. */
export const OrgHistory = z.object({
  won: z.number(),
  lost: z.number(),
  /** Median days that won deals stayed in a stage: by `figureKey`, or by name for old figures. */
  stageDays: z.record(z.string(), Stat),
  /** Mean days from creation to won. */
  cycleDays: z.nullable(Stat),
  /** Median hours until our reply on won deals. */
  replyHours: z.nullable(Stat),
  /** Mean and standard deviation of amounts, by currency. */
  amounts: z.record(z.string(), z.object({ mean: z.number(), sd: z.number(), n: z.number() })),
  /** Median number of contacts of won deals. */
  contacts: z.nullable(Stat),
});
export type OrgHistory = z.infer<typeof OrgHistory>;

/** The buyer's actions after one question. */
export const Learned = z.object({
  /** How often the question was answered or asked, and how often an action followed. */
  n: z.number(),
  followed: z.number(),
  /** 95% interval of the share, 0 to 1. */
  low: z.number(),
  high: z.number(),
  /** Share of all weeks of the same deals in which the buyer acted, and the number of weeks. */
  base: z.number(),
  weeks: z.number(),
  /** 1 where the interval lies above the base, −1 where it lies below, else 0. */
  effect: z.union([z.literal(-1), z.literal(0), z.literal(1)]),
});
export type Learned = z.infer<typeof Learned>;

/** Calibration in one of five steps: mean forecast, share won, number of deals. */
export const Bin = z.object({ forecast: z.number(), won: z.number(), n: z.number() });
export type Bin = z.infer<typeof Bin>;

/**
 * `short`: too few closed deals. `notBetter`: the model predicts no better than the stage alone, so
 * it is not shown.
 */
export const WinProbability = z.discriminatedUnion('state', [
  z.object({ state: z.literal('short'), won: z.number(), lost: z.number() }),
  z.object({
    state: z.literal('notBetter'),
    won: z.number(),
    lost: z.number(),
    brier: z.number(),
    base: z.number(),
  }),
  z.object({
    state: z.literal('ready'),
    won: z.number(),
    lost: z.number(),
    brier: z.number(),
    base: z.number(),
    bins: z.array(Bin),
    model: z.object({
      weights: z.array(z.number()),
      mean: z.array(z.number()),
      sd: z.array(z.number()),
    }),
  }),
]);
export type WinProbability = z.infer<typeof WinProbability>;

/** One person's recent questions, which ranking needs: updated by the background. */
export const Exposure = z.object({
  /** The last times each question was shown on any deal, Unix ms: at most two, on two days. */
  shown: z.record(z.string(), z.array(z.number())),
  /** Kind and day (Unix ms) of the questions shown in the last eight days. */
  week: z.array(z.object({ kind: Kind, at: z.number() })),
  retired: z.array(z.string()),
  /**
   * The outcomes of questions about a person, by the owner of the deal: they count on all deals of
   * that owner. Absent where an older version computed this.
   */
  person: z.optional(
    z.array(
      z.object({
        owner: z.string(),
        ...z.pick(PromptOutcome, {
          signal: true,
          fingerprint: true,
          outcome: true,
          reason: true,
          severity: true,
          until: true,
          at: true,
        }).shape,
      }),
    ),
  ),
});
export type Exposure = z.infer<typeof Exposure>;
