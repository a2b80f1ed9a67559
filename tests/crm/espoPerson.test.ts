import { describe, expect, it } from 'vitest';
import { decides } from '../../lib/coaching/checks.ts';
import { coach, dealFacts, timeline } from '../../lib/coaching/index.ts';
import { normalise } from '../../lib/crm/index.ts';
import { read } from '../../lib/crm/readers/espocrm.ts';
import { type DealRecord, known, ReadResult, shownRole } from '../../lib/model/index.ts';
import { crmPage, dealOf, type StoredResponse } from '../helpers/crmPage.ts';

/** What an EspoCRM 9.1 answered to a rep, with invented values. */
const NOW = Date.parse('2026-11-22T12:00:00Z');
const ID = 'd0000000000000001';
const ME = 'a0000000000000002';
const DEAL = {
  id: ID,
  name: 'Kiln',
  stage: 'Proposal',
  amount: 7500,
  amountCurrency: 'USD',
  probability: 50,
  closeDate: '2026-12-20',
  createdAt: '2026-09-01 09:00:00',
  description: null,
};
const STAGES = {
  options: ['Prospecting', 'Proposal', 'Closed Won', 'Closed Lost'],
  probabilityMap: { Prospecting: 10, Proposal: 50, 'Closed Won': 100, 'Closed Lost': 0 },
};
const moved = (at: string, value: string) => ({
  type: 'Status',
  createdAt: at,
  data: { field: 'stage', value },
});
const STREAM = [
  moved('2026-10-01 09:00:00', 'Proposal'),
  { type: 'Create', createdAt: '2026-09-01 09:00:00', data: { statusValue: 'Prospecting' } },
];

type Answers = Record<string, unknown>;
const REFUSED: StoredResponse = { status: 403, response: '' };

/** @param answers by a part of the address; the first that fits answers. */
function espo(answers: Answers, storage: Record<string, string> = {}, hash = 'Opportunity/view') {
  const all: Answers = {
    'Preferences/': {},
    Settings: {},
    'User?': { list: [{ id: ME, name: 'Ben Carter' }] },
    Metadata: STAGES,
    '/stream?': { list: STREAM },
    '?': { list: [] },
    [ID]: DEAL,
  };
  const { win, requests } = crmPage(`http://crm.test/#${hash}/${ID}`, '', (url) => {
    const own = Object.keys(answers).find((part) => url.includes(part));
    const part = own ?? Object.keys(all).find((key) => url.includes(key));
    if (part === undefined) return null;
    const response = part in answers ? answers[part] : all[part];
    return response === REFUSED ? REFUSED : { status: 200, response };
  });
  const kept = { ...storage, getItem: (key: string) => storage[key] ?? null };
  Object.defineProperty(kept, 'getItem', { enumerable: false });
  return { win: Object.assign(win, { localStorage: kept }), requests };
}
const readDeal = async (answers: Answers = {}, storage: Record<string, string> = {}) =>
  dealOf(await read(espo(answers, storage).win), 'espocrm', ID, NOW);
const factsOf = (record: DealRecord) =>
  dealFacts({ record }, { ms: NOW, timeZone: 'UTC' }, () => null);

const SIGNED_IN = { 'espo-user-lastUserId': ME };
const texts = (stage: Record<string, unknown>) =>
  `__JSON__:${JSON.stringify({ Opportunity: { options: { stage } } })}`;
const GERMAN = texts({ Prospecting: 'Identifikation', Proposal: 'Angebot', 'Closed Won': '' });
const RENAMED = texts({ Prospecting: 'Discovery', Proposal: 'Offer' });
const BOTH = {
  ...SIGNED_IN,
  'cache-17-app-language-default': RENAMED,
  'cache-17-app-language-de_DE': GERMAN,
};

