// Pages of the Salesforce Lightning emulator: Lightning's element and attribute names, tabs that
// stay in the document, fields that load late, a page layout for some records and Dynamic Forms for
// others, editing in place with a footer.
import { day, el, money, people, slow, viewer, wait } from '/emulator/kit.js';

const app = document.getElementById('app');
const STAGES = ['Prospecting', 'Qualification', 'Proposal/Price Quote', 'Negotiation/Review'];
const get = async (key, options) => {
  const response = await fetch(`/page-data/${key}`, options);
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
};
const tabs = new Map();
const content = el('div', { class: 'content' });
const tabset = el('div', { class: 'oneConsoleTabset', role: 'tablist' });

function go(path) {
  history.pushState({}, '', path);
  route();
}
function link(path, text, extra = {}) {
  const anchor = el('a', { href: path, ...extra }, text);
  anchor.addEventListener('click', (event) => {
    event.preventDefault();
    go(path);
  });
  return anchor;
}
function front(key, title) {
  for (const [other, { tab, root }] of tabs) {
    tab.classList.toggle('active', other === key);
    root.classList.toggle('active', other === key);
  }
  document.title = `${title} | Opportunity | Larch CRM (emulator)`;
}
function open(key, title) {
  if (!tabs.has(key)) {
    const tab = el(
      'div',
      { class: 'oneConsoleTabItem', role: 'tab' },
      link(
        key === 'list' ? '/lightning/o/Opportunity/list' : `/lightning/r/Opportunity/${key}/view`,
        title,
        { class: 'tabHeader' },
      ),
    );
    const root = el('div', { class: 'windowViewMode-normal' });
    tabs.set(key, { tab, root });
    tabset.append(tab);
    content.append(root);
  }
  return tabs.get(key);
}

async function list() {
  const { root } = open('list', 'Opportunities');
  front('list', 'Opportunities');
  const deals = await get('list');
  root.replaceChildren(
    el(
      'div',
      { class: 'card' },
      el('h2', {}, 'My Opportunities'),
      el(
        'table',
        {},
        el(
          'tbody',
          {},
          ...deals.map((deal) =>
            el(
              'tr',
              {},
              el('td', {}, link(`/lightning/r/Opportunity/${deal.id}/view`, deal.Name)),
              el('td', {}, deal.account.name),
              el('td', {}, deal.StageName),
              el('td', {}, deal.Amount === null ? '' : money(deal.Amount, deal.currency)),
              el('td', {}, day(deal.CloseDate)),
              el('td', {}, deal.owner.name),
            ),
          ),
        ),
      ),
    ),
  );
}

const output = (name, deal) => {
  if (name === 'OwnerId')
    return el(
      'force-owner-lookup',
      { slot: 'outputField' },
      el(
        'force-lookup',
        {},
        el(
          'records-hoverable-link',
          {},
          el(
            'a',
            { href: `/lightning/r/User/${deal.owner.id}/view` },
            el('span', {}, deal.owner.name),
          ),
        ),
      ),
    );
  if (name === 'AccountId')
    return el(
      'force-lookup',
      { slot: 'outputField' },
      el(
        'a',
        { href: `/lightning/r/Account/${deal.account.id}/view` },
        el('span', {}, deal.account.name),
      ),
    );
  const text =
    {
      Amount: deal.Amount === null ? '' : money(deal.Amount, deal.currency),
      CloseDate: day(deal.CloseDate),
      Probability: `${deal.Probability}%`,
      CreatedById: `${deal.owner.name}, ${day(deal.created)}, 09:00`,
      LastModifiedById: `${deal.owner.name}, ${day(deal.modified)}, 09:00`,
    }[name] ??
    deal[name] ??
    '';
  return el('lightning-formatted-text', { slot: 'outputField' }, text);
};
const LABELS = {
  Name: 'Opportunity Name',
  AccountId: 'Account Name',
  StageName: 'Stage',
  Amount: 'Amount',
  CloseDate: 'Close Date',
  Probability: 'Probability (%)',
  NextStep: 'Next Step',
  OwnerId: 'Opportunity Owner',
  CreatedById: 'Created By',
  LastModifiedById: 'Last Modified By',
};
const EDITABLE = new Set(['StageName', 'Amount', 'CloseDate', 'NextStep']);

