import { wordReader } from '../../../lib/coaching/evidence/read.ts';
import {
  coachRecord,
  type OrgCoaching,
  orgHistory,
  summarise,
  warningsOf,
} from '../../../lib/coaching/index.ts';
import { type DealSummary, refKey } from '../../../lib/model/index.ts';
import { now } from '../../helpers/deals.ts';
import { org } from '../../helpers/org.ts';
import { recordOf } from '../deals/facts.ts';
import { table } from '../deals/report.ts';
import { fictionOf } from './fiction.ts';
import { AS_OF, type Opportunity } from './opportunities.ts';

const CRMS = ['salesforce', 'hubspot', 'dynamics', 'odoo', 'espocrm'] as const;
/** Deals of a rep that are looked at in one go. */
const DEALS_OF_A_REP = 10;

/** The signals that a deal shows, in the order of the panel, and its summary. */
function look(
  opportunity: Opportunity,
  crm: (typeof CRMS)[number],
  history: OrgCoaching['history'],
  summaries: readonly DealSummary[],
): { signals: string[]; summary: DealSummary } {
  const record = recordOf(fictionOf(opportunity, crm));
  const none = {
    reader: wordReader,
    notes: [],
    laterVisits: [],
    typed: [],
    commitments: [],
    checks: [],
  };
  const coached = coachRecord(
    {
      ...none,
      ...{ ref: record.ref, record, summaries, snapshots: [], moved: [], outcomes: [], shown: [] },
    },
    { ...org, history },
    now,
    () => null,
  );
  if (!coached) throw new Error(`nothing to read on ${opportunity.id}`);
  const { facts, coaching } = coached;
  const triggered = coaching.triggered
    .filter((item) => item.kind !== 'praise')
    .map((item) => item.signal);
  return {
    signals: coaching.prompts.map(({ item }) => item.signal),
    summary: summarise(
      refKey(record.ref),
      facts,
      triggered,
      coaching.health?.label ?? null,
      warningsOf(coaching),
    ),
  };
}

export interface SignalShare {
  signal: string;
  /** Shares of the deals that show any question. */
  leads: number;
  shown: number;
}

export interface PipelineFigures {
  deals: number;
  /** Share of deals that show nothing. */
  silent: number;
  signals: SignalShare[];
  /** Median over reps: different signals ÷ questions on ten of their deals. */
  variety: number | null;
}

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low, high] = [sorted[sorted.length % 2 === 1 ? middle : middle - 1], sorted[middle]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

/** @param shownByRep for each rep the signals of each of their deals, in the order of the panel. */
export function pipelineFigures(
  shownByRep: ReadonlyMap<string, readonly (readonly string[])[]>,
): PipelineFigures {
  const all = [...shownByRep.values()].flat();
  const asking = all.filter((signals) => signals.length > 0);
  const ratio = (count: number) => (asking.length === 0 ? 0 : count / asking.length);
  const ids = [...new Set(asking.flat())].sort();
  const signals = ids
    .map((signal) => ({
      signal,
      leads: ratio(asking.filter((list) => list[0] === signal).length),
      shown: ratio(asking.filter((list) => list.includes(signal)).length),
    }))
    .sort((a, b) => b.leads - a.leads || b.shown - a.shown || a.signal.localeCompare(b.signal));
  const varieties = [...shownByRep.values()].flatMap((deals) => {
    const shown = deals.slice(0, DEALS_OF_A_REP).flat();
    return shown.length === 0 ? [] : [new Set(shown).size / shown.length];
  });
  return {
    deals: all.length,
    silent: all.length === 0 ? 0 : 1 - asking.length / all.length,
    signals,
    variety: median(varieties),
  };
}

/** The open deals of each rep by CRM, with the closed ones as the company's past. */
export function measurePipeline(
  opportunities: readonly Opportunity[],
): Record<string, PipelineFigures> {
  const begun = opportunities.filter((item) => item.engaged === null || item.engaged <= AS_OF);
  const isClosed = (item: Opportunity) => item.closed !== null && item.closed <= AS_OF;
  return Object.fromEntries(
    CRMS.map((crm) => {
      const first = begun.map((item) => ({ item, ...look(item, crm, null, []) }));
      const history = orgHistory(first.map(({ summary }) => summary));
      // With the past known, a summary has the warnings that depend on it.
      const known = first.map(({ item }) => ({ item, ...look(item, crm, history, []) }));
      const ofRep = Map.groupBy(known, ({ item }) => item.rep);
      const shown = [...ofRep].map(([rep, list]): [string, string[][]] => {
        const summaries = list.map(({ summary }) => summary);
        const open = list.filter(({ item }) => !isClosed(item));
        return [rep, open.map(({ item }) => look(item, crm, history, summaries).signals)];
      });
      return [crm, pipelineFigures(new Map(shown))];
    }),
  );
}

const percent = (value: number) => `${Math.round(value * 100)}%`;

/** Two tables: the figures of each CRM, and where each signal leads and is shown, in percent. */
export function pipelineReport(measure: Record<string, PipelineFigures>): string {
  const crms = Object.keys(measure);
  const signals = [
    ...new Set(Object.values(measure).flatMap((figures) => figures.signals.map((s) => s.signal))),
  ].sort();
  const cell = (crm: string, signal: string) => {
    const share = measure[crm]?.signals.find((item) => item.signal === signal);
    return share ? `${percent(share.leads)} / ${percent(share.shown)}` : '–';
  };
  return [
    table(
      ['', 'deals', 'silent', 'different signals per question, ten deals of a rep'],
      crms.map((crm) => [
        crm,
        String(measure[crm]?.deals ?? 0),
        percent(measure[crm]?.silent ?? 0),
        measure[crm]?.variety?.toFixed(2) ?? '–',
      ]),
    ),
    table(
      ['leads / shown', ...crms],
      signals.map((signal) => [signal, ...crms.map((crm) => cell(crm, signal))]),
    ),
  ].join('\n\n');
}
