import { beforeEach, describe, expect, it } from 'vitest';
import type { Deal } from '../../demo/deal.ts';
import { createEmulatorState, type EmulatorState, moveStage } from '../../demo/state.ts';
import { dealFacts } from '../../lib/coaching/index.ts';
import { normalise } from '../../lib/crm/index.ts';
import { companiesIn } from '../../lib/crm/readers/odooCalls.ts';
import { optionalList, written } from '../../lib/crm/readers/shape.ts';
import { type CrmRecord, type DealRecord, known } from '../../lib/model/index.ts';
import { nowOn } from '../../lib/view/viewer.ts';
import {
  type EmulatedCrm,
  emulatorPage,
  type PageOptions,
  readEmulated,
} from '../helpers/emulatorPage.ts';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const crms = ['espocrm', 'odoo'] as const;
/** A deal without a reading's own activities. */
const QUIET = 1;

let state: EmulatorState;
let deal: Deal;
beforeEach(() => {
  state = createEmulatorState(NOW);
  state.now = () => NOW;
  deal = state.deals[QUIET - 1] as Deal;
  Object.assign(deal, { done: [], planned: [], posts: [] });
});

const hex = (kind: string, n: number) => kind + n.toString(16).padStart(16, '0');
const addresses = {
  espocrm: {
    deal: (n: number) => `/#Opportunity/view/${hex('d', n)}`,
    contact: (n: number) => `/#Contact/view/${hex('c', n * 10)}`,
  },
  odoo: {
    deal: (n: number) => `/odoo/crm/${n}`,
    contact: (n: number) => `/odoo/contacts/${n * 20 + 101}`,
  },
};

async function recordOf(
  crm: EmulatedCrm,
  object: 'deal' | 'contact',
  options: PageOptions & { at?: number; n?: number; address?: string } = {},
): Promise<CrmRecord> {
  const { at = NOW, n = QUIET, address = addresses[crm][object](n), ...page } = options;
  const { result } = await readEmulated(crm, state, address, page);
  if (!result.ok) throw new Error(`${result.failure}: ${result.detail}`);
  return normalise(result.record, { crm, tenant: 't', object, id: result.record.id }, at, 'UTC');
}
function factsOf(record: CrmRecord, ms = NOW) {
  if (record.kind !== 'deal') throw new Error('no deal');
  const now = nowOn({ ms, timeZone: 'UTC' }, record.reading);
  return dealFacts({ record }, now, () => null);
}
const doneOn = (record: CrmRecord) =>
  known(record.fields.activities)?.filter((item) => item.state === 'done');

describe.each(crms)('what was said in %s', (crm) => {
  it('a stage that is changed now has the moment of the change, at every hour', async () => {
    for (const hours of [0.2, 6, 11.9]) {
      const at = NOW + hours * HOUR;
      state.now = () => at;
      moveStage(state, deal, deal.stage === 0 ? 1 : 0);
      const facts = factsOf(await recordOf(crm, 'deal', { at }), at);
      expect(facts.stageMoves?.list.map((move) => move.at)).toContain(at);
    }
  });

  it('a post on the deal is its last activity, and its text is read to the end', async () => {
    const at = NOW - 12 * DAY;
    const long = `${'The site visit went well. '.repeat(40)}They also talk to Frostline.`;
    deal.posts = [[at, long]];
    const facts = factsOf(await recordOf(crm, 'deal'));
    expect(known(facts.lastActivity)).toBe(at);
    expect(facts.texts?.[0]?.text).toContain('Frostline');
    expect(facts.done[0]?.subject.length).toBeLessThanOrEqual(300);
  });
  it('a deal on which nothing was said has “none”', async () => {
    expect(factsOf(await recordOf(crm, 'deal')).lastActivity.state).toBe('empty');
  });
  it('the description of a deal is text as old as the deal, and no activity', async () => {
    deal.description = 'They compare us with Frostline.';
    const facts = factsOf(await recordOf(crm, 'deal'));
    expect(facts.texts?.map(({ text }) => text)).toEqual([deal.description]);
    expect(facts.texts?.[0]?.at).toBe(known(facts.fields.createdAt));
    expect(facts.lastActivity.state).toBe('empty');
  });
  it('an empty description is no text', async () => {
    expect(factsOf(await recordOf(crm, 'deal')).texts).toEqual([]);
  });
  it('a contact’s last activity includes what was said on the deals', async () => {
    deal.posts = [[NOW - 8 * DAY, 'Ruth wrote that she will read it.']];
    const done = doneOn(await recordOf(crm, 'contact'));
    expect(done?.map((item) => item.at)).toEqual([NOW - 8 * DAY]);
    expect(done?.[0]?.subject).toContain('Ruth wrote');
  });
  it('a contact without anything has “none”', async () => {
    expect(doneOn(await recordOf(crm, 'contact'))).toEqual([]);
  });
});

