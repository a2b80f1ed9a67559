// @vitest-environment jsdom
// What the readers of pages (Salesforce, HubSpot, Dynamics 365) see in pages of these CRMs.

import { afterEach, describe, expect, it } from 'vitest';
import { dealFacts } from '../../lib/coaching/index.ts';
import { read as readDynamics } from '../../lib/crm/readers/dynamics.ts';
import { read as readHubspot } from '../../lib/crm/readers/hubspot.ts';
import { read as readSalesforce } from '../../lib/crm/readers/salesforce.ts';
import { type DealRecord, known } from '../../lib/model/index.ts';
import { dealOf, onScreenUnlessHidden, page } from '../helpers/pageReader.ts';

/** Small invented pages with the vendors' element and attribute names. */
onScreenUnlessHidden();
afterEach(() => void Reflect.deleteProperty(window, 'sidelineFront'));

/** The status as coaching decides it, without anybody's answer. */
const statusIn = (record: DealRecord) =>
  known(dealFacts({ record }, { ms: 0, timeZone: 'UTC' }, () => null).fields.status);

const ID = '0065g00000ABCDEAA5';
const field = (name: string, output: string) =>
  `<records-record-layout-item field-label="x">` +
  `<div data-target-selection-name="sfdc:RecordField.Opportunity.${name}">` +
  `<span>Label</span>${output}<button>Edit</button></div></records-record-layout-item>`;
const out = (text: string) =>
  `<lightning-formatted-text slot="outputField">${text}</lightning-formatted-text>`;
const tab = (inner: string, hidden = false) =>
  `<div class="windowViewMode-normal active" ${hidden ? 'hidden' : ''}>${inner}</div>`;
const layout = (name: string) =>
  field('Name', out(name)) +
  field('StageName', out('Proposal')) +
  field('Amount', out('84.000,00 €')) +
  field('CloseDate', out('24.12.2026')) +
  field('NextStep', out('')) +
  field(
    'OwnerId',
    '<force-owner-lookup><a href="/lightning/r/User/0055g00000ABCDEAA5/view">' +
      '<span>Ben Carter</span></a></force-owner-lookup>',
  );

