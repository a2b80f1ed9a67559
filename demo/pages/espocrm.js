// Pages of the EspoCRM emulator: hash routes, cells that load late, an error page that replaces
// everything.
const main = () => document.getElementById('main');
const slow = Number(document.body.dataset.slow);
const wait = (ms) => new Promise((done) => setTimeout(done, ms));
const el = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children.filter((child) => child !== null));
  return node;
};
const api = async (path, options) => {
  const response = await fetch(`/api/v1/${path}`, options);
  if (!response.ok)
    throw Object.assign(new Error(String(response.status)), { status: response.status });
  return response.json();
};
const money = (amount, currency) =>
  amount === null
    ? 'None'
    : new Intl.NumberFormat('en', { style: 'currency', currency }).format(amount);
const shortDate = (text) =>
  new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(
    new Date(text.replace(' ', 'T')),
  );

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

/** The row of buttons above a record. Its pager goes through the deals of the list. */
function recordButtons(id, ids) {
  const at = ids.indexOf(id);
  const step = (action, label, to) => {
    const button = el(
      'button',
      {
        type: 'button',
        'data-action': action,
        'aria-label': label,
        ...(to ? {} : { disabled: '' }),
      },
      action === 'next' ? '›' : '‹',
    );
    button.addEventListener('click', () => {
      location.hash = `#Opportunity/view/${to}`;
    });
    return button;
  };
  return el(
    'div',
    { class: 'detail-button-container button-container record-buttons' },
    el('button', { type: 'button' }, 'Edit'),
    el(
      'div',
      { class: 'pull-right' },
      step('previous', 'Previous entry', ids[at - 1]),
      step('next', 'Next entry', ids[at + 1]),
    ),
  );
}

async function header() {
  const viewer = await api('App/viewer');
  document
    .getElementById('header')
    .replaceChildren(
      el('b', {}, 'Larch CRM (emulator)'),
      el('a', { href: '#Opportunity' }, 'Opportunities'),
      bell(),
      el('a', { class: 'nav-link me', href: `#User/view/${viewer.id}` }, viewer.name),
    );
}

function signIn() {
  document.title = 'Larch CRM (emulator)';
  const people = ['tomas', 'jonas', 'aisha', 'carla', 'dana'];
  main().replaceChildren(
    el(
      'div',
      { class: 'panel-body people' },
      el('h3', {}, 'Who are you today?'),
      ...people.map((key) =>
        el('a', { href: `/?as=${key}${location.hash}` }, key[0].toUpperCase() + key.slice(1)),
      ),
    ),
  );
}

function failed(status) {
  // Like EspoCRM: the app disappears, the previous page's title stays.
  document
    .getElementById('content')
    .replaceChildren(
      el(
        'div',
        { id: 'main' },
        el(
          'div',
          { class: 'panel panel-default block-center-md' },
          el(
            'div',
            { class: 'panel-body' },
            el('h1', { class: 'text-5em' }, String(status)),
            el(
              'p',
              { class: 'text-large' },
              status === 403 ? "You don't have access to this area." : 'Not found.',
            ),
          ),
        ),
      ),
    );
}

async function list() {
  document.title = 'Opportunities';
  const { hash } = location;
  const { list: deals } = await api('Opportunity');
  if (location.hash !== hash) return;
  const row = (deal) =>
    el(
      'tr',
      { class: 'list-row', 'data-id': deal.id },
      el(
        'td',
        { class: 'cell', 'data-name': 'name' },
        el('a', { href: `#Opportunity/view/${deal.id}` }, deal.name),
      ),
      el('td', {}, deal.stage),
      el('td', {}, deal.assignedUserName),
      el('td', {}, shortDate(deal.closeDate)),
      el('td', { class: 'amount' }, money(deal.amount, deal.amountCurrency)),
    );
  main().replaceChildren(
    el('h3', {}, 'Opportunities'),
    el(
      'div',
      { class: 'list', 'data-scope': 'Opportunity' },
      el('table', {}, el('tbody', {}, ...deals.map(row))),
    ),
  );
}

const STAGES = [
  'Prospecting',
  'Qualification',
  'Proposal',
  'Negotiation',
  'Order placed',
  'Not this year',
];
const cell = (name, label, content) =>
  el(
    'div',
    { class: 'cell', 'data-name': name },
    el(
      'label',
      { class: 'control-label', 'data-name': name },
      el('span', { class: 'label-text' }, label),
    ),
    el('div', { class: 'field', 'data-name': name }, content),
  );

