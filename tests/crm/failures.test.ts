// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createEmulatorState, type EmulatorState } from '../../demo/state.ts';
import { normalise } from '../../lib/crm/index.ts';
import { LOADED_MS } from '../../lib/crm/readers/dom.ts';
import { read as readDynamics } from '../../lib/crm/readers/dynamics.ts';
import { read as readHubspot } from '../../lib/crm/readers/hubspot.ts';
import { read as readSalesforce } from '../../lib/crm/readers/salesforce.ts';
import { ReadResult, type RecordRef } from '../../lib/model/index.ts';
import { type EmulatedCrm, type PageOptions, readEmulated } from '../helpers/emulatorPage.ts';
import { onScreenUnlessHidden, page } from '../helpers/pageReader.ts';

// What each reader makes of a record that it does not get, or gets late. The titles are cells of
// the matrix (matrix.ts).

const NOW = Date.parse('2026-11-22T12:00:00Z');
let state: EmulatorState;
beforeEach(() => {
  state = createEmulatorState(NOW);
});
onScreenUnlessHidden();

const paths = {
  espocrm: (n: number) => `/#Opportunity/view/d${n.toString(16).padStart(16, '0')}`,
  odoo: (n: number) => `/odoo/crm/${n}`,
};
const emulated = async (crm: EmulatedCrm, n: number, options: PageOptions = {}) =>
  (await readEmulated(crm, state, paths[crm](n), options)).result;

/** A request that takes longer than the reader waits. */
const tooLate = () => {
  throw Object.assign(new Error('signal timed out'), { name: 'TimeoutError' });
};
const late = (part: RegExp) => (path: string) => {
  if (part.test(path)) tooLate();
};

const GUID = '0a1b2c3d-1111-4222-8333-abcdefabcdef';
/** Dynamics, which answers with these statuses; 0: not in time. */
async function dynamics(statusOf: (path: string) => number): Promise<ReadResult> {
  const win = page(`/main.aspx?pagetype=entityrecord&etn=opportunity&id=${GUID}`, '', 'en-GB');
  vi.spyOn(win, 'fetch').mockImplementation(async (url) => {
    const status = statusOf(String(url));
    if (status === 0) tooLate();
    const record = { name: 'Depot scheduling', stepname: '2-Develop', statecode: 0, value: [] };
    return new Response(JSON.stringify(record), { status });
  });
  return ReadResult.parse(await readDynamics(win));
}
const isRecord = (path: string) => path.includes('opportunities(');
const isActivities = (path: string) => path.includes('activitypointers');

/** A page without a record on it: the vendor’s own message, or nothing yet. */
async function empty(
  read: (win: Window) => Promise<ReadResult>,
  path: string,
  age: number,
): Promise<ReadResult> {
  const win = page(path, '<main><p>This page isn’t available.</p></main>', 'en-US');
  const now = performance.now();
  vi.spyOn(performance, 'now').mockReturnValue(now + age);
  return ReadResult.parse(await read(win));
}
const SALESFORCE = '/lightning/r/Opportunity/0065g00000ABCDEAA5/view';
const HUBSPOT = '/contacts/123/record/0-3/456';
/** Every field of the result, as the panel gets it. */
function fieldsOf(result: ReadResult, crm: RecordRef['crm']) {
  if (!result.ok) throw new Error(result.failure);
  const ref: RecordRef = { crm, tenant: 't', object: 'deal', id: result.record.id };
  return normalise(result.record, ref, NOW, 'UTC').fields;
}
/** No value, no “none” and no “not in this CRM”: the page proves nothing. */
function expectNothing(result: ReadResult, crm: RecordRef['crm']): void {
  for (const [name, field] of Object.entries(fieldsOf(result, crm)))
    expect(field, name).toMatchObject({ state: 'unseen', why: 'notVisible' });
}

