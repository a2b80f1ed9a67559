// The rows and facts of a deal as its moments see them, and “since you last looked”.

import { describe, expect, it } from 'vitest';
import { momentDue } from '../../lib/coaching/moments/index.ts';
import { hasContactAhead } from '../../lib/coaching/planned.ts';
import type { MomentRows } from '../../lib/store/index.ts';
import {
  actsOf,
  addedAhead,
  lookedBefore,
  mayAddCall,
  momentFactsOf,
  writtenMoments,
} from '../../lib/view/moments.ts';
import { sinceLook } from '../../lib/view/sinceLook.ts';
import { day, facts, ms, NOON, now } from '../helpers/deals.ts';
import { note } from '../helpers/note.ts';
import { item, noRows } from '../helpers/view.ts';

const HOUR = 3_600_000;
const none: MomentRows = { moments: [], steps: [], calls: [], looks: [] };
const call = (hours: number, more = {}) => ({
  id: 'm1',
  kind: 'meeting',
  subject: 'Marlow Foods',
  state: 'open',
  at: null,
  due: null,
  contactId: null,
  starts: NOON + hours * HOUR,
  ends: NOON + hours * HOUR + HOUR,
  ...more,
});
const dueOf = (values: Parameters<typeof facts>[0], moments = none, notes: string[] = []) => {
  const rows = {
    ...noRows,
    notes: notes.map((text, index) =>
      item(`n${index}`, note('dana', text, { createdAt: NOON - HOUR }), 'p:dana:tomas'),
    ),
  };
  const read = momentFactsOf({ facts: facts(values), rows }, moments, 'tomas');
  return read && momentDue(read, now);
};
const moment = (more = {}) => ({
  refKey: 'k',
  moment: 'brief',
  about: 'm1',
  state: 'kept',
  until: null,
  title: '',
  words: { ask: 'What?' },
  tried: null,
  next: null,
  author: 'tomas',
  editedBy: null,
  at: NOON - HOUR,
  ...more,
});

describe('the moment of a deal', () => {
  it('comes from the calls that the CRM shows, with their times', () => {
    expect(dueOf({ activities: [call(3)] })).toMatchObject({ moment: 'brief', about: 'm1' });
    expect(dueOf({ activities: [call(-2, { state: 'done' })] })?.moment).toBe('debrief');
    expect(dueOf({ activities: [call(3, { kind: 'task' })] })).toBeNull();
    // A day without a time is a reminder, unless the CRM says that it is a meeting of whole days.
    const dated = { starts: undefined, ends: undefined, due: '2026-11-23' };
    expect(dueOf({ activities: [call(3, dated)] })).toBeNull();
    expect(dueOf({ activities: [call(3, { ...dated, wholeDay: true })] })?.moment).toBe('brief');
    expect(dueOf({ activities: undefined })).toBeNull();
  });
  it('that this person kept stays quiet; what another person wrote has no effect', () => {
    const kept = (author: string) =>
      ({
        ...none,
        moments: [item('x', moment({ author }), `u:${author}`)],
      }) as unknown as MomentRows;
    expect(dueOf({ activities: [call(3)] }, kept('tomas'))).toBeNull();
    expect(dueOf({ activities: [call(3)] }, kept('dana'))?.moment).toBe('brief');
  });
  it('of a negotiation reads notes, and only late in the pipeline', () => {
    const asked = ['They ask for a discount of 10%.'];
    expect(dueOf({ stage: 'Negotiation', activities: [] }, none, asked)?.moment).toBe(
      'negotiation',
    );
    expect(dueOf({ activities: [] }, none, asked)).toBeNull();
  });
  it('at the end of a deal needs a closing that is not long ago', () => {
    const lost = { status: 'lost', stage: 'Closed Lost', activities: [], stageSince: undefined };
    expect(dueOf({ ...lost, modifiedAt: ms(-3), closeDate: '2026-11-18' })?.moment).toBe(
      'lossReview',
    );
    // A change of an old record does not bring its review back.
    expect(dueOf({ ...lost, modifiedAt: ms(-3), closeDate: '2026-06-18' })).toBeNull();
  });
  it('at the end of a deal is when its stage moved, though nobody changed the deal since', () => {
    const won = { status: 'won', stage: 'Won', activities: [], modifiedAt: ms(0, 10) };
    const move = { at: ms(0, 10), from: 'Negotiation', to: 'Won' };
    const closing = (values: Parameters<typeof facts>[0]) =>
      momentFactsOf({ facts: facts({ ...won, ...values }), rows: noRows }, none, 'tomas')?.closing;
    const atNoon = ms(-20);
    const stated = { status: 'won', at: ms(0, 10), isSure: true };
    const history = { closeDate: day(-20), stageHistory: [move], stageSince: undefined };
    expect(closing(history)).toEqual(stated);
    expect(dueOf({ ...won, ...history })?.moment).toBe('winReview');
    const logged = { kind: 'call', subject: 'x', state: 'done', at: ms(0, 10), due: null };
    const activities = [{ ...logged, id: 'a', contactId: null }];
    expect(closing({ ...history, modifiedAt: ms(0, 11), activities })).toEqual(stated);
    const since = { closeDate: day(-20), stageHistory: undefined, stageSince: ms(0, 10) };
    expect(closing(since)).toEqual(stated);
    // Created in its stage, as by an import, or changed by nobody knows what.
    const bound = { status: 'won', at: atNoon, isSure: false };
    expect(closing({ ...since, createdAt: ms(0, 10) })).toEqual(bound);
    expect(closing({ ...since, stageSince: undefined })).toEqual(bound);
  });
  it('at the end of a deal is no later with each reading, where its move is not listed', () => {
    const move = { at: ms(-60), from: 'Qualification', to: 'Negotiation', toId: 'N', fromId: 'Q' };
    const won = { status: 'won', stage: 'Won', stageId: 'W', activities: [], closeDate: day(-20) };
    const read = momentFactsOf(
      {
        facts: facts({
          ...{ ...won, stageHistory: [move], stageSince: undefined, modifiedAt: ms(-3) },
        }),
        rows: noRows,
      },
      none,
      'tomas',
    );
    expect(read?.closing).toEqual({ status: 'won', at: ms(-20), isSure: false });
  });
});