describe.each(crms)('a clock that differs from %s', (crm) => {
  const date = new Date(NOW).toUTCString();
  it.each([
    ['right', 0],
    ['ten minutes behind', -10 * 60_000],
    ['a day behind', -DAY],
    ['ten minutes ahead', 10 * 60_000],
    ['a month ahead', 30 * DAY],
  ])('%s: what was logged now counts now', async (_, off) => {
    deal.posts = [[NOW, 'Called Ruth just now.']];
    const record = await recordOf(crm, 'deal', { at: NOW + off, date });
    // The panel's clock ticks once a minute: it can be that much older than the reading.
    const facts = factsOf(record, NOW + off - 59_000);
    expect(known(facts.lastActivity)).toBe(NOW);
    expect(facts.day).toBe('2026-11-22');
  });
  it('set right after the reading: the time is right', async () => {
    const ahead = await recordOf(crm, 'deal', { at: NOW + HOUR, date });
    const later = NOW + 2 * HOUR;
    expect(nowOn({ ms: later, timeZone: 'UTC' }, ahead.reading).ms).toBeLessThanOrEqual(later);
    expect(nowOn({ ms: later, timeZone: 'UTC' }, ahead.reading).ms).toBeGreaterThanOrEqual(NOW);
  });
});
it('without the CRM’s clock, now is at least the moment of the reading', () => {
  const now = { ms: NOW, timeZone: 'UTC' };
  expect(nowOn(now, { at: NOW + 40_000 }).ms).toBe(NOW + 40_000);
  expect(nowOn(now, { at: NOW - 40_000 })).toBe(now);
  expect(nowOn(now, { at: NOW + DAY }), 'the clock was set back').toBe(now);
  expect(nowOn(now, undefined)).toBe(now);
});

describe.each(crms)('a session of %s that ends during the reading', (crm) => {
  it.each(['deal', 'contact'] as const)('fails the whole reading of a %s', async (object) => {
    const address = addresses[crm][object](QUIET);
    const { requests } = await readEmulated(crm, state, address);
    expect(requests.length).toBeGreaterThan(4);
    for (let answers = 0; answers < requests.length; answers += 1) {
      state.answersLeft = answers;
      const { result } = await readEmulated(crm, state, address);
      expect(result, `after ${answers} answers`).toMatchObject({ ok: false, failure: 'signedOut' });
    }
    state.answersLeft = requests.length;
    expect((await readEmulated(crm, state, address)).result.ok).toBe(true);
  });
  it('a network that ends fails it too', async () => {
    let answers = 0;
    const before = () => {
      answers += 1;
      if (answers > 4) throw new TypeError('Failed to fetch');
    };
    const { result } = await readEmulated(crm, state, addresses[crm].deal(QUIET), { before });
    expect(result).toMatchObject({ ok: false, failure: 'unreachable' });
  });
});

