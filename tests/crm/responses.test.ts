import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { coach, dealFacts } from '../../lib/coaching/index.ts';
import { read as readEspo } from '../../lib/crm/readers/espocrm.ts';
import { read as readOdoo } from '../../lib/crm/readers/odoo.ts';
import { known } from '../../lib/model/index.ts';
import { dealOf, espoPage, odooPage } from '../helpers/crmPage.ts';

/** Invented responses with the structure of captured ones: samples.test.ts compares the two. */
const FOLDER = 'tests/fixtures';
const NOW = Date.parse('2027-01-05T08:00:00Z');
const at = (time: string) => Date.parse(`${time}Z`);
interface Move {
  from: unknown;
  to: unknown;
}
const moves = (list: Move[] | undefined) => list?.map(({ from, to }) => [from, to]);

it('there is no answer that no test reads', () => {
  const files = (crm: string) => readdirSync(join(FOLDER, crm)).sort();
  expect(files('odoo')).toEqual([
    'api-activity-search_read.json',
    'api-lead-web_read-foreign.json',
    'api-lead-web_read-missing.json',
    'api-lead-web_read.json',
    'api-stages.json',
    'api-thread-messages.json',
  ]);
  expect(files('espocrm')).toEqual([
    'api-activities.json',
    'api-contacts-roles.json',
    'api-foreign.json',
    'api-history.json',
    'api-metadata-stage.json',
    'api-missing.json',
    'api-opp-cookie-only.json',
    'api-stream-amount-change.json',
    'api-stream-closedate-moves.json',
    'api-stream.json',
    'api-tasks-overdue.json',
    'api-tasks.json',
    'opportunity.html',
  ]);
});

describe('EspoCRM 9.1, made up', () => {
  const ID = '77aa0000000000001';
  const ME = '77aa0000000000003';
  const whole = {
    '/contacts?': 'api-contacts-roles.json',
    '/activities?': 'api-activities.json',
    '/history?': 'api-history.json',
    '/tasks?': 'api-tasks.json',
    '/stream?': 'api-stream.json',
    'Metadata?': 'api-metadata-stage.json',
    [`Opportunity/${ID}`]: 'api-opp-cookie-only.json',
  };
  const espo = (id: string, files: Record<string, string>) =>
    espoPage(join(FOLDER, 'espocrm'), id, files);
  const deal = async (files: Record<string, string>) =>
    dealOf(await readEspo(espo(ID, files).win), 'espocrm', ID, NOW);

  it('reads every field of the deal', async () => {
    const { win, requests } = espo(ID, whole);
    const record = dealOf(await readEspo(win), 'espocrm', ID, NOW);
    const { fields } = record;
    expect(known(fields.name)).toBe('Kiln 4: heat recovery');
    expect(known(fields.account)).toBe('Tessera Tiles');
    expect(known(fields.stage)).toBe('Proposal');
    expect(known(fields.status)).toBe('open');
    expect(known(fields.amount)).toEqual({ amount: 46_500, currency: 'EUR' });
    expect(known(fields.closeDate)).toBe('2027-02-26');
    expect(known(fields.owner)).toEqual({ id: ME, name: 'Imke Sand' });
    expect(known(fields.probability)).toBe(50);
    expect(known(fields.createdAt)).toBe(at('2026-12-01T10:30:00'));
    expect(known(fields.modifiedAt)).toBe(at('2026-12-20T14:15:00'));
    expect(known(fields.stageSince)).toBe(at('2026-12-20T14:15:00'));
    const contacts = known(fields.contacts);
    expect(contacts?.map(({ name, role, title }) => [name, role, title])).toEqual([
      ['Dita Kern', 'Evaluator', 'Shift lead'],
      ['Olu Bankole', 'Decision Maker', 'Plant manager'],
    ]);
    expect(moves(known(fields.stageHistory))).toEqual([
      ['Prospecting', 'Qualification'],
      ['Qualification', 'Proposal'],
    ]);
    expect(known(fields.closeDateHistory)).toEqual([]);
    expect(known(fields.amountHistory)).toEqual([]);
    const activities = known(fields.activities) ?? [];
    const open = activities.filter((item) => item.state === 'open');
    expect(open).toHaveLength(1);
    expect(open[0]).toMatchObject({
      kind: 'call',
      subject: 'Go over the payback with Olu',
      at: at('2027-01-12T09:00:00'),
    });
    expect(activities.filter((item) => item.state === 'done')).toHaveLength(4);
    expect(fields.nextStep).toEqual({ state: 'unseen', why: 'notSupported' });
    expect(record.viewer).toMatchObject({ crmUserId: ME, name: 'Imke Sand' });
    expect(record.reading.degraded).toEqual([]);
    const facts = dealFacts({ record }, { ms: NOW, timeZone: 'UTC' }, () => null);
    expect(known(facts.lastActivity)).toBe(at('2027-01-03T07:45:00'));
    expect(facts.position).toBeCloseTo(2 / 3);
    expect(requests.every((line) => line.startsWith('GET '))).toBe(true);
    // A call is planned, so there is nothing to ask.
    expect(coach(facts).triggered.map((item) => item.signal)).toEqual([]);
  });

  it('sorts the stream by time: amounts up twice, and one stage back', async () => {
    const files = {
      '/stream?': 'api-stream-amount-change.json',
      '/tasks?': 'api-tasks-overdue.json',
    };
    const { fields } = await deal({ ...whole, ...files });
    expect(moves(known(fields.amountHistory))).toEqual([
      [31_000, 39_000],
      [39_000, 46_500],
    ]);
    const back = { from: 'Proposal', to: 'Qualification' };
    expect(known(fields.stageHistory)?.at(-1)).toMatchObject(back);
    // An all-day task is due on its day, not at the midnight after it.
    const task = known(fields.activities)?.find((item) =>
      item.subject.startsWith('Send the drawing'),
    );
    expect(task?.due).toBe('2026-12-30');
  });

  it('counts three moves of a close date', async () => {
    const { fields } = await deal({ ...whole, '/stream?': 'api-stream-closedate-moves.json' });
    expect(moves(known(fields.closeDateHistory))).toEqual([
      ['2026-12-31', '2027-01-15'],
      ['2027-01-15', '2027-01-29'],
      ['2027-01-29', '2027-02-26'],
    ]);
  });

  it('reports forbidden and missing records', async () => {
    const foreign = espo('77aa00000000000f1', { Opportunity: 'api-foreign.json' });
    expect(await readEspo(foreign.win)).toMatchObject({ ok: false, failure: 'forbidden' });
    const missing = espo('77aa00000000000f2', { Opportunity: 'api-missing.json' });
    expect(await readEspo(missing.win)).toMatchObject({ ok: false, failure: 'missing' });
  });
});