describe('a call that the person added', () => {
  const added = (hours: number) => [
    {
      ...{ refKey: 'k', call: 'own', withWhom: 'Ruth', author: 'tomas', editedBy: null, at: 1 },
      start: NOON + hours * HOUR,
    },
  ];
  const read = (hours: number, values: Parameters<typeof facts>[0] = {}) => {
    const deal = {
      ...facts({ activities: undefined, nextStep: null, ...values }),
      plannedCalls: added(hours),
    };
    const moments = momentFactsOf({ facts: deal, rows: noRows }, none, 'tomas');
    return { deal, moments, due: moments && momentDue(moments, now) };
  };
  it('brings brief and debrief like one of the CRM', () => {
    expect(read(3).due).toMatchObject({
      ...{ moment: 'brief', about: 'own' },
      meeting: { title: 'Ruth', isAdded: true },
    });
    expect(read(-2).due).toMatchObject({ moment: 'debrief', about: 'own', at: NOON - HOUR });
    expect(read(30).due).toBeNull();
  });
  it('is the call that the CRM shows at the same time later, and not a second one', () => {
    const { moments } = read(3, { activities: [call(3.5)] });
    expect(moments?.meetings).toMatchObject([
      { id: 'own', title: 'Marlow Foods', start: NOON + 3.5 * HOUR, customer: true },
    ]);
    expect(read(3, { activities: [call(4)] }).moments?.meetings).toHaveLength(2);
  });
  it('is a contact ahead, and says nothing about what the CRM shows', () => {
    const { deal } = read(3);
    expect(hasContactAhead(deal)).toBe(true);
    expect(hasContactAhead(read(-30).deal)).toBe(false);
    expect(deal.fields.activities.state).toBe('unseen');
  });
  it('may be added to an open deal whose CRM shows none ahead', () => {
    const may = (values: Parameters<typeof facts>[0]) => mayAddCall(facts(values));
    expect(may({ activities: undefined })).toBe(true);
    expect(may({ activities: [call(-3)] })).toBe(true);
    expect(may({ activities: [call(3)] })).toBe(false);
    expect(may({ activities: undefined, status: 'won', stage: 'Closed Won' })).toBe(false);
  });
  it('is listed until it has ended, the next one first', () => {
    const calls = [...added(5), ...added(-2), ...added(-0.5)];
    const list = addedAhead({ ...facts(), plannedCalls: calls });
    expect(list.map(({ start }) => (start - NOON) / HOUR)).toEqual([-0.5, 5]);
  });
});

