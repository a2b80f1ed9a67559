import { coach, wilson } from '../../../lib/coaching/index.ts';
import { question } from '../sentences.ts';
import type { LabelledDeal } from './deal.ts';
import { factsOf } from './facts.ts';
import { topicsOf } from './topics.ts';

/** A question that the engine showed on a deal, and whether the labels contain its topic. */
interface Shown {
  signal: string;
  topics: readonly string[];
  text: string;
  right: boolean;
}

export interface DealResult {
  deal: LabelledDeal;
  /** In the order of the panel. */
  shown: readonly Shown[];
  /** Topics that must be asked and were not shown. */
  missed: readonly string[];
  /** Nothing but praise was shown. */
  asksNothing: boolean;
  firstRight: boolean;
}

const isPraise = (topics: readonly string[]) =>
  topics.length > 0 && topics.some((topic) => topic.startsWith('praise'));

/** The questions of a deal: signals in the order of the panel, each with its sentence. */
export type Ask = (deal: LabelledDeal) => readonly { signal: string; text: string }[];

/** Today's engine: a person without a profile, on the first visit, with the default settings. */
export const askEngine: Ask = (deal) =>
  coach(factsOf(deal), { side: deal.side }).prompts.map(({ item }) => ({
    signal: item.signal,
    text: question(item, deal.side),
  }));

export function judge(deal: LabelledDeal, asked: ReturnType<Ask>): DealResult {
  const allowed = new Set<string>([...deal.must, ...deal.may].map(({ topic }) => topic));
  const shown = asked.map(({ signal, text }): Shown => {
    const topics = topicsOf(signal);
    const right = topics.some((topic) => allowed.has(topic)) || (deal.silent && isPraise(topics));
    return { signal, topics, text, right };
  });
  const found = new Set<string>(shown.flatMap(({ topics }) => topics));
  const asksNothing = shown.every(({ topics }) => isPraise(topics));
  const first = shown[0];
  return {
    deal,
    shown,
    missed: deal.must.map(({ topic }) => topic).filter((topic) => !found.has(topic)),
    asksNothing,
    firstRight:
      deal.first.length === 0
        ? asksNothing
        : first?.topics.some((topic) => (deal.first as string[]).includes(topic)) === true,
  };
}

/** A share with its 95% interval. */
export interface Share {
  right: number;
  of: number;
  low: number;
  high: number;
}

function share(right: number, of: number): Share {
  return { right, of, ...wilson(right, of) };
}

export interface Figures {
  deals: number;
  /** Shown questions whose topic is in `must` or `may`; praise on a silent deal is right. */
  precision: Share;
  /** Topics of `must` that were shown. */
  mustFound: Share;
  /** Silent deals on which nothing but praise was shown. */
  silence: Share;
  /** Deals whose first question is one of `first`; where it is empty, silence is right. */
  first: Share;
}

const count = <T>(list: readonly T[], is: (item: T) => boolean) => list.filter(is).length;

function figuresOf(results: readonly DealResult[]): Figures {
  const shown = results.flatMap((result) => result.shown);
  const must = results.reduce((sum, { deal }) => sum + deal.must.length, 0);
  const missed = results.reduce((sum, result) => sum + result.missed.length, 0);
  const silent = results.filter(({ deal }) => deal.silent);
  return {
    deals: results.length,
    precision: share(
      count(shown, ({ right }) => right),
      shown.length,
    ),
    mustFound: share(must - missed, must),
    silence: share(
      count(silent, ({ asksNothing }) => asksNothing),
      silent.length,
    ),
    first: share(
      count(results, ({ firstRight }) => firstRight),
      results.length,
    ),
  };
}

/** Won cycles in three classes, so that each has enough deals. */
function cycleClass({ cycleDays }: LabelledDeal): string {
  if (cycleDays <= 30) return 'to 30 days';
  return cycleDays <= 90 ? '31–90 days' : 'over 90 days';
}

const GROUPS: Record<string, (deal: LabelledDeal) => string> = {
  crm: ({ crm }) => crm,
  cycle: cycleClass,
  author: ({ id }) => id.split('-')[0] ?? '',
};

export interface Measure {
  all: Figures;
  /** By CRM, class of cycle and author; then by their values. */
  groups: Record<string, Record<string, Figures>>;
}

/** @param deals in any order; equal deals and answers give an equal measure. */
export function measureDeals(
  deals: readonly LabelledDeal[],
  ask: Ask = askEngine,
): { measure: Measure; results: readonly DealResult[] } {
  const results = deals.map((deal) => judge(deal, ask(deal)));
  const groups = Object.fromEntries(
    Object.entries(GROUPS).map(([name, keyOf]) => [
      name,
      Object.fromEntries(
        [...Map.groupBy(results, ({ deal }) => keyOf(deal))]
          .sort(([a], [b]) => a.localeCompare(b))
          .map(([key, list]) => [key, figuresOf(list)]),
      ),
    ]),
  );
  return { measure: { all: figuresOf(results), groups }, results };
}
