import {
  type DealFields,
  type DealRecord,
  type DealSnapshot,
  dealFields,
  seen,
  unseen,
} from '../lib/model/index.ts';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const DAY = 86_400_000;
const STAGES = ['Prospecting', 'Qualification', 'Proposal', 'Negotiation'];

export interface DealInput {
  record: DealRecord;
  snapshots: DealSnapshot[];
  notes: { text: string; at: number }[];
}

/** The generator Mulberry32: the same deals in every run. */
function random(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * Deals of a team of a hundred: up to forty activities, changes of stage, date and amount, a few
 * snapshots and notes, some fields not visible.
 */
export function deals(count: number): DealInput[] {
  const next = random(42);
  const int = (most: number) => Math.floor(next() * most);
  const ago = (days: number) => NOW - int(days) * DAY - int(24) * 3_600_000;
  const day = (offset: number) => new Date(NOW + offset * DAY).toISOString().slice(0, 10);
  return Array.from({ length: count }, (_, index): DealInput => {
    const stage = STAGES[int(4)] ?? 'Prospecting';
    const activities = Array.from({ length: int(40) }, (__, n) => ({
      id: `a${n}`,
      kind: (['call', 'email', 'meeting', 'task'] as const)[int(4)] ?? 'call',
      subject:
        ['Call about the pilot', 'Quote 2', 'Visit on site', 'Question of legal'][int(4)] ?? '',
      state: int(6) === 0 ? 'open' : 'done',
      at: ago(180),
      due: null,
      contactId: int(2) === 0 ? `c${int(4)}` : null,
      direction: int(2) === 0 ? 'in' : 'out',
      from: null,
    }));
    const values: Record<string, unknown> = {
      name: `Deal ${index}`,
      account: `Company ${index}`,
      stage,
      status: 'open',
      amount: { amount: 1000 + int(200_000), currency: 'GBP' },
      closeDate: day(int(200) - 40),
      owner: { id: `u${int(100)}`, name: `Rep ${int(100)}` },
      nextStep: int(3) === 0 ? null : 'Send the plan',
      nextStepDate: day(int(40) - 20),
      probability: int(100),
      createdAt: ago(300),
      modifiedAt: ago(60),
      stageSince: ago(90),
      stages: STAGES.map((name) => ({ name, kind: 'open' })),
      contacts: Array.from({ length: int(5) }, (__, n) => ({
        id: `c${n}`,
        name: `Person ${n}`,
        role: n === 0 ? 'Decision Maker' : null,
        title: n === 1 ? 'Head of operations' : null,
      })),
      activities,
      stageHistory: Array.from({ length: int(5) }, () => ({
        at: ago(200),
        from: STAGES[int(4)],
        to: STAGES[int(4)],
      })),
      closeDateHistory: Array.from({ length: int(4) }, () => ({
        at: ago(100),
        from: day(int(60)),
        to: day(int(90)),
      })),
      amountHistory: Array.from({ length: int(3) }, () => ({
        at: ago(100),
        from: int(200_000),
        to: int(200_000),
      })),
    };
    const fields = Object.fromEntries(
      Object.keys(dealFields).map((name) => {
        const value = values[name];
        if (value === undefined || int(20) === 0) return [name, unseen('notVisible')];
        return [
          name,
          value === null ? { state: 'empty', source: 'api', at: NOW } : seen(value, 'api', NOW),
        ];
      }),
    ) as unknown as DealFields;
    return {
      record: {
        kind: 'deal',
        ref: { crm: 'espocrm', tenant: 't', object: 'deal', id: String(index) },
        viewer: { crmUserId: null, name: null, email: null },
        reading: { at: NOW, degraded: [], filling: false, timeZone: null },
        fields,
      },
      snapshots: Array.from({ length: int(5) }, () => ({
        refKey: 'k',
        name: null,
        at: ago(90),
        stage,
        amount: int(200_000),
        currency: 'GBP',
        closeDate: day(int(90)),
        owner: 'Rep',
        status: 'open',
        nextStep: 'Send the plan',
      })).sort((a, b) => a.at - b.at),
      notes: Array.from({ length: int(4) }, () => ({
        text:
          'They compare us with another vendor. ' +
          'Ruth will ask finance about the budget next week.',
        at: ago(60),
      })),
    };
  });
}
