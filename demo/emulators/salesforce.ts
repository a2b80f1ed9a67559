import { day } from '../clock.ts';
import type { Deal, StageIndex } from '../deal.ts';
import { type Emulator, json, nothing } from '../emulator.ts';
import {
  type EmulatorState,
  moveDate,
  moveStage,
  ownerOf,
  type Viewer,
  visible,
} from '../state.ts';

export const STAGES = [
  'Prospecting',
  'Qualification',
  'Proposal/Price Quote',
  'Negotiation/Review',
];
function stageName(stage: StageIndex): string {
  if (stage === 'won') return 'Closed Won';
  return stage === 'lost' ? 'Closed Lost' : (STAGES[stage] ?? '');
}
function stageOf(name: string): StageIndex {
  if (name === 'Closed Won') return 'won';
  return name === 'Closed Lost' ? 'lost' : (STAGES.indexOf(name) as StageIndex);
}
/** Eighteen characters; `AAA` is the correct suffix of an id without capitals. */
const id = (prefix: string, n: number) => `${prefix}${String(n).padStart(12, '0')}AAA`;
const userId = (viewer: Viewer) => id('005', viewer.number);

function record(state: EmulatorState, deal: Deal): Record<string, unknown> {
  const owner = ownerOf(deal);
  return {
    id: id('006', deal.n),
    Name: deal.name,
    StageName: stageName(deal.stage),
    Amount: deal.amount || null,
    currency: deal.currency,
    CloseDate: day(state.clock, deal.closeIn),
    Probability: deal.probability,
    NextStep: deal.nextStep,
    owner: { id: userId(owner), name: owner.name },
    account: { id: id('001', deal.n), name: deal.account },
    contacts: deal.contacts,
    done: deal.done.map(([ago, kind, subject]) => ({ day: day(state.clock, -ago), kind, subject })),
    created: day(state.clock, -deal.createdAgo),
    modified: day(state.clock, -deal.modifiedAgo),
  };
}

/**
 * Data of the emulator's own page. Lightning's API needs a token, so there is no API here that an
 * extension could read.
 */
export const salesforce: Emulator = {
  name: 'salesforce',
  page: 'salesforce.html',
  api({ state, url, viewer, method, body }) {
    if (!url.pathname.startsWith('/page-data/')) return null;
    if (!viewer) return nothing(401);
    const mine = visible(state, viewer);
    const key = url.pathname.slice('/page-data/'.length);
    if (key === 'list') return json(mine.map((deal) => record(state, deal)));
    const deal = state.deals.find((item) => id('006', item.n).startsWith(key.slice(0, 15)));
    if (!deal) return nothing(404);
    if (!mine.includes(deal)) return nothing(403);
    if (method === 'PUT') save(state, deal, body as Record<string, unknown>);
    return json(record(state, deal));
  },
};

function save(state: EmulatorState, deal: Deal, patch: Record<string, unknown>): void {
  if (typeof patch.StageName === 'string') moveStage(state, deal, stageOf(patch.StageName));
  if (typeof patch.CloseDate === 'string')
    moveDate(
      state,
      deal,
      Math.round((Date.parse(patch.CloseDate) - state.clock.today) / 86_400_000),
    );
  if (typeof patch.NextStep === 'string') deal.nextStep = patch.NextStep || null;
  if (typeof patch.Amount === 'number' && patch.Amount !== deal.amount) {
    deal.amounts.push([0, deal.amount, patch.Amount]);
    deal.amount = patch.Amount;
  }
  deal.modifiedAgo = 0;
}
