// What the document of a one-on-one and its history show.
import { describe, expect, it } from 'vitest';
import type { TriggeredSignal } from '../../lib/coaching/index.ts';
import type { OneOnOneRows } from '../../lib/store/index.ts';
import { dealOfAgreement } from '../../lib/view/agreedOn.ts';
import type { Pair } from '../../lib/view/oneOnOne.ts';
import {
  documentOf,
  historyOf,
  praiseOffers,
  voiceOfNext,
} from '../../lib/view/oneOnOneDocument.ts';
import { asManager, asRep, commitment, line, meeting, rows } from '../helpers/oneOnOne.ts';

describe('a one-on-one as a document', () => {
  it('carries over what was prepared for one that nobody held', () => {
    const lines = [
      line('2026-11-09', 'open', { text: 'Held with this' }),
      line('2026-11-16', 'open', { text: 'Skipped' }),
      line('2026-11-16', 'worth', { text: 'Still true' }),
      line('2026-11-23', 'open', { text: 'Today' }),
    ];
    const meetings = [
      meeting('2026-11-09', { state: 'finished', began: 5 }),
      meeting('2026-11-16', { state: 'skipped' }),
    ];
    const found = documentOf(rows({ lines, meetings }), asRep, '2026-11-23');
    expect(found.before.open?.fields.text).toBe('Today');
    expect(found.before.worth?.fields.text).toBe('Still true');
    expect(found.before.better).toBeNull();
    expect(found.past.map(({ slot }) => slot)).toEqual(['2026-11-09']);
  });
  it('counts one that was begun as held, and carries private lines over one that was not', () => {
    const lines = [
      line('2026-11-09', 'private', { text: 'Held with this' }, 'u:dana'),
      line('2026-11-16', 'private', { text: 'Skipped' }, 'u:dana'),
    ];
    const meetings = [
      meeting('2026-11-09', { state: 'open', began: 5 }),
      meeting('2026-11-16', { state: 'skipped' }),
    ];
    const found = documentOf(rows({ lines, meetings }), asManager, '2026-11-23');
    expect(found.past.map(({ slot }) => slot)).toEqual(['2026-11-09']);
    expect(found.lines('private').map(({ fields }) => fields.text)).toEqual(['Skipped']);
  });
  it('has open topics until they are done', () => {
    const lines = [
      line('2026-11-09', 'item', { text: 'Old and open' }),
      line('2026-11-09', 'item', { text: 'Old and done', done: true }),
      line('2026-11-23', 'item', { text: 'Done today', done: true }),
      line('2026-11-30', 'item', { text: 'Next week' }),
    ];
    const found = documentOf(rows({ lines }), asManager, '2026-11-23');
    expect(found.items.map(({ fields }) => fields.text)).toEqual(['Old and open', 'Done today']);
  });
  it('shows the private lines of one person alone', () => {
    const lines = [
      line('2026-11-23', 'private', { text: 'Dana’s' }, 'u:dana'),
      line('2026-11-23', 'private', { text: 'Tomas’s' }, 'u:tomas'),
    ];
    const texts = (pair: Pair) =>
      documentOf(rows({ lines }), pair, '2026-11-23')
        .lines('private')
        .map(({ fields }) => fields.text);
    expect(texts(asManager)).toEqual(['Dana’s']);
    expect(texts(asRep)).toEqual(['Tomas’s']);
    const found = (pair: Pair) => historyOf(rows({ lines }), pair).map(({ text }) => text);
    expect(found(asManager)).toEqual(['Dana’s']);
  });
  it('is searched without the commitments of other talks and of deals', () => {
    const commitments = [
      commitment('here', { oneOnOne: 'one-on-one/tomas/2026-11-23' }),
      commitment('review', { oneOnOne: 'deal-review/tomas/2026-11-23' }),
      commitment('deal', {}),
    ];
    expect(historyOf(rows({ commitments }), asManager).map(({ id }) => id)).toEqual(['here']);
  });
  it('of a removed rep is searched without what others agreed on', () => {
    const own = { scope: 'u:dana', manager: 'dana', rep: 'gone', other: 'gone' };
    const removed: Pair = { ...own, isManager: true, isFormer: true, team: null } as Pair;
    const named = (id: string, rep: string) => ({
      ...commitment(id, { oneOnOne: `one-on-one/${rep}/2026-11-23`, manager: 'dana' }),
      scope: 'u:dana',
    });
    const commitments = [named('theirs', 'gone'), named('other', 'tomas')];
    expect(historyOf(rows({ commitments }), removed).map(({ id }) => id)).toEqual(['theirs']);
  });
  it('looks back on commitments of both, the manager’s first', () => {
    const commitments = [
      commitment('rep', {}),
      commitment('boss', { owner: 'dana', due: '2026-12-24' }),
      commitment('long ago', { state: 'kept', settledAt: 3 }),
      commitment('since', { state: 'kept', settledAt: 9 }),
      commitment('today', { oneOnOne: 'one-on-one/tomas/2026-11-23' }),
    ];
    const meetings = [meeting('2026-11-16', { state: 'finished', began: 5 })];
    const found = documentOf(rows({ commitments, meetings }), asManager, '2026-11-23');
    expect(found.earlier.map(({ id }) => id)).toEqual(['boss', 'rep', 'since']);
    expect(found.agreed.map(({ id }) => id)).toEqual(['today']);
  });
  it('of a hundred commitments it names ten, half of each, and how many more there are', () => {
    const commitments = Array.from({ length: 100 }, (_, at) =>
      commitment(`c${String(at).padStart(3, '0')}`, { owner: at < 60 ? 'dana' : 'tomas' }),
    );
    const { earlier, moreEarlier } = documentOf(rows({ commitments }), asManager, '2026-11-23');
    expect(earlier.map(({ fields }) => fields.owner)).toEqual([
      ...Array<string>(5).fill('dana'),
      ...Array<string>(5).fill('tomas'),
    ]);
    expect(moreEarlier).toBe(90);
  });
  it('has the talk before it, with what was agreed there and what became of it', () => {
    const key = 'one-on-one/tomas/2026-11-16';
    const commitments = [
      commitment('before', { oneOnOne: key, at: 4, state: 'kept', settledAt: 3 }),
      commitment('elsewhere', { oneOnOne: 'one-on-one/tomas/2026-11-09' }),
    ];
    const meetings = [
      meeting('2026-11-09', { state: 'finished', began: 3 }),
      meeting('2026-11-16', { state: 'finished', began: 5, gap: 'value' }),
    ];
    const { last } = documentOf(rows({ commitments, meetings }), asManager, '2026-11-23');
    expect(last).toMatchObject({ slot: '2026-11-16', gap: 'value', moreAgreed: 0 });
    expect(last?.agreed.map(({ id }) => id)).toEqual(['before']);
    expect(documentOf(rows(), asManager, '2026-11-23').last).toBeNull();
  });
  it('knows the part of a line that both read, and of no private one', () => {
    const lines = [line('2026-11-23', 'will', {}), line('2026-11-23', 'private', {}, 'u:dana')];
    const { partOf } = documentOf(rows({ lines }), asManager, '2026-11-23');
    expect(lines.map(({ id }) => partOf(id))).toEqual(['will', null]);
  });
  it('knows nothing of another pair', () => {
    const other = 'p:old:tomas';
    const found = documentOf(
      rows({
        lines: [line('2026-11-23', 'goal', {}, other)],
        commitments: [{ ...commitment('c', {}), scope: other }],
      }),
      asRep,
      '2026-11-23',
    );
    expect([found.lines('goal'), found.earlier]).toEqual([[], []]);
  });
});