describe('the names of EspoCRM’s stages', () => {
  it.each([
    ['the person’s language', { 'Preferences/': { language: 'de_DE' } }, BOTH, 'Angebot'],
    ['the system’s language', { Settings: { language: 'de_DE' } }, BOTH, 'Angebot'],
    ['renamed by the company', {}, { 'cache-1-app-language-en_US': RENAMED }, 'Offer'],
    ['a cache without a time', {}, { 'cache-app-language-en_US': RENAMED }, 'Offer'],
    ['several, and no language known', {}, BOTH, 'Proposal'],
    ['a language that is not there', { Settings: { language: 'fr_FR' } }, BOTH, 'Proposal'],
    ['nothing stored', {}, {}, 'Proposal'],
    ['a broken store', {}, { 'cache-1-app-language-en_US': '__JSON__:{"Oppo' }, 'Proposal'],
    ['texts of another form', {}, { 'cache-1-app-language-en_US': '[1]' }, 'Proposal'],
    ['no name for it', {}, { 'cache-1-app-language-en_US': texts({ Proposal: 7 }) }, '7'],
    ['an empty name', {}, { 'cache-1-app-language-en_US': texts({ Proposal: ' ' }) }, 'Proposal'],
  ])('%s', async (_, answers, storage, name) => {
    const { fields } = await readDeal(answers, storage);
    expect(known(fields.stage)).toBe(name);
    expect(known(fields.stageId)).toBe('Proposal');
    expect(known(fields.status)).toBe('open');
    expect(known(fields.stages)?.map(({ id }) => id)).toEqual(STAGES.options);
    expect(known(fields.stages)?.[1]).toMatchObject({ id: 'Proposal', name, kind: 'open' });
  });
  it('are in the history too, whose ids are the values', async () => {
    const { fields } = await readDeal({ Settings: { language: 'de_DE' } }, BOTH);
    expect(known(fields.stageHistory)).toMatchObject([
      { from: 'Identifikation', to: 'Angebot', fromId: 'Prospecting', toId: 'Proposal' },
    ]);
    const facts = factsOf(await readDeal({ Settings: { language: 'de_DE' } }, BOTH));
    expect(facts.stageMoves?.list.map(({ direction }) => direction)).toEqual(['forward']);
  });
  it.each([
    ['de_DE', 'Entscheider'],
    ['en_US', undefined],
  ])('so have the roles of contacts in %s', async (language, name) => {
    const role = { Contact: { options: { opportunityRole: { 'Decision Maker': 'Entscheider' } } } };
    const storage = { 'cache-1-app-language-de_DE': `__JSON__:${JSON.stringify(role)}` };
    const person = { id: 'c1', name: 'Ruth', title: null, opportunityRole: 'Decision Maker' };
    const list = [person, { ...person, id: 'c2', name: 'Otto', opportunityRole: null }];
    const answers = { Settings: { language }, '/contacts?': { list } };
    const record = await readDeal(answers, storage);
    const contacts = known(record.fields.contacts) ?? [];
    expect(contacts.map(({ name: who, role, roleShown }) => [who, role, roleShown])).toEqual([
      ['Ruth', 'Decision Maker', name],
      ['Otto', null, undefined],
    ]);
    expect(contacts.map(shownRole)).toEqual([name ?? 'Decision Maker', null]);
    // Rules read the value, whatever a company calls the role.
    expect(contacts.map(decides)).toEqual([true, false]);
  });
  it('never the session’s token', async () => {
    const { win } = espo({}, { ...BOTH, 'espo-user-auth': 'c2VjcmV0' });
    const asked: string[] = [];
    const { getItem } = win.localStorage;
    win.localStorage.getItem = (key) => {
      asked.push(key);
      return getItem(key);
    };
    expect(ReadResult.parse(await read(win)).ok).toBe(true);
    expect(asked).toContain('espo-user-lastUserId');
    expect(asked).not.toContain('espo-user-auth');
  });
});

describe('the time zone of EspoCRM', () => {
  const Settings = { timeZone: 'Europe/Berlin' };
  it.each([
    ['of the person', { 'Preferences/': { timeZone: 'Asia/Tokyo' }, Settings }, 'Asia/Tokyo'],
    ['of the system', { 'Preferences/': { timeZone: '' }, Settings }, 'Europe/Berlin'],
    ['with refused preferences', { 'Preferences/': REFUSED, Settings }, 'Europe/Berlin'],
    ['with refused settings', { 'Preferences/': REFUSED, Settings: REFUSED }, null],
    [
      'of another person who signed in before',
      { 'Preferences/': { timeZone: 'Asia/Tokyo' }, 'User?': { list: [{ id: 'x' }] }, Settings },
      'Europe/Berlin',
    ],
  ])('%s', async (_, answers, zone) => {
    const record = await readDeal(answers, SIGNED_IN);
    expect(record.reading.timeZone).toBe(zone);
  });
  it.each([
    ['Asia/Tokyo', '2026-11-22 23:30:00', '2026-11-23'],
    ['Europe/Berlin', '2026-11-22 23:30:00', '2026-11-23'],
    ['Europe/Berlin', '2026-11-22 22:30:00', '2026-11-22'],
    ['Europe/Berlin', '2026-07-22 22:30:00', '2026-07-23'],
    ['America/New_York', '2026-11-22 04:59:00', '2026-11-21'],
    ['America/New_York', '2026-11-22 05:00:00', '2026-11-22'],
    ['Pacific/Kiritimati', '2026-11-22 10:00:00', '2026-11-23'],
    ['UTC', '2026-11-22 23:30:00', '2026-11-22'],
  ])('%s decides on which day %s is due: %s', async (timeZone, dateEnd, day) => {
    const task = { id: 't1', name: 'Send it', status: 'Not Started', dateEnd };
    const record = await readDeal({ Settings: { timeZone }, '/tasks?': { list: [task] } });
    expect(known(record.fields.activities)).toMatchObject([{ state: 'open', due: day }]);
  });
  it('a task is due at its end, an all-day one on its day', async () => {
    const task = { id: 't1', name: 'Send it', status: 'Started' };
    const list = [
      { ...task, dateStart: '2026-11-01 09:00:00', dateEnd: '2026-11-30 09:00:00' },
      { ...task, id: 't2', dateEnd: '2026-11-30 00:00:00', dateEndDate: '2026-11-29' },
      { ...task, id: 't3', dateStart: '2026-11-03 09:00:00' },
      { ...task, id: 't4' },
    ];
    const record = await readDeal({ Settings, '/tasks?': { list } });
    const due = known(record.fields.activities)?.map((item) => item.due);
    expect(due).toEqual(['2026-11-30', '2026-11-29', '2026-11-03', null]);
  });
  it('is asked in the first round of requests', async () => {
    const { win, requests } = espo({}, SIGNED_IN);
    const reading = read(win);
    const first = [...requests];
    await reading;
    expect(first).toContain(`GET /api/v1/Preferences/${ME}`);
    expect(requests.length).toBe(first.length);
  });
});

