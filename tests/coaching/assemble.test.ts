import { describe, expect, it } from 'vitest';
import type { RecordInput } from '../../lib/coaching/assemble.ts';
import { wordReader } from '../../lib/coaching/evidence/read.ts';
import { coachRecord, type OrgCoaching, summarise } from '../../lib/coaching/index.ts';
import {
  type ContactRecord,
  contactFields,
  type DealSnapshot,
  known,
  ownerKey,
  refKey,
  seen,
  unseen,
} from '../../lib/model/index.ts';
import { day, deal, facts, ms, NOON, now, snapshot } from '../helpers/deals.ts';
import { org } from '../helpers/org.ts';

const input = (more: Partial<RecordInput> = {}): RecordInput => ({
  ref: deal().ref,
  record: deal(),
  notes: [],
  snapshots: [],
  laterVisits: [],
  typed: [],
  commitments: [],
  checks: [],
  moved: [],
  outcomes: [],
  shown: [],
  summaries: [],
  reader: wordReader,
  ...more,
});
const see = (more: Partial<RecordInput>, rules: Partial<OrgCoaching> = {}) =>
  coachRecord(input(more), { ...org, ...rules }, now, (_, text) => text);
const visit = (inDays: number, values: Partial<DealSnapshot>) => snapshot(inDays, values);

describe('one record', () => {
  it('is nothing to coach before anything is known of it', () =>
    expect(see({ record: null })).toBeNull());
  it('that only others have opened is read from their snapshots', () => {
    const coached = see({
      record: null,
      snapshots: [
        visit(-40, { name: 'Marlow', stage: 'Proposal', status: 'open', closeDate: day(-9) }),
      ],
    });
    expect(known(coached?.facts.fields.name)).toBe('Marlow');
    expect(coached?.coaching.triggered.map((item) => item.signal)).toContain('closePassed');
    expect(coached?.coaching.notEvaluated).toContain('quiet');
  });
  it('follows what others saw after our own reading, not before', () => {
    // Times are not compared: the reading has the time of another clock.
    const record = deal({ status: 'open' });
    const won = visit(-1, { stage: 'Won', status: 'won' });
    expect(known(see({ record, laterVisits: [won] })?.facts.fields.status)).toBe('won');
    expect(known(see({ record, snapshots: [won] })?.facts.fields.status)).toBe('open');
    const removed = see({
      record,
      laterVisits: [visit(-1, { stage: 'Proposal', emptied: ['amount', 'owner'] })],
    });
    expect(
      [removed?.facts.fields.amount.state, removed?.facts.fields.owner.state],
      'what others saw removed',
    ).toEqual(['empty', 'empty']);
    expect(
      known(
        see({ record, laterVisits: [visit(-1, { owner: 'Tomas Lindqvist' })] })?.facts.fields.owner,
      )?.id,
      'the same owner keeps the id',
    ).toBe('u1');
  });
  it('keeps the source of a value that others saw unchanged, and takes a changed value', () => {
    const record = {
      ...deal({
        stage: 'Proposal',
        amount: { amount: 500, currency: 'EUR' },
        closeDate: day(9),
        nextStep: 'Send offer',
      }),
      reading: { ...deal().reading, at: ms(-5) },
    };
    const fieldsAfter = (values: Partial<DealSnapshot>) =>
      see({ record, laterVisits: [visit(-1, values)] })?.facts.fields;
    const same = fieldsAfter({
      stage: 'Proposal',
      amount: 500,
      currency: 'EUR',
      closeDate: day(9),
      nextStep: 'Send offer',
    });
    expect(same?.stage).toEqual(record.fields.stage);
    expect(same?.amount).toEqual(record.fields.amount);
    expect(same?.closeDate).toEqual(record.fields.closeDate);
    expect(same?.nextStep).toEqual(record.fields.nextStep);
    const otherCurrency = fieldsAfter({ amount: 500, currency: 'USD' });
    expect(known(otherCurrency?.amount)).toEqual({ amount: 500, currency: 'USD' });
    const otherOwner = fieldsAfter({ owner: 'Ruth Ellery' });
    expect(known(otherOwner?.owner)).toEqual({ id: null, name: 'Ruth Ellery' });
    const otherDate = fieldsAfter({ closeDate: day(20) });
    expect(otherDate?.closeDate).toMatchObject({ value: day(20), source: 'snapshot' });
  });
  it('of a contact has prompts about the person, and none about deals', () => {
    const fields = Object.fromEntries(
      Object.keys(contactFields).map((name) => [name, unseen('notVisible')]),
    ) as unknown as ContactRecord['fields'];
    const record: ContactRecord = {
      kind: 'contact',
      ref: { ...deal().ref, object: 'contact', id: 'c' },
      viewer: deal().viewer,
      reading: deal().reading,
      fields: {
        ...fields,
        name: seen('Ruth Ellery', 'api', NOON),
        title: seen('Former head of operations', 'api', NOON),
        activities: seen([], 'api', NOON),
      },
    };
    const coached = see({ ref: record.ref, record });
    expect(coached?.coaching.triggered.map((item) => item.signal)).toEqual(['contactLeft']);
    expect(coached?.coaching.health).toBeNull();
  });
  it('takes the organisation’s limits and switches', () => {
    const settings = {
      refKey: '' as const,
      limits: { quiet: 2 },
      off: ['closePassed'],
      competitors: ['Frostline'],
      author: 'u',
      editedBy: null,
      at: 1,
    };
    const triggered = see(
      {
        record: deal({ closeDate: day(-3), nextStepDate: null, activities: [] }),
        notes: [{ text: 'Frostline was here', createdAt: ms(-1) } as never],
      },
      { settings },
    )?.coaching.triggered.map((item) => item.signal);
    expect(triggered).toEqual(expect.arrayContaining(['quiet', 'competitorMentioned']));
    expect(triggered).not.toContain('closePassed');
  });
  it('has no prompt that its reader retired', () => {
    const exposure = { shown: {}, week: [], retired: ['closePassed'] };
    const coached = see({ record: deal({ closeDate: day(-3) }) }, { exposure });
    expect(coached?.coaching.triggered.map((item) => item.signal)).toContain('closePassed');
    expect(coached?.coaching.prompts).toEqual([]);
  });
});

describe('a rep', () => {
  it('is one person in one system: the same name in another system is another person', () => {
    const lost = (tenant: string, id: string) =>
      summarise(
        refKey({ crm: 'odoo', tenant, object: 'deal', id }),
        facts({ status: 'lost', stage: 'Lost', stageSince: ms(-2) }),
        [],
        null,
      );
    const summaries = [lost('a', '1'), lost('a', '2'), lost('b', '3'), lost('c', '4')];
    const record = { ...deal(), ref: { ...deal().ref, crm: 'odoo' as const, tenant: 'a' } };
    expect(summaries[0]?.owner).toBe(ownerKey({ crm: 'odoo', tenant: 'a' }, 'Tomas Lindqvist'));
    expect(see({ ref: record.ref, record, summaries })?.facts.rep?.losses).toHaveLength(2);
  });
});
