// Pages of the Odoo emulator: pushState paths, a form whose inputs have no value attribute, a
// status bar in reverse order.
import { day, el, money, people, slow, viewer, wait } from '/emulator/kit.js';

const app = document.getElementById('app');
const rpc = async (path, params) => {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', method: 'call', id: 1, params }),
  });
  const answer = await response.json();
  if (answer.error) throw new Error(answer.error.data.name);
  return answer.result;
};
const call = (model, method, args, kwargs = {}) =>
  rpc(`/web/dataset/call_kw/${model}/${method}`, {
    model,
    method,
    args,
    kwargs: { ...kwargs, context: { allowed_company_ids: companies() } },
  });
/** The companies that are switched on, from the cookie, as in Odoo. */
const companies = () => (/cids=([\d-]+)/.exec(document.cookie)?.[1] ?? '1').split('-').map(Number);
let turn = 0;

function go(path) {
  history.pushState({}, '', path);
  route();
}
function link(path, text) {
  const anchor = el('a', { href: path }, text);
  anchor.addEventListener('click', (event) => {
    event.preventDefault();
    go(path);
  });
  return anchor;
}
/** A button of the bar at the top right, as every CRM has some. */
function systray() {
  const button = el(
    'button',
    { type: 'button', class: 'o_menu_systray', 'aria-label': 'Messages', 'aria-expanded': 'false' },
    'Chat',
  );
  button.addEventListener('click', () => {
    button.ariaExpanded = String(button.ariaExpanded !== 'true');
  });
  return button;
}

/** “1 / 5 ‹ ›”: goes through the deals of the pipeline. */
function pager(id, ids) {
  const at = ids.indexOf(id);
  const step = (name, label, to) => {
    const button = el('button', { type: 'button', class: `o_pager_${name}`, 'aria-label': label });
    button.append(name === 'next' ? '›' : '‹');
    button.addEventListener('click', () => go(`/odoo/crm/${to}`));
    return button;
  };
  const last = ids.length - 1;
  return el(
    'div',
    { class: 'o_cp_pager' },
    el(
      'nav',
      { class: 'o_pager', 'aria-label': 'Pager' },
      `${at + 1} / ${ids.length} `,
      step('previous', 'Previous', ids[at === 0 ? last : at - 1]),
      step('next', 'Next', ids[at === last ? 0 : at + 1]),
    ),
  );
}
let pages = null;

function frame(crumbs, ...content) {
  app.replaceChildren(
    el(
      'nav',
      { class: 'o_main_navbar' },
      el('b', {}, 'Larch'),
      link('/odoo/crm', 'Pipeline'),
      systray(),
      el('span', { class: 'o_user_menu' }, el('small', { class: 'oe_topbar_name' }, viewer)),
    ),
    el(
      'div',
      { class: 'o_action_manager' },
      el('div', { class: 'o_control_panel' }, el('ol', { class: 'breadcrumb' }, ...crumbs), pages),
      ...content,
    ),
  );
}

async function pipeline() {
  document.title = 'Pipeline';
  pages = null;
  const leads = await call('crm.lead', 'search_read', [[['type', '=', 'opportunity']]]);
  frame(
    [el('li', { class: 'active' }, 'Pipeline')],
    el(
      'div',
      { class: 'o_list_view' },
      el(
        'table',
        {},
        el(
          'tbody',
          {},
          ...leads.map((lead) =>
            el(
              'tr',
              { class: 'o_data_row' },
              el('td', {}, link(`/odoo/crm/${lead.id}`, lead.name)),
              el('td', {}, lead.stage_id.display_name),
              el('td', {}, lead.user_id.display_name),
              el('td', {}, money(lead.expected_revenue, lead.company_currency.display_name)),
            ),
          ),
        ),
      ),
    ),
  );
}

/** “New → Qualified”: the values of a tracked change. */
const changeText = ({ oldValue, newValue }) => ` ${oldValue.value} → ${newValue.value}`;

function field(name, label, value, type = 'text') {
  const input = el('input', { type, id: `${name}_0`, autocomplete: 'off' });
  input.value = value;
  return [
    el('label', { class: 'o_form_label', for: `${name}_0` }, label),
    el('div', { name, class: 'o_field_widget' }, input),
  ];
}

/** The field of the chatter in which people log a note. */
function writer(id) {
  const text = el('input', { class: 'o-mail-Composer-input', placeholder: 'Log an internal note' });
  const send = el('button', { class: 'o-mail-Composer-send', type: 'button' }, 'Log');
  send.addEventListener('click', async () => {
    const params = { thread_model: 'crm.lead', thread_id: id };
    await rpc('/mail/message/post', { ...params, post_data: { body: text.value } });
    await form(id);
  });
  return el('div', { class: 'o-mail-Composer' }, text, send);
}

