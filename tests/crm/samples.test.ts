import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { coach, dealFacts } from '../../lib/coaching/index.ts';
import { normalise } from '../../lib/crm/index.ts';
import { read as readEspo } from '../../lib/crm/readers/espocrm.ts';
import { read as readOdoo } from '../../lib/crm/readers/odoo.ts';
import { type CrmRecord, known, ReadResult } from '../../lib/model/index.ts';

/** Answers captured from real servers, read where they lie. Without them these tests are skipped, and counted as such. */
const folder = process.env.SIDELINE_SAMPLES ?? '../shared/samples';
const present = existsSync(join(folder, 'odoo'));
if (!present) console.log(`No captured samples in ${folder}: the tests against them are skipped. SIDELINE_SAMPLES names another folder.`);

interface Captured {
  request: { url?: string; path?: string; params?: Record<string, unknown> };
  status: number;
  response: unknown;
}
const sample = (name: string): Captured => JSON.parse(readFileSync(join(folder, name), 'utf8'));

const NOW = Date.parse('2026-11-22T01:20:00Z');

function reply(captured: Captured): Response {
  return new Response(captured.response === '' ? '' : JSON.stringify(captured.response), { status: captured.status, headers: { 'content-type': 'application/json' } });
}

/** A window that answers requests from captured files and remembers what was asked. */
function page(href: string, html: string, answer: (url: string, body: Record<string, unknown> | null) => Captured | null) {
  const asked: string[] = [];
  const document = {
    documentElement: { lang: '' },
    querySelector: () => (html.includes('User/view/6b0241f4a097544de') ? { getAttribute: () => '#User/view/6b0241f4a097544de', textContent: 'Ben Carter' } : null),
  };
  const url = new URL(href);
  const win = {
    location: { href, hash: url.hash, pathname: url.pathname, search: url.search, host: url.host },
    document,
    DOMParser: class {
      parseFromString(text: string) {
        return { body: { textContent: text.replace(/<[^>]*>/g, ' ') } };
      }
    },
    fetch: async (path: string, init: RequestInit) => {
      asked.push(`${init.method} ${path}`);
      const found = answer(path, init.body ? JSON.parse(String(init.body)).params : null);
      return found ? reply(found) : new Response('', { status: 404 });
    },
  };
  return { win: win as unknown as Window, asked };
}

async function record(result: unknown, crm: 'odoo' | 'espocrm', id: string): Promise<CrmRecord> {
  const parsed = ReadResult.parse(result);
  if (!parsed.ok) throw new Error(`${parsed.failure}: ${parsed.detail}`);
  return normalise(parsed.record, { crm, tenant: 't', object: 'deal', id }, NOW, 'UTC');
}