function edit(deal, name) {
  const field = document.querySelector(`.field[data-name="${name}"]`);
  const input =
    name === 'stage'
      ? el(
          'select',
          {},
          ...STAGES.map((stage) =>
            el('option', stage === deal.stage ? { selected: '' } : {}, stage),
          ),
        )
      : el('input', { type: 'date', value: deal.closeDate });
  input.addEventListener('change', async () => {
    await api(`Opportunity/${deal.id}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ [name]: input.value }),
    });
    await route();
  });
  field.replaceChildren(input);
  input.focus();
}

/** The stream of a deal: a field to write in, then what was written. */
function streamPanel(deal, notes) {
  const posts = notes.filter((note) => note.post);
  const field = el('input', { 'data-name': 'post', placeholder: 'Write your comment here' });
  const button = el('button', { class: 'post', type: 'button' }, 'Post');
  const entries = el(
    'ul',
    { class: 'list-stream' },
    ...posts.map((note) => el('li', { 'data-id': note.id }, note.post)),
  );
  button.addEventListener('click', async () => {
    await api('Note', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        type: 'Post',
        parentType: 'Opportunity',
        parentId: deal.id,
        post: field.value,
      }),
    });
    entries.prepend(el('li', {}, field.value));
    field.value = '';
  });
  return el(
    'div',
    { class: 'panel', 'data-name': 'stream' },
    el('h4', {}, 'Stream'),
    field,
    button,
    entries,
  );
}

async function opportunity(id) {
  const shell = el(
    'div',
    {
      class: 'detail',
      'data-scope': 'Opportunity',
      id: `opportunity-detail-${Math.floor(Math.random() * 9000)}`,
    },
    el('div', { class: 'text-muted' }, 'Loading…'),
  );
  main().replaceChildren(shell);
  await wait(slow);
  const [deal, contacts, planned, past, tasks, stream, all] = await Promise.all([
    api(`Opportunity/${id}`),
    api(`Opportunity/${id}/contacts`),
    api(`Activities/Opportunity/${id}/activities`),
    api(`Activities/Opportunity/${id}/history`),
    api(`Opportunity/${id}/tasks`),
    api(`Opportunity/${id}/stream`),
    api('Opportunity'),
  ]);
  if (location.hash !== `#Opportunity/view/${id}`) return;
  document.title = deal.name;
  const editable = (name, content) => {
    const wrap = el(
      'span',
      {},
      content,
      ' ',
      el('a', { class: 'inline-edit-link', href: 'javascript:', title: `Edit ${name}` }, '✎'),
    );
    wrap.querySelector('.inline-edit-link').addEventListener('click', (event) => {
      event.preventDefault();
      edit(deal, name);
    });
    return wrap;
  };
  const people = el(
    'ul',
    {},
    ...contacts.list.map((person) =>
      el(
        'li',
        { class: 'link-multiple-item' },
        el('a', { 'data-id': person.id, href: `#Contact/view/${person.id}` }, person.name),
        ` ${person.title} `,
        el('span', { class: 'text-muted small' }, person.opportunityRole ?? ''),
      ),
    ),
  );
  const side = (name, title, items) =>
    el(
      'div',
      { class: 'panel', 'data-name': name },
      el('h4', {}, title),
      el(
        'ul',
        {},
        ...items.map((item) =>
          el(
            'li',
            { 'data-id': item.id },
            item.name,
            ' ',
            el(
              'span',
              { class: 'text-muted' },
              shortDate(item.dateEndDate ?? item.dateStart ?? item.dateSent),
            ),
          ),
        ),
      ),
    );
  shell.replaceChildren(
    el(
      'div',
      { class: 'page-header' },
      el(
        'h3',
        { class: 'header-title' },
        el('a', { href: '#Opportunity' }, 'Opportunities'),
        ' › ',
        el('span', { class: 'title' }, deal.name),
      ),
    ),
    recordButtons(
      id,
      all.list.map((other) => other.id),
    ),
    el(
      'div',
      { class: 'record' },
      el(
        'div',
        {},
        el(
          'div',
          { class: 'panel grid' },
          cell('name', 'Name', deal.name),
          cell(
            'account',
            'Account',
            el('a', { href: `#Account/view/${deal.accountId}` }, deal.accountName),
          ),
          cell(
            'stage',
            'Stage',
            editable('stage', el('span', { class: 'label label-md label-state' }, deal.stage)),
          ),
          cell(
            'amount',
            'Amount',
            el('span', { class: 'numeric-text' }, money(deal.amount, deal.amountCurrency)),
          ),
          cell('closeDate', 'Close date', editable('closeDate', shortDate(deal.closeDate))),
          cell(
            'probability',
            'Probability',
            el('span', { class: 'numeric-text' }, `${deal.probability} %`),
          ),
        ),
        el('div', { class: 'panel' }, el('h4', {}, 'Contacts'), people),
        side('history', 'History', past.list),
        streamPanel(deal, stream.list),
      ),
      el(
        'div',
        {},
        el(
          'div',
          { class: 'panel grid' },
          cell(
            'assignedUser',
            'Assigned user',
            el('a', { href: `#User/view/${deal.assignedUserId}` }, deal.assignedUserName),
          ),
          cell('createdAt', 'Created', shortDate(deal.createdAt)),
        ),
        side('activities', 'Activities', planned.list),
        side('tasks', 'Tasks', tasks.list),
      ),
    ),
  );
}

async function contact(id) {
  main().replaceChildren(el('div', { class: 'detail', 'data-scope': 'Contact' }, 'Loading…'));
  await wait(slow);
  const person = await api(`Contact/${id}`);
  if (location.hash !== `#Contact/view/${id}`) return;
  document.title = person.name;
  main().replaceChildren(
    el(
      'div',
      { class: 'detail', 'data-scope': 'Contact' },
      el('h3', {}, person.name),
      el(
        'div',
        { class: 'panel grid' },
        cell('title', 'Title', person.title),
        cell('account', 'Account', person.accountName),
        cell('emailAddress', 'E-mail', person.emailAddress),
      ),
    ),
  );
}

async function route() {
  const [, scope, action, id] = /^#(\w+)(?:\/(\w+))?(?:\/([\w-]+))?/.exec(location.hash) ?? [];
  if (!document.body.dataset.viewer) return signIn();
  try {
    if (!document.getElementById('main'))
      document.getElementById('content').append(el('div', { id: 'main' }));
    if (!document.querySelector('#header b')) await header();
    if (scope === 'Opportunity' && action === 'view' && id) return await opportunity(id);
    if (scope === 'Contact' && action === 'view' && id) return await contact(id);
    return await list();
  } catch (error) {
    failed(error.status ?? 500);
  }
}

addEventListener('hashchange', route);
route();