describe('options', () => {
  const of = (...voices: ('rep' | 'manager')[]) =>
    voices.map((voice) => line('2026-11-23', 'options', { voice }));
  it.each([
    [of(), true, 'rep'],
    [of('rep'), true, 'rep'],
    [of('rep', 'rep'), true, 'manager'],
    [of('rep', 'rep'), false, 'rep'],
    [of('rep', 'rep', 'manager'), true, 'rep'],
  ] as const)(
    'two of the rep come before one of the manager: case %#',
    (lines, isManager, voice) => {
      expect(voiceOfNext(lines, isManager)).toBe(voice);
    },
  );
});

describe('the deal of an agreement', () => {
  const meeting = { ...documentOf(rows(), asManager, '2026-11-23').meeting, deal: 'k' };
  it.each([
    ['oneOnOne', 'will', 'k'],
    ['oneOnOne', 'goal', 'k'],
    ['oneOnOne', 'item', null],
    ['oneOnOne', 'opening', null],
    ['oneOnOne', 'rehearse', null],
    ['oneOnOne', null, null],
    ['review', null, 'k'],
    ['review', 'will', 'k'],
  ] as const)('%s, part %s: %s', (format, part, deal) => {
    expect(dealOfAgreement({ format, meeting }, part)).toBe(deal);
  });
  it('is none before the rep picked one', () => {
    const none = { ...meeting, deal: null };
    expect(dealOfAgreement({ format: 'oneOnOne', meeting: none }, 'will')).toBeNull();
  });
});

describe('what went well', () => {
  const deal = (key: string, rep: string, kind: 'praise' | 'process', severity = 0.5) => ({
    ...{ key, name: key, role: { roles: [], rep, known: true } },
    coaching: { triggered: [{ signal: 's', kind, severity } as TriggeredSignal] },
  });
  const doc = (more: Partial<OneOnOneRows> = {}) => documentOf(rows(more), asManager, '2026-11-23');
  it('is offered three times at most, of the rep’s deals and kept commitments', () => {
    const deals = [
      deal('low', 'tomas', 'praise', 0.1),
      deal('mid', 'tomas', 'praise', 0.4),
      deal('high', 'tomas', 'praise', 0.9),
      deal('other', 'aisha', 'praise', 1),
      deal('warning', 'tomas', 'process', 1),
    ];
    const kept = [commitment('kept', { state: 'kept', settledAt: 9 })];
    const ids = (list: ReturnType<typeof praiseOffers>) => list.map(({ id }) => id.split(' ')[0]);
    expect(ids(praiseOffers(deals, doc(), 'tomas'))).toEqual(['high', 'mid', 'low']);
    const withKept = praiseOffers(deals, doc({ commitments: kept }), 'tomas');
    expect(ids(withKept)).toEqual(['high', 'mid', 'kept']);
    expect(praiseOffers([], doc(), 'tomas')).toEqual([]);
  });
  it('is no commitment that was dropped in this one-on-one', () => {
    const commitments = [commitment('c', { state: 'dropped', settledAt: 9 })];
    expect(praiseOffers([], doc({ commitments }), 'tomas')).toEqual([]);
  });
});