describe('Salesforce', () => {
  const path = `/lightning/r/Opportunity/${ID}/view`;
  it('reads the active tab among several live ones, in the page’s language', async () => {
    const other = tab(layout('Another deal'), true);
    const record = dealOf(
      await readSalesforce(page(path, other + tab(layout('Heliograph')), 'de')),
      'salesforce',
    );
    expect(known(record.fields.name)).toBe('Heliograph');
    expect(known(record.fields.amount)).toEqual({ amount: 84_000, currency: 'EUR' });
    expect(known(record.fields.closeDate)).toBe('2026-12-24');
    expect(known(record.fields.owner)).toEqual({ id: '0055g00000ABCDEAA5', name: 'Ben Carter' });
    expect(record.fields.nextStep.state).toBe('empty');
    expect(record.fields.probability, 'not on this layout').toEqual({
      state: 'unseen',
      why: 'notVisible',
    });
    expect(record.fields.contacts.state).toBe('unseen');
  });
  it('reads Dynamic Forms by the same names', async () => {
    const dynamic = (name: string, text: string) =>
      '<flexipage-field><record_flexipage-record-field>' +
      `<div data-target-selection-name="sfdc:RecordField.Opportunity.${name}">` +
      '<span class="test-id__field-label">L</span><span class="test-id__field-value">' +
      `<lightning-formatted-text>${text}</lightning-formatted-text>` +
      '</span></div></record_flexipage-record-field></flexipage-field>';
    const record = dealOf(
      await readSalesforce(
        page(
          path,
          tab(
            dynamic('Name', 'Norrland') +
              dynamic('StageName', 'Closed Won') +
              dynamic('Amount', '$1,234.50'),
          ),
          'en-US',
        ),
      ),
      'salesforce',
    );
    expect(known(record.fields.amount)).toEqual({ amount: 1234.5, currency: null, sign: '$' });
    expect(statusIn(record)).toBe('won');
  });
  it.each([
    ['en', 'Opportunity Name', 'Stage', 'Close Date'],
    ['de', 'Name der Opportunity', 'Phase', 'Schlusstermin'],
    ['es', 'Nombre de la oportunidad', 'Etapa', 'Fecha de cierre'],
  ])('falls back to labels in %s', async (lang, name, stage, close) => {
    const item = (label: string, text: string) =>
      `<records-record-layout-item field-label="${label}">${out(text)}` +
      '</records-record-layout-item>';
    const record = dealOf(
      await readSalesforce(
        page(
          path,
          tab(item(name, 'Quayside') + item(stage, 'Proposal') + item(close, '2026-12-24')),
          lang,
        ),
      ),
      'salesforce',
    );
    expect(known(record.fields.name)).toBe('Quayside');
    expect(record.fields.closeDate).toMatchObject({ value: '2026-12-24', source: 'label' });
    expect(
      record.fields.closeDate.state === 'seen' && record.fields.closeDate.confidence,
    ).toBeLessThan(1);
  });
  it('claims nothing while the previous tab is in front, and reads after the change', async () => {
    await readSalesforce(page(path, tab(layout('First deal')), 'de'));
    window.history.replaceState({}, '', '/lightning/r/Opportunity/0065g00000ZZZZZAAB/view');
    const early = await readSalesforce(window as unknown as Window);
    expect(early).toMatchObject({ ok: true, record: { stillLoading: true, fields: {} } });
    const name = document.querySelector(
      '[data-target-selection-name$=".Name"] lightning-formatted-text',
    );
    if (name) name.textContent = 'Second deal';
    expect(
      known(dealOf(await readSalesforce(window as unknown as Window), 'salesforce').fields.name),
    ).toBe('Second deal');
  });
  it('is filling while there are stencils, and does not read an editor as a blank', async () => {
    const filling = dealOf(
      await readSalesforce(page(path, tab('<div class="stencil"></div>'), 'en')),
      'salesforce',
    );
    expect(filling.reading.filling).toBe(true);
    expect(Object.values(filling.fields).every((value) => value.state === 'unseen')).toBe(true);
    const editing = dealOf(
      await readSalesforce(
        page(
          path,
          tab(
            layout('X') +
              field('Probability', '<lightning-input slot="inputField"></lightning-input>'),
          ),
          'en',
        ),
      ),
      'salesforce',
    );
    expect(editing.fields.probability.state).toBe('unseen');
  });
});

describe('the Salesforce path', () => {
  const path = `/lightning/r/Opportunity/${ID}/view`;
  const step = (name: string, state: string) =>
    `<li class="slds-path__item ${state}">` +
    `<span class="slds-path__title" data-label="${name}">${name}</span></li>`;
  const read = async (stage: string, ...steps: string[]) => {
    const html = tab(field('Name', out('X')) + field('StageName', out(stage)) + steps.join(''));
    return dealOf(await readSalesforce(page(path, html, 'de')), 'salesforce');
  };
  const open = [step('Erstgespräch', 'slds-is-complete'), step('Workshop', 'slds-is-current')];
  it('names the open stages, whatever their names, and the end by its class', async () => {
    const going = await read('Workshop', ...open, step('Abschluss', 'slds-is-incomplete'));
    expect(known(going.fields.stages)?.map(({ name, kind }) => [name, kind])).toEqual([
      ['Erstgespräch', 'open'],
      ['Workshop', 'open'],
      ['Abschluss', 'unknown'],
    ]);
    expect(statusIn(going)).toBe('open');
    const won = await read(
      'Bestellung da',
      step('Workshop', ''),
      step('Bestellung da', 'slds-is-won'),
    );
    expect(statusIn(won)).toBe('won');
    const lost = await read('Abgesagt', step('Workshop', ''), step('Abgesagt', 'slds-is-lost'));
    expect(statusIn(lost)).toBe('lost');
  });
  it('says nothing of a stage that it does not show', async () => {
    const other = await read('Bestellung da', ...open, step('Abschluss', 'slds-is-incomplete'));
    expect(statusIn(other)).toBeUndefined();
  });
  it('reads the flags and the record type where the layout has them', async () => {
    const flag = (name: string, on: boolean) =>
      field(
        name,
        `<lightning-input><input type="checkbox" ${on ? 'checked' : ''}></lightning-input>`,
      );
    const html = (won: boolean, closed: boolean) =>
      tab(
        field('Name', out('X')) +
          field('StageName', out('Phase 7')) +
          field('RecordTypeId', out('Renewal')) +
          flag('IsWon', won) +
          flag('IsClosed', closed),
      );
    const of = async (won: boolean, closed: boolean) =>
      dealOf(await readSalesforce(page(path, html(won, closed), 'en')), 'salesforce');
    expect(known((await of(true, true)).fields.status)).toBe('won');
    expect(known((await of(false, true)).fields.status)).toBe('lost');
    expect(known((await of(false, false)).fields.status)).toBe('open');
    expect(known((await of(false, false)).fields.pipeline)?.name).toBe('Renewal');
  });
});