function fieldNode(name, deal, dynamic) {
  const box = el(
    'div',
    {
      class: 'slds-form-element',
      'data-target-selection-name': `sfdc:RecordField.Opportunity.${name}`,
    },
    el(
      'span',
      { class: `slds-form-element__label${dynamic ? ' test-id__field-label' : ''}` },
      LABELS[name],
    ),
    el(
      'div',
      { class: `slds-form-element__control${dynamic ? ' test-id__field-value' : ''}` },
      output(name, deal),
    ),
  );
  if (EDITABLE.has(name)) {
    const pencil = el(
      'button',
      { class: 'inline-edit-trigger', type: 'button', title: `Edit ${LABELS[name]}` },
      '✎',
      el('span', { class: 'slds-assistive-text', hidden: '' }, `Edit ${LABELS[name]}`),
    );
    pencil.addEventListener('click', () => edit(deal, name, box));
    box.append(pencil);
  }
  if (!dynamic) return el('records-record-layout-item', { 'field-label': LABELS[name] }, box);
  return el(
    'flexipage-field',
    { 'data-field-id': `Record${name}Field1` },
    el('record_flexipage-record-field', {}, box),
  );
}

function edit(deal, name, box) {
  const { root } = tabs.get(deal.id);
  root.querySelector('records-form-footer')?.remove();
  const input =
    name === 'StageName'
      ? el(
          'select',
          { slot: 'inputField', 'aria-label': LABELS[name] },
          ...[...STAGES, 'Closed Won', 'Closed Lost'].map((stage) =>
            el('option', stage === deal.StageName ? { selected: '' } : {}, stage),
          ),
        )
      : el('input', {
          slot: 'inputField',
          'aria-label': LABELS[name],
          type: { CloseDate: 'date', Amount: 'number' }[name] ?? 'text',
          value: deal[name] ?? '',
        });
  box.querySelector('.slds-form-element__control').replaceChildren(input);
  const save = el('button', { name: 'SaveEdit', type: 'button' }, 'Save');
  save.addEventListener('click', async () => {
    await get(deal.id, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ [name]: name === 'Amount' ? Number(input.value) : input.value }),
    });
    root.querySelector('records-form-footer')?.remove();
    await record(deal.id, 0);
  });
  root.append(
    el('records-form-footer', {}, el('lightning-button', { class: 'save-button' }, save)),
  );
  input.focus();
}

function path(deal) {
  const at = STAGES.indexOf(deal.StageName);
  const closed = at < 0;
  let endClass = closed ? 'slds-is-lost' : 'slds-is-incomplete';
  if (deal.StageName === 'Closed Won') endClass = 'slds-is-won';
  const step = (name, index) => {
    let state = 'slds-is-incomplete';
    if (closed || index < at) state = 'slds-is-complete';
    else if (index === at) state = 'slds-is-current slds-is-active';
    return el(
      'runtime_sales_pathassistant-path-step',
      {},
      el(
        'li',
        { class: `slds-path__item ${state}` },
        el(
          'a',
          { class: 'slds-path__link' },
          el('span', { class: 'slds-path__title', 'data-label': name }, name),
        ),
      ),
    );
  };
  const nav = el(
    'ul',
    { class: 'slds-path__nav', role: 'listbox' },
    ...STAGES.map(step),
    el(
      'runtime_sales_pathassistant-path-step',
      {},
      el(
        'li',
        {
          class: `slds-path__item ${endClass}`,
        },
        el(
          'a',
          { class: 'slds-path__link' },
          el(
            'span',
            { class: 'slds-path__title', 'data-label': closed ? deal.StageName : 'Closed' },
            closed ? deal.StageName : 'Closed',
          ),
        ),
      ),
    ),
  );
  for (const node of nav.children) Object.assign(node.style, { flex: '1' });
  return el('runtime_sales_pathassistant-path', {}, nav);
}

