import type { RawList, RawRecord, ReadResult } from '../../model/index.ts';
import { type Allowed, type Client, clientFor, ReadError } from './http.ts';
import { api, arr, type Json, lists, obj, settle, side, txt } from './shape.ts';

/** Odoo 16–18: same-origin JSON-RPC with the page's session. Every method here only reads. */
export const allowed: Allowed = [
  { method: 'POST', path: /^\/web\/dataset\/call_kw\/(?:crm\.lead|res\.partner)\/(?:web_read|read)$/ },
  { method: 'POST', path: /^\/web\/dataset\/call_kw\/(?:crm\.stage|mail\.activity|crm\.lead)\/search_read$/ },
  { method: 'POST', path: /^\/mail\/thread\/messages$/ },
  { method: 'POST', path: /^\/web\/session\/get_session_info$/ },
  { method: 'POST', path: /^\/web\/action\/load$/ },
];

const SESSION_EXPIRED = 100;
const MESSAGES = 100;

/** Odoo says every error with HTTP 200 and an `error` member. */
async function rpc(client: Client, path: string, params: Json): Promise<unknown> {
  const answer = obj(await client.json('POST', path, { jsonrpc: '2.0', method: 'call', id: 1, params }));
  if (!('error' in answer)) return answer.result;
  const error = obj(answer.error);
  const name = String(obj(error.data).name ?? '');
  if (error.code === SESSION_EXPIRED || name.endsWith('SessionExpiredException')) throw new ReadError('signedOut');
  if (name.endsWith('AccessError') || name.endsWith('AccessDenied')) throw new ReadError('forbidden');
  if (name.endsWith('MissingError')) throw new ReadError('missing');
  throw new ReadError('unexpected', name || String(error.message ?? ''));
}

const call = (client: Client, model: string, method: string, args: unknown[], kwargs: Json) =>
  rpc(client, `/web/dataset/call_kw/${model}/${method}`, { model, method, args, kwargs });

/** A many2one in any of its dress: `{id, display_name}` from web_read, `[id, name]` from read, `false` when empty. */
function link(value: unknown): { id: string | null; name: string | null } {
  if (Array.isArray(value)) return { id: txt(value[0]), name: txt(value[1]) };
  return { id: txt(obj(value).id), name: txt(obj(value).display_name) };
}

const named = { fields: { display_name: {} } };
const LEAD = {
  name: {},
  type: {},
  active: {},
  stage_id: { fields: { display_name: {}, is_won: {} } },
  expected_revenue: {},
  company_currency: named,
  probability: {},
  date_deadline: {},
  user_id: named,
  team_id: named,
  partner_id: { fields: { display_name: {}, name: {}, is_company: {}, function: {}, parent_id: named } },
  partner_name: {},
  contact_name: {},
  date_last_stage_update: {},
  create_date: {},
  write_date: {},
};
const PARTNER = { name: {}, is_company: {}, parent_id: named, function: {}, email: {}, phone: {}, user_id: named };

/** The text of a message without its markup. */
function plain(win: Window, html: unknown): string {
  const doc = new (win as Window & typeof globalThis).DOMParser().parseFromString(String(html || ''), 'text/html');
  return (doc.body.textContent ?? '').replace(/\s+/g, ' ').trim().slice(0, 300);
}

/** Messages in the shapes of 18 (`data["mail.message"]`) and of 17 (whole messages in the list). */
export function messagesOf(result: unknown): Json[] {
  const answer = obj(result);
  const whole = arr(answer.messages).filter((message) => 'id' in message);
  return whole.length > 0 ? whole : arr(obj(answer.data)['mail.message']);
}

/** Tracked moves: 18 names the field, 19 nests it in `fieldInfo`, 17 and older only show its label. */
export function tracking(messages: Json[]): { stage: RawList['items']; amount: RawList['items']; closeDate: RawList['items'] } {
  const moves = { stage: [] as RawList['items'], amount: [] as RawList['items'], closeDate: [] as RawList['items'] };
  const kinds: Record<string, keyof typeof moves> = { stage_id: 'stage', expected_revenue: 'amount', date_deadline: 'closeDate' };
  for (const message of messages) {
    for (const item of arr(message.trackingValues)) {
      const kind = kinds[String(item.fieldName ?? obj(item.fieldInfo).name ?? '')];
      if (!kind) continue;
      const value = (side: unknown) => txt(typeof side === 'object' ? obj(side).value : side);
      moves[kind].push({ at: txt(message.date), from: value(item.oldValue), to: value(item.newValue) });
    }
  }
  for (const list of Object.values(moves)) list.sort((a, b) => String(a.at).localeCompare(String(b.at)));
  return moves;
}