describe('a forbidden record', () => {
  const failure = 'forbidden';
  it('EspoCRM refuses with status 403', async () =>
    expect(await emulated('espocrm', 9, { as: 'tomas' })).toMatchObject({ failure }));
  it('Odoo refuses with an AccessError inside status 200', async () =>
    expect(await emulated('odoo', 9, { as: 'tomas' })).toMatchObject({ failure }));
  it('Dynamics 365 refuses with status 403', async () =>
    expect(await dynamics((path) => (isRecord(path) ? 403 : 200))).toMatchObject({ failure }));
  it('Salesforce shows a page without the record: nothing is read', async () =>
    expectNothing(await empty(readSalesforce, SALESFORCE, LOADED_MS + 1), 'salesforce'));
  it('HubSpot shows a page without the record: nothing is read', async () =>
    expectNothing(await empty(readHubspot, HUBSPOT, LOADED_MS + 1), 'hubspot'));
});

describe('a record that is gone', () => {
  const failure = 'missing';
  it('EspoCRM answers with status 404', async () =>
    expect(await emulated('espocrm', 999)).toMatchObject({ failure }));
  it('Odoo answers with an empty list', async () =>
    expect(await emulated('odoo', 999)).toMatchObject({ failure }));
  it('Dynamics 365 answers with status 404', async () =>
    expect(await dynamics((path) => (isRecord(path) ? 404 : 200))).toMatchObject({ failure }));
});

describe('a slow CRM', () => {
  it('EspoCRM: a late list is unread by itself, a late record is unreachable', async () => {
    const result = await emulated('espocrm', 1, { before: late(/history/) });
    expect(fieldsOf(result, 'espocrm')).toMatchObject({
      activities: { state: 'unseen', why: 'unparsed' },
      stage: { state: 'seen' },
    });
    const record = await emulated('espocrm', 1, { before: late(/Opportunity\/\w+$/) });
    expect(record).toMatchObject({ failure: 'unreachable' });
  });
  it('Odoo: a late list is unread by itself, a late record is unreachable', async () => {
    const result = await emulated('odoo', 1, { before: late(/stage/) });
    expect(fieldsOf(result, 'odoo')).toMatchObject({
      stages: { state: 'unseen', why: 'unparsed' },
      stage: { state: 'seen' },
    });
    const record = await emulated('odoo', 1, { before: late(/web_read/) });
    expect(record).toMatchObject({ failure: 'unreachable' });
  });
  it('Dynamics 365: a late list is unread by itself, a late record is unreachable', async () => {
    const result = await dynamics((path) => (isActivities(path) ? 0 : 200));
    expect(fieldsOf(result, 'dynamics')).toMatchObject({
      activities: { state: 'unseen', why: 'unparsed' },
      stage: { state: 'seen' },
    });
    expect(await dynamics((path) => (isRecord(path) ? 0 : 200))).toMatchObject({
      failure: 'unreachable',
    });
  });
  it('Salesforce: a page without its fields is still loading for some seconds', async () => {
    const young = await empty(readSalesforce, SALESFORCE, 3000);
    expect(young).toMatchObject({ ok: true, record: { stillLoading: true } });
  });
  it('HubSpot: a page without its fields is still loading for some seconds', async () => {
    const young = await empty(readHubspot, HUBSPOT, 3000);
    expect(young).toMatchObject({ ok: true, record: { stillLoading: true } });
  });
});

describe('a session that ends during the reading', () => {
  const failure = 'signedOut';
  it('EspoCRM: the whole reading fails', async () => {
    state.answersLeft = 3;
    expect(await emulated('espocrm', 1)).toMatchObject({ failure });
  });
  it('Odoo: the whole reading fails', async () => {
    state.answersLeft = 4;
    expect(await emulated('odoo', 1)).toMatchObject({ failure });
  });
  it.each([isActivities, (path: string) => /WhoAmI|salesprocesses/.test(path)])(
    'Dynamics 365: the whole reading fails',
    async (isLate) =>
      expect(await dynamics((path) => (isLate(path) ? 401 : 200))).toMatchObject({ failure }),
  );
});