describe('HubSpot', () => {
  it('reads the highlight card by its labels, and no warning is born of a hidden tab', async () => {
    const line = (label: string, text: string) =>
      `<div><span data-selenium-test="property-label">${label}</span><span>${text}</span></div>`;
    const html = [
      '<h2 data-selenium-test="highlightTitle">Caldera rollout</h2>',
      '<div data-card-type="OBJECT_HIGHLIGHT">',
      line('Amount', '€22,400'),
      line('Close Date', '12/07/2026'),
      line('Deal Stage', 'Closed won'),
      '</div>',
      `<div data-test-id="left-sidebar" hidden>${line('Next step', 'Old words')}</div>`,
    ].join('');
    const record = dealOf(
      await readHubspot(page('/contacts/123/record/0-3/456', html, 'en-US')),
      'hubspot',
    );
    expect(known(record.fields.name)).toBe('Caldera rollout');
    expect(known(record.fields.amount)).toEqual({ amount: 22_400, currency: 'EUR' });
    // The language of the page does not say whether this is in July or in December.
    expect(record.fields.closeDate).toMatchObject({ state: 'unseen', why: 'unsure' });
    expect(statusIn(record)).toBe('won');
    expect(record.fields.nextStep.state).toBe('unseen');
  });
  const card = (...lines: [string, string][]) =>
    `<div data-card-type="OBJECT_HIGHLIGHT">${lines
      .map(
        ([label, text]) =>
          `<div><span data-selenium-test="property-label">${label}</span>` +
          `<span>${text}</span></div>`,
      )
      .join('')}</div>`;
  const read = async (...lines: [string, string][]) =>
    dealOf(
      await readHubspot(page('/contacts/123/record/0-3/456', card(...lines), 'en')),
      'hubspot',
    );
  it('reads a date in the order that another date of HubSpot’s page shows', async () => {
    const closeOf = async (...lines: [string, string][]) =>
      (await read(['Deal Stage', 'Proposal'], ['Close Date', '12/07/2026'], ...lines)).fields
        .closeDate;
    expect(known(await closeOf(['Create Date', '25/06/2026']))).toBe('2026-07-12');
    expect(known(await closeOf(['Create Date', '06/25/2026']))).toBe('2026-12-07');
    expect(await closeOf(['Create Date', '25.06.2026'])).toMatchObject({ why: 'unsure' });
    expect(await closeOf()).toMatchObject({ why: 'unsure' });
  });
  it.each<[string, [string, string][], string | undefined]>([
    ['an unknown name is neither open nor closed', [['Deal Stage', 'Order received']], undefined],
    ['“--” is empty, not open', [['Deal Stage', '--']], undefined],
    [
      'all of the probability',
      [
        ['Deal Stage', 'Order received'],
        ['Deal probability', '100%'],
      ],
      'won',
    ],
    [
      'none of it',
      [
        ['Deal Stage', 'Shelved'],
        ['Deal probability', '0%'],
      ],
      'lost',
    ],
    [
      'some of it',
      [
        ['Deal Stage', 'Step 4'],
        ['Deal probability', '60%'],
      ],
      'open',
    ],
    [
      'none, at a stage that is open',
      [
        ['Deal Stage', 'Qualified'],
        ['Deal probability', '0%'],
      ],
      'open',
    ],
    [
      'a flag',
      [
        ['Deal Stage', 'Step 9'],
        ['Is closed won', 'true'],
      ],
      'won',
    ],
    [
      'the forecast',
      [
        ['Deal Stage', 'Step 9'],
        ['Forecast category', 'Closed won'],
      ],
      'won',
    ],
  ])('status: %s', async (_, lines, status) => {
    expect(statusIn(await read(...lines))).toBe(status);
  });
  it('reads the pipeline', async () => {
    const { fields } = await read(['Pipeline', 'Renewals'], ['Deal Stage', '--']);
    expect(known(fields.pipeline)).toEqual({ id: 'Renewals', name: 'Renewals' });
    expect(fields.stage.state).toBe('empty');
  });
});