/** Answers requests in rounds: all that wait are answered together. @returns the rounds. */
async function roundsOf(crm: EmulatedCrm, address: string): Promise<number> {
  let waiting: (() => void)[] = [];
  const before = () => new Promise<void>((go) => void waiting.push(go));
  let isRead = false;
  const reading = readEmulated(crm, state, address, { before }).then(({ result }) => {
    isRead = true;
    return result;
  });
  let rounds = 0;
  for (; !isRead; await new Promise((turn) => setImmediate(turn))) {
    if (waiting.length === 0) continue;
    rounds += 1;
    const round = waiting;
    waiting = [];
    for (const go of round) go();
  }
  expect((await reading).ok).toBe(true);
  return rounds;
}
describe('rounds of requests', () => {
  it.each([
    ['espocrm', 'deal', 1],
    ['espocrm', 'contact', 2],
    ['odoo', 'deal', 2],
    ['odoo', 'contact', 3],
  ] as const)('%s needs for a %s: %i', async (crm, object, rounds) => {
    expect(await roundsOf(crm, addresses[crm][object](QUIET))).toBe(rounds);
  });
});

describe('Odoo’s companies', () => {
  const SECOND = 10;
  it('a record of another company is read with the companies that are switched on', async () => {
    const address = addresses.odoo.deal(SECOND);
    const { result } = await readEmulated('odoo', state, address);
    expect(result).toMatchObject({ ok: false, failure: 'forbidden' });
    const { result: read } = await readEmulated('odoo', state, address, { cookie: 'cids=2-1' });
    expect(read.ok).toBe(true);
  });
  it('a company has the deals of its people, and what was done there', async () => {
    const open = async (of: number) => {
      const { fields } = await recordOf('odoo', 'contact', { address: `/odoo/contacts/${of}` });
      if (!('openDeals' in fields)) throw new Error('no contact');
      const done = known(fields.activities)?.map(({ id }) => id);
      return [known(fields.openDeals)?.map(({ id }) => id), done];
    };
    deal.done = [[3, 'Call', 'Budget']];
    const [company, person] = [QUIET * 20 + 100, QUIET * 20 + 101];
    const [deals, done] = await open(company);
    expect(deals).toEqual([String(QUIET)]);
    expect(done).toHaveLength(1);
    expect(await open(person)).toEqual([deals, done]);
  });
  it.each([
    ['cids=2-1', [2, 1]],
    ['a=b; cids=3', [3]],
    ['cids="1,2"; x=y', [1, 2]],
    ['xcids=2', undefined],
    ['cids=', undefined],
    ['cids=2-one', undefined],
    ['', undefined],
  ])('are in the cookie %j', (cookie, ids) => expect(companiesIn(cookie)).toEqual(ids));
});

describe('who is signed in to EspoCRM', () => {
  const page = (options: PageOptions) =>
    readEmulated('espocrm', state, addresses.espocrm.deal(QUIET), options);
  const BAR = '<div class="navbar"><a href="#User/view/a0000000000000009">Ines</a></div>';

  it('is known before the page has drawn its bar', async () => {
    const { result } = await page({ as: 'tomas' });
    expect(result).toMatchObject({
      record: { viewer: { id: hex('a', 2), name: 'Tomas Lindqvist' } },
    });
    expect(result.ok && result.record.viewerLoading).toBeFalsy();
  });
  const refuse = (path: string) => {
    if (path.includes('/User?')) throw Object.assign(new Error(), { name: 'TimeoutError' });
  };
  it('comes from the bar where the list of users does not answer', async () => {
    const { result } = await page({ before: refuse, html: BAR });
    expect(result).toMatchObject({ record: { viewer: { id: 'a0000000000000009', name: 'Ines' } } });
  });
  it('is still loading while there is neither', async () => {
    const { win } = emulatorPage('espocrm', state, addresses.espocrm.deal(QUIET), {
      before: refuse,
    });
    const young = { ...win, performance: { now: () => 3000 } } as unknown as Window;
    const { read } = await import('../../lib/crm/readers/espocrm.ts');
    expect(await read(young)).toMatchObject({ record: { viewerLoading: true } });
    const old = { ...win, performance: { now: () => 9000 } } as unknown as Window;
    const result = await read(old);
    expect(result.ok && result.record.viewerLoading).toBe(undefined);
  });
});