describe.skipIf(!present)('EspoCRM 9.1, captured', () => {
  const espo = (id: string, files: Record<string, string>) =>
    page(`http://crm.test/#Opportunity/view/${id}`, readFileSync(join(folder, 'espocrm/opportunity.html'), 'utf8'), (url) => {
      const key = Object.keys(files).find((part) => url.includes(part));
      return key ? sample(`espocrm/${files[key]}`) : null;
    });
  const heliograph = {
    '/contacts?': 'api-contacts-roles.json',
    '/activities?': 'api-activities.json',
    '/history?': 'api-history.json',
    '/tasks?': 'api-tasks.json',
    '/stream?': 'api-stream.json',
    'Metadata?': 'api-metadata-stage.json',
    'Opportunity/6b0241f7a18eedbdc': 'api-opp-cookie-only.json',
  };

  it('reads every field of the deal', async () => {
    const { win, asked } = espo('6b0241f7a18eedbdc', heliograph);
    const deal = await record(await readEspo(win), 'espocrm', '6b0241f7a18eedbdc');
    if (deal.kind !== 'deal') throw new Error('no deal');
    const { fields } = deal;
    expect(known(fields.name)).toBe('Heliograph: plant floor analytics');
    expect(known(fields.account)).toBe('Heliograph Robotics');
    expect(known(fields.stage)).toBe('Proposal');
    expect(known(fields.status)).toBe('open');
    expect(known(fields.amount)).toEqual({ amount: 84_000, currency: 'USD' });
    expect(known(fields.closeDate)).toBe('2026-12-16');
    expect(known(fields.owner)).toEqual({ id: '6b0241f4a097544de', name: 'Ben Carter' });
    expect(known(fields.probability)).toBe(50);
    expect(known(fields.createdAt)).toBe(Date.parse('2026-10-07T09:00:00Z'));
    expect(known(fields.modifiedAt)).toBe(Date.parse('2026-11-13T15:00:00Z'));
    expect(known(fields.stageSince)).toBe(Date.parse('2026-11-13T15:00:00Z'));
    expect(known(fields.contacts)?.map(({ name, role, title }) => [name, role, title])).toEqual([
      ['Tom Whitlock', 'Evaluator', 'IT Manager'],
      ['Priya Raman', 'Decision Maker', 'VP Operations'],
    ]);
    expect(known(fields.stageHistory)?.map(({ from, to }) => [from, to])).toEqual([
      ['Prospecting', 'Qualification'],
      ['Qualification', 'Proposal'],
    ]);
    expect(known(fields.closeDateHistory)).toEqual([]);
    expect(known(fields.amountHistory)).toEqual([]);
    expect(
      known(fields.activities)
        ?.filter((item) => item.state === 'open')
        .map(({ kind, subject, at }) => [kind, subject, at]),
    ).toEqual([['call', 'Walk Priya through the revised quote', Date.parse('2026-11-24T14:00:00Z')]]);
    expect(known(fields.activities)?.filter((item) => item.state === 'done').length).toBe(3);
    expect(fields.nextStep).toEqual({ state: 'unseen', why: 'notSupported' });
    expect(deal.viewer).toMatchObject({ crmUserId: '6b0241f4a097544de', name: 'Ben Carter' });
    expect(deal.reading.degraded).toEqual([]);
    const facts = dealFacts({ record: deal }, { ms: NOW, timeZone: 'UTC' }, () => null);
    expect(known(facts.lastActivity)).toBe(Date.parse('2026-11-14T08:00:00Z'));
    expect(facts.position).toBeCloseTo(2 / 3);
    expect(asked.every((line) => line.startsWith('GET '))).toBe(true);
    expect(coach(facts).raised.map((item) => item.signal)).toEqual(['noMeeting']); // a call is planned, but no meeting
  });

  it('sorts the stream by time: amounts up twice, and one stage back', async () => {
    const { win } = espo('6b0241f7a18eedbdc', { ...heliograph, '/stream?': 'api-stream-amount-change.json', '/tasks?': 'api-tasks-overdue.json' });
    const deal = await record(await readEspo(win), 'espocrm', '6b0241f7a18eedbdc');
    if (deal.kind !== 'deal') throw new Error('no deal');
    expect(known(deal.fields.amountHistory)?.map(({ from, to }) => [from, to])).toEqual([
      [150_000, 180_000],
      [180_000, 210_000],
    ]);
    expect(known(deal.fields.stageHistory)?.at(-1)).toMatchObject({ from: 'Proposal', to: 'Qualification' });
    // An all-day task is due on its day, not at the midnight after it.
    expect(known(deal.fields.activities)?.find((item) => item.subject.startsWith('Send reference'))?.due).toBe('2026-11-19');
  });

  it('counts three moves of a close date', async () => {
    const { win } = espo('6b0241f7a18eedbdc', { ...heliograph, '/stream?': 'api-stream-closedate-moves.json' });
    const deal = await record(await readEspo(win), 'espocrm', '6b0241f7a18eedbdc');
    if (deal.kind !== 'deal') throw new Error('no deal');
    expect(known(deal.fields.closeDateHistory)?.map(({ from, to }) => [from, to])).toEqual([
      ['2026-10-24', '2026-11-02'],
      ['2026-11-02', '2026-11-12'],
      ['2026-11-12', '2026-11-19'],
    ]);
  });

  it('says forbidden and missing', async () => {
    expect(await readEspo(espo('6b0241fd616e50c71', { Opportunity: 'api-foreign.json' }).win)).toMatchObject({ ok: false, failure: 'forbidden' });
    expect(await readEspo(espo('doesnotexist1234', { Opportunity: 'api-missing.json' }).win)).toMatchObject({ ok: false, failure: 'missing' });
  });
});