describe('Dynamics 365', () => {
  const GUID = '0a1b2c3d-1111-4222-8333-abcdefabcdef';
  const V = '@OData.Community.Display.V1.FormattedValue';
  it('reads the opportunity and sends only read requests', async () => {
    const win = page(`/main.aspx?pagetype=entityrecord&etn=opportunity&id=${GUID}`, '', 'en-GB');
    const methods: string[] = [];
    const answers: [string, unknown][] = [
      [
        'opportunitysalesprocesses',
        {
          value: [
            {
              activestagestartedon: '2026-11-02T09:00:00Z',
              [`_activestageid_value${V}`]: 'Propose',
            },
          ],
        },
      ],
      [
        'activitypointers',
        {
          value: [
            {
              activityid: 'a',
              activitytypecode: 'phonecall',
              statecode: 1,
              subject: 'Call',
              actualend: '2026-11-10T10:00:00Z',
            },
            {
              activityid: 'b',
              activitytypecode: 'task',
              statecode: 0,
              subject: 'Send it',
              // The person's zone in the CRM is New York, and the device's is Berlin.
              scheduledend: '2026-11-27T23:00:00Z',
              [`scheduledend${V}`]: '11/27/2026 6:00 PM',
            },
            { activityid: 'c', statecode: 2, subject: 'Dropped' },
          ],
        },
      ],
      ['transactioncurrencies', { isocurrencycode: 'AUD' }],
      ['WhoAmI', { UserId: GUID }],
      ['systemusers', { fullname: 'Ben Carter', internalemailaddress: 'ben@acme.example' }],
      [
        'opportunities(',
        {
          name: 'Depot scheduling',
          estimatedvalue: 126000,
          [`estimatedvalue${V}`]: '$126,000.00',
          _transactioncurrencyid_value: GUID,
          estimatedclosedate: '2026-12-01',
          closeprobability: 80,
          statecode: 0,
          _ownerid_value: GUID,
          [`_ownerid_value${V}`]: 'Ben Carter',
          [`_parentaccountid_value${V}`]: 'Braemar',
        },
      ],
    ];
    Object.assign(win, {
      fetch: async (url: string, init: RequestInit) => {
        methods.push(String(init.method));
        const found = answers.find(([part]) => url.includes(part));
        return new Response(JSON.stringify(found?.[1] ?? {}), { status: found ? 200 : 404 });
      },
    });
    const record = dealOf(await readDynamics(win), 'dynamics');
    expect(known(record.fields.amount)).toEqual({ amount: 126_000, currency: 'AUD' });
    expect(known(record.fields.activities)?.[1]?.due).toBe('2026-11-27');
    expect(known(record.fields.stage)).toBe('Propose');
    expect(known(record.fields.status)).toBe('open');
    expect(known(record.fields.account)).toBe('Braemar');
    expect(known(record.fields.activities)?.map(({ kind, state }) => [kind, state])).toEqual([
      ['call', 'done'],
      ['task', 'open'],
    ]);
    expect(record.viewer).toEqual({
      crmUserId: GUID,
      name: 'Ben Carter',
      email: 'ben@acme.example',
    });
    expect(new Set(methods)).toEqual(new Set(['GET']));
  });
  describe('of several business processes', () => {
    const row = (stage: string, statecode: number | undefined, process = 'p1') => ({
      [`_activestageid_value${V}`]: stage,
      _activestageid_value: `id-${stage}`,
      _processid_value: process,
      [`_processid_value${V}`]: 'Sales process',
      ...(statecode === undefined ? {} : { statecode }),
    });
    const stageOf = async (
      rows: object[],
      deal: object = { name: 'X', statecode: 0 },
      status = 200,
    ) => {
      const win = page(`/main.aspx?pagetype=entityrecord&etn=opportunity&id=${GUID}`, '', 'en');
      Object.assign(win, {
        fetch: async (url: string) => {
          const isProcess = url.includes('opportunitysalesprocesses');
          const body = isProcess ? { value: rows } : url.includes('opportunities(') ? deal : {};
          return new Response(JSON.stringify(body), { status: isProcess ? status : 200 });
        },
      });
      return dealOf(await readDynamics(win), 'dynamics').fields;
    };
    it('takes the active one, with its ids', async () => {
      const fields = await stageOf([row('Qualify', 1), row('Propose', 0, 'p2')]);
      expect(known(fields.stage)).toBe('Propose');
      expect(known(fields.stageId)).toBe('id-Propose');
      expect(known(fields.pipeline)).toEqual({ id: 'p2', name: 'Sales process' });
    });
    it.each([
      ['two are active', [row('Qualify', 0), row('Propose', 0)]],
      ['none is', [row('Qualify', 1), row('Propose', 1)]],
      ['it is not said', [row('Qualify', undefined), row('Propose', undefined)]],
    ])('the stage is unknown where %s', async (_, rows) => {
      const fields = await stageOf(rows, { name: 'X', statecode: 0, stepname: '1-Qualify' });
      expect(fields.stage.state).toBe('unseen');
      expect(known(fields.status)).toBe('open');
    });
    it.each([500, 503])('the stage is unknown where the answer is %i', async (status) => {
      const deal = { name: 'X', statecode: 0, stepname: '2-Develop' };
      const { stage, stageId, pipeline, stageSince } = await stageOf([], deal, status);
      const unread = { state: 'unseen', why: 'unparsed' };
      expect([stage, stageId, pipeline, stageSince]).toEqual([unread, unread, unread, unread]);
    });
    it('takes the step’s name where a person may not see the processes', async () => {
      const deal = { name: 'X', statecode: 0, stepname: '2-Develop' };
      expect(known((await stageOf([], deal, 403)).stage)).toBe('2-Develop');
    });
    it('asks for the stage together with the record', async () => {
      const win = page(`/main.aspx?pagetype=entityrecord&etn=opportunity&id=${GUID}`, '', 'en');
      const asked: string[] = [];
      Object.assign(win, {
        fetch: (url: string) => {
          asked.push(url);
          return new Promise(() => {});
        },
      });
      void readDynamics(win);
      await new Promise((done) => setTimeout(done));
      const has = (part: string) => asked.some((url) => url.includes(part));
      expect(['opportunities(', 'opportunitysalesprocesses', 'WhoAmI'].map(has)).toEqual([
        true,
        true,
        true,
      ]);
    });
    it('takes the only one, also once it is finished', async () => {
      expect(known((await stageOf([row('Close', 1)])).stage)).toBe('Close');
    });
    it('what it does not ask for may be in the CRM', async () => {
      const { stageSince, stages, amountHistory, nextStep } = await stageOf([]);
      expect([stageSince, stages, amountHistory]).toEqual(
        [1, 2, 3].map(() => ({ state: 'unseen', why: 'notVisible' })),
      );
      expect(nextStep).toEqual({ state: 'unseen', why: 'notSupported' });
    });
    it('takes the step’s name where there is none', async () => {
      const fields = await stageOf([], { name: 'X', statecode: 1, stepname: '3-Propose' });
      expect(known(fields.stage)).toBe('3-Propose');
      expect(known(fields.status)).toBe('won');
    });
  });
});