describe('finished moments', () => {
  it('are shown for two weeks, shared instead of private rows, and never the focus', () => {
    const rows = {
      moments: [
        { ...item('a', moment(), 'u:tomas'), version: 1 },
        { ...item('b', moment({ words: { ask: 'Shared?' } }), 'p:dana:tomas'), version: 2 },
        item('c', moment({ moment: 'focus', about: 'm1', tried: 'yes' }), 'u:tomas'),
        item('d', moment({ about: 'm2', at: ms(-20) }), 'u:tomas'),
        item('e', moment({ about: 'm3', words: {} }), 'u:tomas'),
        item('f', moment({ about: 'm4', state: 'left' }), 'u:tomas'),
      ],
    } as unknown as MomentRows;
    expect(writtenMoments(rows, NOON).map(({ id }) => id)).toEqual(['b']);
  });
  it('of a won deal offer its acts, each once', () => {
    const done = { fields: { done: true, evidence: 'The CFO signed', at: ms(-2) }, id: 'c1' };
    const kept = {
      fields: { state: 'kept', text: 'Send it', settledAt: ms(-1), at: ms(-9) },
      id: 'k1',
    };
    const rows = { ...noRows, checks: [done], commitments: [kept] } as never;
    const acts = actsOf({
      facts: facts({ activities: [call(-48, { state: 'done', at: ms(-2) })] }),
      rows,
    });
    expect(acts.map(({ text }) => text)).toEqual(['The CFO signed', 'Send it', 'Marlow Foods']);
  });
});

describe('since the last look', () => {
  const commitment = (id: string, more: object) =>
    item(
      id,
      {
        text: id,
        owner: 'tomas',
        due: '2026-12-01',
        state: 'open',
        settledAt: null,
        author: 'dana',
        editedBy: null,
        at: ms(-1),
        ...more,
      } as never,
      'p:dana:tomas',
    );
  const moved = facts({
    closeDateHistory: [
      { at: ms(-1), from: '2026-12-01', to: '2026-12-19' },
      { at: ms(-9), from: '2026-11-01', to: '2026-12-01' },
    ],
    activities: Array.from({ length: 9 }, (_, index) => ({
      ...call(-30 - index, { id: `a${index}`, state: 'done', at: NOON - (30 + index) * HOUR }),
      subject: `Call ${index}`,
    })),
  });
  it('there are at most five lines, the newest first, each after it and with a source', () => {
    const lines = sinceLook(moved, noRows, 'tomas', ms(-3));
    expect(lines).toHaveLength(5);
    expect(lines.map(({ at }) => at)).toEqual(lines.map(({ at }) => at).toSorted((a, b) => b - a));
    expect(
      lines.every((line) => line.at > ms(-3) && (line.kind !== 'event' || line.entry.source)),
    ).toBe(true);
    expect(sinceLook(moved, noRows, 'tomas', null)).toEqual([]);
    expect(sinceLook(moved, noRows, 'tomas', NOON)).toEqual([]);
  });
  it('own notes and own commitments are not news', () => {
    const rows = {
      notes: [
        item('mine', note('tomas', 'x', { createdAt: ms(-1) }), 'u:tomas'),
        item('hers', note('dana', 'x', { createdAt: ms(-1) }), 'p:dana:tomas'),
      ],
      commitments: [
        commitment('made', {}),
        commitment('own', { author: 'tomas' }),
        commitment('kept', { state: 'kept', settledAt: ms(-1, 14), editedBy: 'dana', at: ms(-30) }),
        commitment('kept by me', { state: 'kept', settledAt: ms(-1), editedBy: 'tomas' }),
      ],
    } as never;
    const lines = sinceLook(facts({ activities: [] }), rows, 'tomas', ms(-3));
    expect(lines.map(({ id }) => id).sort()).toEqual(['kept kept', 'made', 'note-hers']);
  });
  it('counts from the visit before this one', () => {
    expect(lookedBefore({ looks: [] })).toBeNull();
    expect(lookedBefore({ looks: [{ fields: { before: 5 } }] as never })).toBe(5);
  });
});