let turn = 0;
async function record(id, delay = slow) {
  const mine = ++turn;
  const { root } = open(id, 'Loading…');
  front(id, 'Loading…');
  if (delay > 0) {
    root.replaceChildren(
      el(
        'one-record-home-flexipage2',
        {},
        el('records-lwc-highlights-panel', {}, el('div', { class: 'stencil' })),
        el(
          'records-lwc-detail-panel',
          {},
          ...Array.from({ length: 6 }, () => el('div', { class: 'stencil' })),
        ),
      ),
    );
    await wait(delay);
  }
  const deal = await get(id);
  if (mine !== turn) return;
  tabs.get(id).tab.firstChild.textContent = deal.Name;
  front(id, deal.Name);
  const dynamic = Number(deal.id.slice(3, 15)) % 2 === 0;
  const fields = Object.keys(LABELS).map((name) => fieldNode(name, deal, dynamic));
  const details = dynamic
    ? el('flexipage-field-section2', {}, el('div', { slot: 'columns' }, ...fields))
    : el(
        'records-lwc-detail-panel',
        {},
        el(
          'records-base-record-form',
          {},
          el(
            'div',
            { class: 'record-layout-container' },
            el(
              'records-lwc-record-layout',
              {},
              el(
                'div',
                { class: 'forcegenerated-record-layout2' },
                el(
                  'records-record-layout-section',
                  {},
                  el('records-record-layout-row', {}, ...fields),
                ),
              ),
            ),
          ),
        ),
      );
  const secondary = (label, node) =>
    el('div', { slot: 'secondaryFields' }, el('p', { title: label }, label), node);
  root.replaceChildren(
    el(
      'one-record-home-flexipage2',
      {},
      el(
        'div',
        { class: 'forcegenerated-flexipage-module' },
        el(
          'records-lwc-highlights-panel',
          {},
          el(
            'records-highlights2',
            {},
            el('div', { class: 'entityNameTitle' }, 'Opportunity'),
            el('slot', { slot: 'primaryField' }, el('lightning-formatted-text', {}, deal.Name)),
            el(
              'div',
              { class: 'secondary' },
              secondary('Account Name', document.createTextNode(deal.account.name)),
              secondary('Close Date', document.createTextNode(day(deal.CloseDate))),
              secondary(
                'Amount',
                document.createTextNode(
                  deal.Amount === null ? '' : money(deal.Amount, deal.currency),
                ),
              ),
            ),
          ),
        ),
        path(deal),
        details,
        el(
          'div',
          { class: 'card' },
          el('b', {}, 'Contact Roles'),
          el(
            'table',
            {},
            el(
              'tbody',
              {},
              ...deal.contacts.map((person) =>
                el(
                  'tr',
                  {},
                  el('td', {}, person.name),
                  el('td', {}, person.title),
                  el('td', {}, person.role ?? ''),
                ),
              ),
            ),
          ),
        ),
      ),
    ),
  );
}

/** A button of the bar at the top right, as every CRM has some. */
function bell() {
  const button = el(
    'button',
    { type: 'button', class: 'bell', 'aria-label': 'Notifications', 'aria-expanded': 'false' },
    'Alerts',
  );
  button.addEventListener('click', () => {
    button.ariaExpanded = String(button.ariaExpanded !== 'true');
  });
  return button;
}

async function route() {
  if (!viewer) return people(app);
  if (!content.isConnected)
    app.replaceChildren(
      el(
        'header',
        { class: 'slds-global-header' },
        el('b', {}, 'Sales'),
        link('/lightning/o/Opportunity/list', 'Opportunities'),
        el('span', { class: 'me' }, viewer),
        bell(),
      ),
      tabset,
      content,
    );
  const id = /\/lightning\/r\/Opportunity\/(\w{15,18})\//.exec(location.pathname)?.[1];
  try {
    await (id ? record(id) : list());
  } catch (error) {
    open('list', 'Opportunities').root.replaceChildren(
      el('div', { class: 'card' }, `Insufficient privileges (${error.message})`),
    );
    front('list', 'Opportunities');
  }
}
addEventListener('popstate', route);
if (!location.pathname.startsWith('/lightning/'))
  history.replaceState({}, '', `/lightning/o/Opportunity/list${location.search}`);
route();