describe.skipIf(!present)('Odoo 18, captured', () => {
  const session = {
    request: {},
    status: 200,
    response: { jsonrpc: '2.0', id: 1, result: { uid: 7, name: 'Ben Carter', username: 'ben.carter@coach.example', user_context: { lang: 'en_US', tz: 'UTC' } } },
  };
  const action = { request: {}, status: 200, response: { jsonrpc: '2.0', id: 1, result: { res_model: 'crm.lead' } } };
  const odoo = (lead: string, messages = 'api-thread-messages.json') =>
    page('http://odoo.test/odoo/crm/1', '', (url) => {
      if (url.includes('get_session_info')) return session;
      if (url.includes('action/load')) return action;
      if (url.includes('crm.lead/web_read')) return sample(`odoo/${lead}`);
      if (url.includes('crm.stage')) return sample('odoo/api-stages.json');
      if (url.includes('mail.activity')) return sample('odoo/api-activity-search_read.json');
      return url.includes('thread/messages') ? sample(`odoo/${messages}`) : null;
    });

  it('reads every field of the deal', async () => {
    const { win } = odoo('api-lead-web_read.json');
    const deal = await record(await readOdoo(win), 'odoo', '1');
    if (deal.kind !== 'deal') throw new Error('no deal');
    const { fields } = deal;
    expect(known(fields.name)).toBe('Heliograph: plant floor analytics');
    expect(known(fields.stage)).toBe('Proposition');
    expect(known(fields.status)).toBe('open');
    expect(known(fields.amount)).toEqual({ amount: 84_000, currency: 'USD' });
    expect(known(fields.closeDate)).toBe('2026-12-16');
    expect(known(fields.owner)).toEqual({ id: '7', name: 'Ben Carter' });
    expect(known(fields.stageSince)).toBe(Date.parse('2026-11-13T15:00:00Z'));
    expect(known(fields.nextStep)).toBe('Walk Priya through the revised quote');
    expect(known(fields.nextStepDate)).toBe('2026-11-24');
    expect(
      known(fields.stages)
        ?.filter((stage) => stage.kind === 'open')
        .map((stage) => stage.name),
    ).toEqual(['New', 'Qualified', 'Proposition', 'Negotiation']);
    expect(known(fields.stageHistory)?.map(({ from, to }) => [from, to])).toEqual([
      ['New', 'Qualified'],
      ['Qualified', 'Proposition'],
    ]);
    expect(fields.closeDateHistory.state, 'Odoo keeps no history of the date').toBe('unseen');
    const facts = dealFacts({ record: deal }, { ms: NOW, timeZone: 'UTC' }, () => null);
    expect(known(facts.lastActivity)).toBe(Date.parse('2026-11-14T08:00:00Z'));
    // What the chatter calls done counts, whatever language it says it in; what the CRM says to itself does not.
    expect(facts.done.map(({ kind, at }) => [kind, new Date(at ?? 0).toISOString().slice(0, 10)])).toEqual([
      ['email', '2026-11-14'],
      ['other', '2026-11-13'],
      ['call', '2026-11-12'],
      ['other', '2026-11-03'],
      ['meeting', '2026-11-02'],
    ]);
    expect(facts.position).toBeCloseTo(2 / 3);
    const { raised, silent } = coach(facts);
    expect(raised.map((item) => item.signal)).toEqual(['noMeeting']);
    expect(silent).toEqual(expect.arrayContaining(['closePushed', 'singleThreaded', 'roleMissing']));
  });

  it('knows the pipeline’s own path where its action names no model, and asks for no record behind another app’s', async () => {
    const base = odoo('api-lead-web_read.json').win;
    const fetch = base.fetch.bind(base);
    const nameless = (url: RequestInfo | URL, init?: RequestInit) =>
      String(url).includes('action/load') ? Promise.resolve(new Response(JSON.stringify({ jsonrpc: '2.0', id: 1, result: { type: 'ir.actions.server' } }))) : fetch(url, init);
    expect(await readOdoo({ ...base, fetch: nameless } as unknown as Window)).toMatchObject({ ok: true });
    const elsewhere = { ...base, fetch: nameless, location: { ...base.location, pathname: '/odoo/action-99/1' } } as unknown as Window;
    expect(await readOdoo(elsewhere)).toMatchObject({ ok: false, failure: 'notARecord' });
  });
  it('takes an error inside HTTP 200 for what it is', async () => {
    expect(await readOdoo(odoo('api-lead-web_read-foreign.json').win)).toMatchObject({ ok: false, failure: 'forbidden' });
    expect(await readOdoo(odoo('api-lead-web_read-missing.json').win)).toMatchObject({ ok: false, failure: 'missing' });
  });
});