describe('fields that a company added for the next step', () => {
  it.each([
    [{ cNextStep: 'Send the contract' }, 'Send the contract', undefined],
    [{ nextStep: 'Send it' }, 'Send it', undefined],
    [{ nextStep: 'Own', cNextStep: 'Other' }, 'Own', undefined],
    [{ cNextStep: 'Call', cNextStepDate: '2026-12-01' }, 'Call', '2026-12-01'],
    [{ cNextStepDate: '2026-12-01' }, undefined, '2026-12-01'],
    [{ cNextStepOwner: 'Ben' }, undefined, undefined],
  ])('%j', async (own, step, date) => {
    const { fields } = await readDeal({ [`${ID}/`]: { list: [] }, [ID]: { ...DEAL, ...own } });
    expect(known(fields.nextStep)).toBe(step);
    expect(known(fields.nextStepDate)).toBe(date);
  });
  it('one without a value is empty', async () => {
    const answers = { [`${ID}/`]: { list: [] }, [ID]: { ...DEAL, cNextStep: null } };
    expect((await readDeal(answers)).fields.nextStep.state).toBe('empty');
  });
});

const described = (description: string | null) => ({
  [`${ID}/`]: { list: [] },
  [ID]: { ...DEAL, description },
});

describe('the description of a deal', () => {
  it('is text as old as the deal, and no activity', async () => {
    const facts = factsOf(await readDeal(described('They compare us with Frostline.')));
    expect(facts.texts).toMatchObject([
      { text: 'They compare us with Frostline.', at: Date.parse('2026-09-01T09:00:00Z') },
    ]);
    expect(facts.done).toEqual([]);
    expect(facts.lastActivity.state).toBe('empty');
  });
  it.each([null, '', '  '])('%j is none', async (text) => {
    expect(factsOf(await readDeal(described(text))).texts).toEqual([]);
  });
});

describe('a role without EspoCRM’s activities', () => {
  const post = { id: 'n1', type: 'Post', post: 'Met Ruth.', createdAt: '2026-11-12 10:00:00' };
  const answers = { '/stream?': { list: [...STREAM, post] }, 'Activities/': REFUSED };
  it('sees what people wrote', async () => {
    const facts = factsOf(await readDeal(answers));
    expect(known(facts.lastActivity)).toBe(Date.parse('2026-11-12T10:00:00Z'));
    expect(facts.texts?.map(({ text }) => text)).toEqual(['Met Ruth.']);
    expect(facts.fields.activities).toMatchObject({ state: 'seen', confidence: 0.5 });
  });
  it('has no access where nothing else is seen', async () => {
    const { fields } = await readDeal({ 'Activities/': REFUSED });
    expect(fields.activities).toMatchObject({ state: 'unseen', why: 'forbidden' });
  });
});