describe('why a value is missing', () => {
  const failing = (part: string) => (path: string) => {
    if (path.includes(part)) throw Object.assign(new Error(), { name: 'TimeoutError' });
  };
  it('a list that did not answer is not one that the CRM cannot keep', async () => {
    const { fields } = await recordOf('espocrm', 'deal', { before: failing('/stream') });
    for (const name of ['stageHistory', 'closeDateHistory', 'amountHistory', 'stageSince'] as const)
      expect(fields, name).toMatchObject({ [name]: { state: 'unseen', why: 'unparsed' } });
    const odoo = await recordOf('odoo', 'deal', { before: failing('mail.activity') });
    expect(odoo.fields).toMatchObject({ nextStep: { state: 'unseen', why: 'unparsed' } });
    expect(odoo.fields).toMatchObject({ closeDateHistory: { why: 'notSupported' } });
  });
  it('without the stream, an empty history does not say “none”', async () => {
    const facts = factsOf(await recordOf('espocrm', 'deal', { before: failing('/stream') }));
    expect(facts.lastActivity).toEqual({ state: 'unseen', why: 'notVisible' });
  });
  it('a field that the role may not see is “no access”, not a changed page', async () => {
    const { win } = emulatorPage('espocrm', state, addresses.espocrm.deal(QUIET));
    const fetch = win.fetch.bind(win);
    const own = async (path: string, init: RequestInit) => {
      const response = await fetch(path, init);
      if (!/Opportunity\/\w+$/.test(path)) return response;
      const { amount: _, ...rest } = (await response.json()) as Record<string, unknown>;
      return new Response(JSON.stringify(rest));
    };
    const { read } = await import('../../lib/crm/readers/espocrm.ts');
    const result = await read({ ...win, fetch: own } as unknown as Window);
    if (!result.ok) throw new Error(result.failure);
    const ref = { crm: 'espocrm', tenant: 't', object: 'deal', id: result.record.id } as const;
    const record = normalise(result.record, ref, NOW, 'UTC');
    expect(record.fields).toMatchObject({ amount: { state: 'unseen', why: 'forbidden' } });
    expect(record.reading.degraded).toEqual([]);
  });
  it('an unknown error fails its list only', async () => {
    const list = await optionalList(Promise.reject(new Error('what?')));
    expect(list).toEqual({ source: 'api', items: [], failed: true });
  });
});

it('a text is a short subject, and the whole where that is more', () => {
  expect(written('Re: quote')).toEqual({ subject: 'Re: quote', text: null });
  expect(written(null, 'Called.')).toEqual({ subject: 'Called.', text: null });
  expect(written('Re: quote', 'Fine.')).toEqual({ subject: 'Re: quote', text: 'Re: quote\nFine.' });
  const long = written('a'.repeat(5000));
  expect([long.subject.length, long.text?.length]).toEqual([300, 4000]);
});

describe('what the emulator of EspoCRM learned from a real one', () => {
  const fieldsOf = async () => (await recordOf('espocrm', 'deal')).fields as DealRecord['fields'];
  it('fields of the company’s own', async () => {
    deal.ownFields = { cNextStep: 'Send the contract', cNextStepDate: '2026-12-01' };
    const fields = await fieldsOf();
    expect(known(fields.nextStep)).toBe('Send the contract');
    expect(known(fields.nextStepDate)).toBe('2026-12-01');
  });
  it('amounts in another currency', async () => {
    deal.currency = 'USD';
    deal.amounts = [[3, 9_000, 7_500, 'EUR']];
    expect(known((await fieldsOf()).amountHistory)).toMatchObject([
      { from: 9_000, to: 7_500, fromCurrency: 'EUR', toCurrency: 'USD' },
    ]);
  });
  it('a zone of the system', async () => {
    state.settings.timeZone = 'Asia/Tokyo';
    expect((await recordOf('espocrm', 'deal')).reading.timeZone).toBe('Asia/Tokyo');
  });
  it('a role without activities', async () => {
    state.refused = 'Activities/';
    expect((await fieldsOf()).activities).toMatchObject({ state: 'unseen', why: 'forbidden' });
    deal.posts = [[NOW - 8 * DAY, 'Met Ruth.']];
    expect(known((await fieldsOf()).activities)?.map(({ subject }) => subject)).toEqual([
      'Met Ruth.',
    ]);
  });
});