async function form(id) {
  const mine = ++turn;
  frame(
    [el('li', { class: 'o_back_button' }, link('/odoo/crm', 'Pipeline'))],
    el('div', { class: 'o_form_view' }, el('p', { class: 'muted' }, 'Loading…')),
  );
  await wait(slow);
  const [[lead], stages, activities, thread, all] = await Promise.all([
    call('crm.lead', 'web_read', [[id]], { specification: {} }),
    call('crm.stage', 'search_read', [['|', ['team_id', '=', false], ['team_id', '=', 1]]], {
      fields: ['name', 'sequence', 'is_won'],
    }),
    call('mail.activity', 'search_read', [
      [
        ['res_model', '=', 'crm.lead'],
        ['res_id', '=', id],
      ],
    ]),
    rpc('/mail/thread/messages', { thread_model: 'crm.lead', thread_id: id, limit: 30 }),
    call('crm.lead', 'search_read', [[['type', '=', 'opportunity']]]),
  ]);
  if (mine !== turn) return;
  if (!lead) return go('/odoo/crm');
  document.title = lead.name;
  pages = pager(
    id,
    all.map((other) => other.id),
  );
  const save = async (values) => {
    await call('crm.lead', 'web_save', [[id], values]);
    await form(id);
  };
  const button = (stage) => {
    const current = stage.id === lead.stage_id.id;
    const node = el(
      'button',
      {
        type: 'button',
        class: `o_arrow_button${current ? ' o_arrow_button_current' : ''}`,
        role: 'radio',
        'aria-checked': String(current),
        'data-value': stage.id,
      },
      el('span', {}, stage.name),
    );
    node.addEventListener('click', () => save({ stage_id: stage.id }));
    return node;
  };
  const date = field('date_deadline', 'Expected Closing', lead.date_deadline, 'date');
  date[1]
    .querySelector('input')
    .addEventListener('change', (event) => save({ date_deadline: event.target.value }));
  const amount = field('expected_revenue', 'Expected Revenue', lead.expected_revenue.toFixed(2));
  frame(
    [
      el('li', { class: 'breadcrumb-item o_back_button' }, link('/odoo/crm', 'Pipeline')),
      el('li', { class: 'o_last_breadcrumb_item active' }, el('span', {}, lead.name)),
    ],
    el(
      'div',
      { class: 'o_form_view o_crm_form_view o_lead_opportunity_form o_view_controller o_action' },
      el(
        'div',
        { class: 'o_form_renderer o_form_editable o_form_saved' },
        el(
          'div',
          { class: 'o_form_statusbar' },
          el(
            'div',
            { name: 'stage_id', class: 'o_field_widget o_field_statusbar_duration' },
            el(
              'div',
              { class: 'o_statusbar_status', role: 'radiogroup', 'aria-label': 'Stage' },
              ...[...stages].reverse().map(button),
            ),
          ),
        ),
        el('h1', {}, lead.name),
        el(
          'div',
          { class: 'o_group' },
          ...amount,
          ...date,
          ...field('partner_id', 'Contact', lead.partner_id ? lead.partner_id.display_name : ''),
          ...field('user_id', 'Salesperson', lead.user_id.display_name),
        ),
      ),
      el(
        'div',
        { class: 'o-mail-Chatter' },
        writer(id),
        ...activities.map((item) =>
          el(
            'div',
            { class: 'o-mail-Activity' },
            el('b', {}, `“${item.summary}” `),
            el('span', { class: 'muted' }, day(item.date_deadline)),
          ),
        ),
        ...thread.data['mail.message'].map((message) =>
          el(
            'div',
            { class: 'o-mail-Message', role: 'group' },
            el('span', { class: 'muted' }, `${day(message.date.slice(0, 10))} `),
            message.subject ||
              message.subtype_description ||
              new DOMParser().parseFromString(message.body, 'text/html').body.textContent,
            message.trackingValues.length > 0 ? changeText(message.trackingValues[0]) : '',
          ),
        ),
      ),
    ),
  );
}

async function route() {
  if (!viewer) return people(app);
  const id = /\/odoo\/crm\/(\d+)$/.exec(location.pathname)?.[1];
  try {
    await (id ? form(Number(id)) : pipeline());
  } catch {
    go('/odoo/crm'); // a record without access falls back to the pipeline
  }
}
addEventListener('popstate', route);
if (!location.pathname.startsWith('/odoo/'))
  history.replaceState({}, '', `/odoo/crm${location.search}`);
route();