/** Which model a path's action opens: a word or a number in the address does not say. */
async function modelOf(client: Client, win: Window): Promise<string | null> {
  const hash = new URLSearchParams(win.location.hash.slice(1));
  if (hash.get('model')) return hash.get('model');
  const action = win.location.pathname.split('/').filter(Boolean).at(-2) ?? '';
  const model = action.replace(/^m-/, '');
  if (/^[a-z_]+\.[a-z_.]+$/.test(model)) return model;
  const id = /^action-(\d+)$/.exec(action)?.[1];
  const loaded = obj(await rpc(client, '/web/action/load', { action_id: id ? Number(id) : action }));
  return txt(loaded.res_model);
}

const ACTIVITY_KINDS: Record<string, string> = { phonecall: 'call', meeting: 'meeting', upload_file: 'task' };

function planned(item: Json): RawList['items'][number] {
  const type = link(item.activity_type_id).name ?? '';
  const kind = ACTIVITY_KINDS[String(item.activity_category ?? '')] ?? (/call/i.test(type) ? 'call' : /meet/i.test(type) ? 'meeting' : /mail/i.test(type) ? 'email' : 'task');
  return { id: txt(item.id), kind, subject: txt(item.summary) ?? type, state: 'open', at: null, due: txt(item.date_deadline), contactId: null };
}

const done =
  (win: Window) =>
  (message: Json): RawList['items'][number] => ({
    id: `message-${txt(message.id)}`,
    kind: message.message_type === 'email' || message.is_discussion === true ? 'email' : 'other',
    subject: txt(message.subject) ?? plain(win, message.body),
    state: 'done',
    at: txt(message.date),
    due: null,
    contactId: txt(obj(message.author).id),
  });

/** Something a person did; a tracked change alone is the CRM talking to itself. */
const isActivity = (message: Json) =>
  message.message_type !== 'notification' && message.message_type !== 'user_notification'
    ? txt(message.body) !== null || txt(message.subject) !== null
    : /activit/i.test(String(message.subtype_description ?? '')) || String(message.body ?? '').includes('o_mail_note_title');

export function read(win: Window): Promise<ReadResult> {
  return settle(async () => {
    const client = clientFor(win, allowed);
    const model = await modelOf(client, win);
    if (model !== 'crm.lead' && model !== 'res.partner') throw new ReadError('notARecord');
    const id = new URLSearchParams(win.location.hash.slice(1)).get('id') ?? win.location.pathname.split('/').filter(Boolean).at(-1) ?? '';
    const ids = [Number(id)];
    const [records, session] = await Promise.all([
      call(client, model, 'web_read', [ids], { specification: model === 'crm.lead' ? LEAD : PARTNER }).then(arr),
      rpc(client, '/web/session/get_session_info', {}).then(obj, () => ({}) as Json),
    ]);
    const record = records[0];
    if (!record) throw new ReadError('missing');
    if (model === 'crm.lead' && record.type === 'lead') throw new ReadError('notARecord');
    const context = obj(session.user_context);
    const messages = rpc(client, '/mail/thread/messages', { thread_model: model, thread_id: ids[0], limit: MESSAGES }).then(messagesOf);
    const activities = (async () => {
      const fields = ['activity_type_id', 'summary', 'date_deadline', 'activity_category'];
      const open = arr(
        await call(
          client,
          'mail.activity',
          'search_read',
          [
            [
              ['res_model', '=', model],
              ['res_id', '=', ids[0]],
            ],
          ],
          { fields },
        ),
      );
      return [...open.map(planned), ...(await messages).filter(isActivity).map(done(win))];
    })();
    const shared = {
      crm: 'odoo' as const,
      id,
      filling: false,
      whole: true as const,
      locale: txt(context.lang)?.replace('_', '-') ?? null,
      timeZone: txt(context.tz) ?? 'UTC', // API datetimes are UTC either way; the zone only dates “today”
      viewer: { id: txt(session.uid), name: txt(session.name), email: txt(session.username) },
    };
    return model === 'crm.lead' ? deal(win, client, record, shared, activities, messages) : contact(client, record, shared, activities, ids);
  });
}