describe('the activities of a contact', () => {
  const call = (id: string, dateStart: string) => ({
    ...{ id, _scope: 'Call', name: 'Call', status: 'Held', dateStart },
  });
  const activities = async (answers: Answers) => {
    const result = ReadResult.parse(await read(espo(answers, {}, 'Contact/view').win));
    if (!result.ok) throw new Error(result.failure);
    const ref = { crm: 'espocrm', tenant: 't', object: 'contact', id: ID } as const;
    const record = normalise(result.record, ref, NOW, 'UTC');
    return record.fields.activities;
  };
  const deals = (count: number) =>
    Array.from({ length: count }, (_, at) => ({
      ...{ id: `d${at}`, name: `Kiln ${at}`, stage: 'Proposal' },
      streamUpdatedAt: `2026-11-${10 + at} 09:00:00`,
    }));
  it('with more deals than are asked lack older ones alone', async () => {
    const answers = {
      '/opportunities?': { list: deals(5) },
      'Opportunity/d4/history': { list: [call('c1', '2026-11-14 09:00:00')] },
      'Opportunity/d0/history': { list: [call('c0', '2026-11-10 09:00:00')] },
    };
    const found = await activities(answers);
    expect(found).toMatchObject({ state: 'seen', value: [{ id: 'c1' }], confidence: 0.9 });
    const few = { ...answers, '/opportunities?': { list: deals(3) } };
    expect(await activities(few)).toMatchObject({ confidence: 1 });
    const refused = { ...answers, 'Opportunity/d4/history': REFUSED };
    expect(await activities(refused)).toMatchObject({ confidence: 0.5 });
  });
  it.each([
    ['its own', (list: object[]) => ({ [`Contact/${ID}/history`]: { list } })],
    [
      'those of its deals',
      (list: object[]) => ({
        '/opportunities?': { list: deals(1) },
        'Opportunity/d0/history': { list },
      }),
    ],
  ])('that fill an answer may lack older ones: %s', async (_, answers) => {
    const list = (count: number) =>
      Array.from({ length: count }, (_entry, at) => call(`c${at}`, '2026-11-14 09:00:00'));
    expect(await activities(answers(list(49)))).toMatchObject({ confidence: 1 });
    expect(await activities(answers(list(50)))).toMatchObject({ confidence: 0.9 });
  });
});

describe('an amount whose currency changed', () => {
  const update = (at: string, was: object, became: object) => ({
    type: 'Update',
    createdAt: at,
    data: { fields: ['amount'], attributes: { was, became } },
  });
  const eur = (amount: number) => ({ amount, amountCurrency: 'EUR' });
  const usd = (amount: number) => ({ amount, amountCurrency: 'USD' });
  const withStream = (...list: object[]) =>
    readDeal({ '/stream?': { list: [...STREAM, ...list] } });
  it('did not fall', async () => {
    const facts = factsOf(
      await withStream(
        update('2026-11-01 09:00:00', eur(10_000), eur(9_000)),
        update('2026-11-02 09:00:00', eur(9_000), usd(7_500)),
      ),
    );
    expect(facts.amountMoves?.list).toEqual([]);
    expect(coach(facts).triggered.map(({ signal }) => signal)).not.toContain('amountDown');
    const entries = timeline(facts, { notes: [], prompts: [] });
    const amounts = entries.filter(({ id }) => id.startsWith('amount'));
    expect(amounts).toMatchObject([
      { kind: 'amountCurrency', from: 9_000, to: 7_500, currencies: ['EUR', 'USD'] },
      { kind: 'down', from: 10_000, to: 9_000, currencies: ['EUR', 'EUR'] },
    ]);
  });
  it('falls from the amount in the present currency', async () => {
    const facts = factsOf(
      await withStream(
        update('2026-11-01 09:00:00', eur(90_000), usd(10_000)),
        update('2026-11-02 09:00:00', usd(10_000), usd(7_500)),
      ),
    );
    expect(facts.amountMoves?.list).toMatchObject([{ from: 10_000, to: 7_500 }]);
    expect(coach(facts).triggered.map(({ signal }) => signal)).toContain('amountDown');
  });
});

describe('a deal that is 100 or 0 percent likely in an open stage', () => {
  it.each([0, 100])('%d: it is open, as its stage says', async (probability) => {
    const answers = { [`${ID}/`]: { list: [] }, [ID]: { ...DEAL, probability } };
    expect(known((await readDeal(answers)).fields.status)).toBe('open');
    const list = [{ id: 'd1', name: 'Kiln', stage: 'Proposal', probability }];
    const { win } = espo({ '/opportunities?': { list } }, {}, 'Contact/view');
    const result = ReadResult.parse(await read(win));
    if (!result.ok) throw new Error(result.failure);
    const ref = { crm: 'espocrm', tenant: 't', object: 'contact', id: ID } as const;
    const contact = normalise(result.record, ref, NOW, 'UTC');
    if (contact.kind !== 'contact') throw new Error('no contact');
    expect(known(contact.fields.openDeals)).toMatchObject([{ name: 'Kiln' }]);
  });
});
