import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { coach, dealFacts } from '../../lib/coaching/index.ts';
import { read as readEspo } from '../../lib/crm/readers/espocrm.ts';
import { read as readOdoo } from '../../lib/crm/readers/odoo.ts';
import { known } from '../../lib/model/index.ts';
import { answerIn, dealOf, espoPage, keysOf, odooPage } from '../helpers/crmPage.ts';

/**
 * Responses captured from real servers, outside of the repository. Without them the tests are
 * skipped.
 */
const folder = process.env.SIDELINE_SAMPLES ?? '../shared/samples';
const present = existsSync(join(folder, 'odoo'));
if (!present)
  console.log(
    `No captured samples in ${folder}: the tests against them are skipped. ` +
      'SIDELINE_SAMPLES is the path of another folder.',
  );

const NOW = Date.parse('2026-11-22T01:20:00Z');

/** Invented responses under the names of the captured ones. */
const INVENTED = 'tests/fixtures';
const invented = ['espocrm', 'odoo'].flatMap((crm) =>
  readdirSync(join(INVENTED, crm)).map((name) => `${crm}/${name}`),
);

describe.skipIf(!present)('the answers that we made up', () => {
  it.each(invented.filter((name) => name.endsWith('.json')))(
    '%s has the keys of the captured one',
    (name) => {
      const [made, captured] = [answerIn(INVENTED)(name), answerIn(folder)(name)];
      expect(made.status).toBe(captured.status);
      expect([...keysOf(made.response)].sort()).toEqual([...keysOf(captured.response)].sort());
    },
  );
});

describe.skipIf(!present)('EspoCRM 9.1, captured', () => {
  const espo = (id: string, files: Record<string, string>) =>
    espoPage(join(folder, 'espocrm'), id, files);
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
    const { win, requests } = espo('6b0241f7a18eedbdc', heliograph);
    const deal = dealOf(await readEspo(win), 'espocrm', '6b0241f7a18eedbdc', NOW);
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
    ).toEqual([
      ['call', 'Walk Priya through the revised quote', Date.parse('2026-11-24T14:00:00Z')],
    ]);
    expect(known(fields.activities)?.filter((item) => item.state === 'done').length).toBe(5);
    expect(fields.nextStep).toEqual({ state: 'unseen', why: 'notSupported' });
    expect(deal.viewer).toMatchObject({ crmUserId: '6b0241f4a097544de', name: 'Ben Carter' });
    expect(deal.reading.degraded).toEqual([]);
    const facts = dealFacts({ record: deal }, { ms: NOW, timeZone: 'UTC' }, () => null);
    expect(known(facts.lastActivity)).toBe(Date.parse('2026-11-14T08:00:00Z'));
    expect(facts.position).toBeCloseTo(2 / 3);
    expect(requests.every((line) => line.startsWith('GET '))).toBe(true);
    // A call is planned, so there is nothing to ask.
    expect(coach(facts).triggered.map((item) => item.signal)).toEqual([]);
  });

  it('sorts the stream by time: amounts up twice, and one stage back', async () => {
    const { win } = espo('6b0241f7a18eedbdc', {
      ...heliograph,
      '/stream?': 'api-stream-amount-change.json',
      '/tasks?': 'api-tasks-overdue.json',
    });
    const deal = dealOf(await readEspo(win), 'espocrm', '6b0241f7a18eedbdc', NOW);
    expect(known(deal.fields.amountHistory)?.map(({ from, to }) => [from, to])).toEqual([
      [150_000, 180_000],
      [180_000, 210_000],
    ]);
    expect(known(deal.fields.stageHistory)?.at(-1)).toMatchObject({
      from: 'Proposal',
      to: 'Qualification',
    });
    // An all-day task is due on its day, not at the midnight after it.
    expect(
      known(deal.fields.activities)?.find((item) => item.subject.startsWith('Send reference'))?.due,
    ).toBe('2026-11-19');
  });

  it('counts three moves of a close date', async () => {
    const { win } = espo('6b0241f7a18eedbdc', {
      ...heliograph,
      '/stream?': 'api-stream-closedate-moves.json',
    });
    const deal = dealOf(await readEspo(win), 'espocrm', '6b0241f7a18eedbdc', NOW);
    expect(known(deal.fields.closeDateHistory)?.map(({ from, to }) => [from, to])).toEqual([
      ['2026-10-24', '2026-11-02'],
      ['2026-11-02', '2026-11-12'],
      ['2026-11-12', '2026-11-19'],
    ]);
  });

  it('reports forbidden and missing records', async () => {
    expect(
      await readEspo(espo('6b0241fd616e50c71', { Opportunity: 'api-foreign.json' }).win),
    ).toMatchObject({ ok: false, failure: 'forbidden' });
    expect(
      await readEspo(espo('doesnotexist1234', { Opportunity: 'api-missing.json' }).win),
    ).toMatchObject({ ok: false, failure: 'missing' });
  });
});

describe.skipIf(!present)('Odoo 18, captured', () => {
  const session = { uid: 7, name: 'Ben Carter', username: 'ben.carter@coach.example' };
  const odoo = (lead: string) => odooPage(join(folder, 'odoo'), '/odoo/crm/1', lead, session);

  it('reads every field of the deal', async () => {
    const { win } = odoo('api-lead-web_read.json');
    const deal = dealOf(await readOdoo(win), 'odoo', '1', NOW);
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
    // Finished activities in the chatter count, in every language; the CRM's notifications do not.
    expect(
      facts.done.map(({ kind, at }) => [kind, new Date(at ?? 0).toISOString().slice(0, 10)]),
    ).toEqual([
      ['email', '2026-11-14'],
      ['other', '2026-11-13'],
      ['call', '2026-11-12'],
      ['other', '2026-11-03'],
      ['meeting', '2026-11-02'],
    ]);
    expect(facts.position).toBeCloseTo(2 / 3);
    const { triggered, notEvaluated } = coach(facts);
    expect(triggered.map((item) => item.signal)).toEqual([]);
    expect(notEvaluated).toEqual(
      expect.arrayContaining(['closePushed', 'singleThreaded', 'roleMissing']),
    );
  });

  it('recognises the pipeline’s path without a model, and no record of another app', async () => {
    const base = odoo('api-lead-web_read.json').win;
    const fetch = base.fetch.bind(base);
    const nameless = (url: RequestInfo | URL, init?: RequestInit) =>
      String(url).includes('action/load')
        ? Promise.resolve(
            new Response(
              JSON.stringify({ jsonrpc: '2.0', id: 1, result: { type: 'ir.actions.server' } }),
            ),
          )
        : fetch(url, init);
    expect(await readOdoo({ ...base, fetch: nameless } as unknown as Window)).toMatchObject({
      ok: true,
    });
    const elsewhere = {
      ...base,
      fetch: nameless,
      location: { ...base.location, pathname: '/odoo/action-99/1' },
    } as unknown as Window;
    expect(await readOdoo(elsewhere)).toMatchObject({ ok: false, failure: 'notARecord' });
  });
  it('takes an error inside HTTP 200 for what it is', async () => {
    expect(await readOdoo(odoo('api-lead-web_read-foreign.json').win)).toMatchObject({
      ok: false,
      failure: 'forbidden',
    });
    expect(await readOdoo(odoo('api-lead-web_read-missing.json').win)).toMatchObject({
      ok: false,
      failure: 'missing',
    });
  });
});