type Shared = Pick<RawRecord, 'crm' | 'id' | 'filling' | 'whole' | 'locale' | 'timeZone' | 'viewer'>;

async function deal(_win: Window, client: Client, record: Json, shared: Shared, activities: Promise<RawList['items']>, messages: Promise<Json[]>): Promise<RawRecord> {
  const team = link(record.team_id).id;
  const ofTeam = team ? ['|', ['team_id', '=', false], ['team_id', '=', Number(team)]] : [];
  const [acts, moves, stages] = await Promise.all([
    side(activities),
    messages.then(tracking, () => null),
    side(
      call(client, 'crm.stage', 'search_read', [ofTeam], { fields: ['name', 'sequence', 'is_won'], order: 'sequence, id' }).then((list) =>
        arr(list).map((stage) => ({ name: txt(stage.name), kind: stage.is_won === true ? 'won' : 'open' })),
      ),
    ),
  ]);
  const stage = link(record.stage_id);
  const partner = obj(record.partner_id);
  const person = partner.is_company === true ? txt(record.contact_name) : (txt(partner.name) ?? txt(record.contact_name));
  const account = link(partner.parent_id).name ?? (partner.is_company === true ? txt(partner.name) : null) ?? txt(record.partner_name) ?? link(partner).name;
  const won = obj(record.stage_id).is_won === true || stages?.items.find((item) => item.name === stage.name)?.kind === 'won';
  const next = acts?.items.filter((item) => item.state === 'open').sort((a, b) => String(a.due).localeCompare(String(b.due)))[0];
  return {
    ...shared,
    object: 'deal',
    fields: {
      name: api(record.name),
      account: api(account),
      stage: api(stage.name, { id: stage.id }),
      status: api(record.active === false ? 'lost' : won ? 'won' : 'open'),
      amount: api(record.expected_revenue, { currency: link(record.company_currency).name }),
      closeDate: api(record.date_deadline),
      owner: api(link(record.user_id).name, { id: link(record.user_id).id }),
      probability: api(record.probability),
      createdAt: api(record.create_date),
      modifiedAt: api(record.write_date),
      stageSince: api(txt(record.date_last_stage_update) ?? record.create_date),
      // Odoo's planned activity is its next step.
      ...(acts && !acts.refused ? { nextStep: api(next?.subject ?? null), nextStepDate: api(next?.due ?? null) } : {}),
    },
    lists: lists({
      activities: acts,
      stages,
      // One customer a deal and no roles: the list can never show that nobody else is involved.
      contacts: { source: 'api', partial: true, items: person ? [{ id: txt(partner.id), name: person, role: null, title: txt(partner.function) }] : [] },
      // A date moved in Odoo leaves no trace unless the company tracks it; an empty list would claim that it never did.
      ...(moves
        ? {
            stageHistory: { source: 'api' as const, items: moves.stage },
            amountHistory: { source: 'api' as const, items: moves.amount },
            ...(moves.closeDate.length > 0 ? { closeDateHistory: { source: 'api' as const, items: moves.closeDate } } : {}),
          }
        : {}),
    }),
    expected: ['name', 'stage', 'amount', 'closeDate'],
  };
}

async function contact(client: Client, record: Json, shared: Shared, activities: Promise<RawList['items']>, ids: number[]): Promise<RawRecord> {
  const fields = ['name', 'expected_revenue', 'stage_id', 'probability'];
  const deals = side(
    call(
      client,
      'crm.lead',
      'search_read',
      [
        [
          ['partner_id', 'in', ids],
          ['type', '=', 'opportunity'],
          ['stage_id.is_won', '=', false],
        ],
      ],
      { fields, limit: 50 },
    ).then((list) => arr(list).map((item) => ({ id: txt(item.id), name: txt(item.name), amount: txt(item.expected_revenue), status: 'open' }))),
  );
  return {
    ...shared,
    object: 'contact',
    fields: {
      name: api(record.name),
      title: api(record.function),
      account: api(link(record.parent_id).name),
      email: api(record.email),
      phone: api(record.phone),
      owner: api(link(record.user_id).name, { id: link(record.user_id).id }),
    },
    lists: lists({ activities: await side(activities), openDeals: await deals }),
    expected: ['name'],
  };
}
