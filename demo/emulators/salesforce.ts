import { day } from '../clock.ts';
import type { Deal, StageIndex } from '../deal.ts';
import { type Emulator, json, nothing } from '../server.ts';
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
const stageName = (stage: StageIndex) =>
  stage === 'won' ? 'Closed Won' : stage === 'lost' ? 'Closed Lost' : (STAGES[stage] ?? '');
/** Eighteen characters with the right check characters for ids without capitals. */
const id = (prefix: string, n: number) => `${prefix}${String(n).padStart(12, '0')}AAA`;
const userId = (viewer: Viewer) => id('005', viewer.number);

function record(world: EmulatorState, deal: Deal): Record<string, unknown> {
  const owner = ownerOf(deal);
  return {
    id: id('006', deal.n),
    Name: deal.name,
    StageName: stageName(deal.stage),
    Amount: deal.amount || null,
    currency: deal.currency,
    CloseDate: day(world.clock, deal.closeIn),
    Probability: deal.probability,
    NextStep: deal.nextStep,
    owner: { id: userId(owner), name: owner.name },
    account: { id: id('001', deal.n), name: deal.account },
    contacts: deal.contacts,
    done: deal.done.map(([ago, kind, subject]) => ({ day: day(world.clock, -ago), kind, subject })),
    created: day(world.clock, -deal.createdAgo),
    modified: day(world.clock, -deal.modifiedAgo),
  };
}

/** What this face's page asks for. Lightning's own API needs a token, so there is nothing here that an extension could read without one. */
export const salesforce: Emulator = {
  name: 'salesforce',
  page: 'salesforce.html',
  api({ world, url, viewer, method, body }) {
    if (!url.pathname.startsWith('/page-data/')) return null;
    if (!viewer) return nothing(401);
    const mine = visible(world, viewer);
    const key = url.pathname.slice('/page-data/'.length);
    if (key === 'list') return json(mine.map((deal) => record(world, deal)));
    const deal = world.deals.find((item) => id('006', item.n).startsWith(key.slice(0, 15)));
    if (!deal) return nothing(404);
    if (!mine.includes(deal)) return nothing(403);
    if (method === 'PUT') save(world, deal, body as Record<string, unknown>);
    return json(record(world, deal));
  },
};

function save(world: EmulatorState, deal: Deal, patch: Record<string, unknown>): void {
  const stage = STAGES.indexOf(String(patch.StageName));
  if (typeof patch.StageName === 'string')
    moveStage(
      deal,
      patch.StageName === 'Closed Won'
        ? 'won'
        : patch.StageName === 'Closed Lost'
          ? 'lost'
          : (stage as StageIndex),
    );
  if (typeof patch.CloseDate === 'string')
    moveDate(deal, Math.round((Date.parse(patch.CloseDate) - world.clock.today) / 86_400_000));
  if (typeof patch.NextStep === 'string') deal.nextStep = patch.NextStep || null;
  if (typeof patch.Amount === 'number' && patch.Amount !== deal.amount) {
    deal.amounts.push([0, deal.amount, patch.Amount]);
    deal.amount = patch.Amount;
  }
  deal.modifiedAgo = 0;
}