describe('Odoo 18, made up', () => {
  const session = { uid: 12, name: 'Imke Sand', username: 'imke.sand@kilnworks.example' };
  const LEAD = 'api-lead-web_read.json';
  const folder = join(FOLDER, 'odoo');
  const odoo = (lead = LEAD, path = '/odoo/crm/31') => odooPage(folder, path, lead, session).win;
  /** The same page, with an action that has no model. */
  function nameless(page: Window): Window {
    const fetch = page.fetch.bind(page);
    const answer = JSON.stringify({ jsonrpc: '2.0', id: 1, result: { type: 'ir.actions.server' } });
    const own = async (url: RequestInfo | URL, init?: RequestInit) => {
      return String(url).includes('action/load') ? new Response(answer) : fetch(url, init);
    };
    return { ...page, fetch: own } as unknown as Window;
  }

  it('reads every field of the deal', async () => {
    const record = dealOf(await readOdoo(odoo()), 'odoo', '31', NOW);
    const { fields } = record;
    expect(known(fields.name)).toBe('Kiln 4: heat recovery');
    expect(known(fields.stage)).toBe('Proposition');
    expect(known(fields.status)).toBe('open');
    expect(known(fields.amount)).toEqual({ amount: 46_500, currency: 'EUR' });
    expect(known(fields.closeDate)).toBe('2027-02-26');
    expect(known(fields.owner)).toEqual({ id: '12', name: 'Imke Sand' });
    expect(known(fields.stageSince)).toBe(at('2026-12-20T14:15:00'));
    expect(known(fields.nextStep)).toBe('Go over the payback with Olu');
    expect(known(fields.nextStepDate)).toBe('2027-01-12');
    const stages = known(fields.stages)?.filter((stage) => stage.kind === 'open');
    expect(stages?.map((stage) => stage.name)).toEqual([
      'New',
      'Qualified',
      'Proposition',
      'Site visit',
    ]);
    expect(moves(known(fields.stageHistory))).toEqual([
      ['New', 'Qualified'],
      ['Qualified', 'Proposition'],
    ]);
    expect(fields.closeDateHistory.state, 'Odoo keeps no history of the date').toBe('unseen');
    const facts = dealFacts({ record }, { ms: NOW, timeZone: 'UTC' }, () => null);
    expect(known(facts.lastActivity)).toBe(at('2027-01-03T07:45:00'));
    // Finished activities in the chatter count; the CRM's notifications do not.
    const done = facts.done.map((item) => [
      item.kind,
      new Date(item.at ?? 0).toISOString().slice(0, 10),
    ]);
    expect(done).toEqual([
      ['email', '2027-01-03'],
      ['other', '2026-12-19'],
      ['call', '2026-12-17'],
      ['other', '2026-12-12'],
      ['meeting', '2026-12-10'],
    ]);
    expect(facts.position).toBeCloseTo(2 / 3);
    const { triggered, notEvaluated } = coach(facts);
    expect(triggered.map((item) => item.signal)).toEqual([]);
    expect(notEvaluated).toEqual(
      expect.arrayContaining(['closePushed', 'singleThreaded', 'roleMissing']),
    );
  });

  it('recognises the pipeline’s path without a model, and no path of another app', async () => {
    expect(await readOdoo(nameless(odoo()))).toMatchObject({ ok: true });
    const elsewhere = nameless(odoo(LEAD, '/odoo/action-99/31'));
    expect(await readOdoo(elsewhere)).toMatchObject({ ok: false, failure: 'notARecord' });
  });

  it('takes an error inside HTTP 200 for what it is', async () => {
    const foreign = await readOdoo(odoo('api-lead-web_read-foreign.json'));
    expect(foreign).toMatchObject({ ok: false, failure: 'forbidden' });
    const missing = await readOdoo(odoo('api-lead-web_read-missing.json'));
    expect(missing).toMatchObject({ ok: false, failure: 'missing' });
  });
});
