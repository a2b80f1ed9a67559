import type { RawField, RawList, RawRecord, ReadResult } from '../../model/index.ts';
import { type Allowed, clientFor, ReadError } from './http.ts';
import { type Ask, asking, modelOf, rpc } from './odooCalls.ts';
import { link, load } from './odooFields.ts';
import { loadStages, type OdooStages } from './odooStages.ts';
import { done, isActivity, messagesOf, planned, tracking } from './odooThread.ts';
import {
  api,
  apiList,
  arr,
  type Json,
  lists,
  obj,
  optionalList,
  readResult,
  txt,
} from './shape.ts';

const SEARCHED = 'crm\\.stage|mail\\.activity|crm\\.lead|res\\.lang';

/** Odoo 16–18: same-origin JSON-RPC with the page's session. Every method here only reads. */
export const allowed: Allowed = [
  {
    method: 'POST',
    path: /^\/web\/dataset\/call_kw\/(?:crm\.lead|res\.partner)\/(?:web_read|read)$/,
  },
  {
    method: 'POST',
    path: new RegExp(`^/web/dataset/call_kw/(?:${SEARCHED})/search_read$`),
  },
  { method: 'POST', path: /^\/mail\/thread\/messages$/ },
  { method: 'POST', path: /^\/web\/session\/get_session_info$/ },
  { method: 'POST', path: /^\/web\/action\/load$/ },
];

const MESSAGES = 100;

export function read(win: Window): Promise<ReadResult> {
  return readResult(async () => {
    const client = clientFor(win, allowed);
    const model = await modelOf(client, win);
    if (model !== 'crm.lead' && model !== 'res.partner') throw new ReadError('notARecord');
    const id =
      new URLSearchParams(win.location.hash.slice(1)).get('id') ??
      win.location.pathname.split('/').filter(Boolean).at(-1) ??
      '';
    const ids = [Number(id)];
    const session = await rpc(client, '/web/session/get_session_info', {}).then(
      obj,
      () => ({}) as Json,
    );
    const { lang, tz } = obj(session.user_context);
    const context = { ...(txt(lang) ? { lang } : {}), ...(txt(tz) ? { tz } : {}) };
    const call = asking(client, context);
    const records = await load(call, model, ids);
    const record = records[0];
    if (!record) throw new ReadError('missing');
    if (model === 'crm.lead' && record.type === 'lead') throw new ReadError('notARecord');
    const messages = rpc(client, '/mail/thread/messages', {
      thread_model: model,
      thread_id: ids[0],
      limit: MESSAGES,
    }).then(messagesOf);
    const activities = (async () => {
      const fields = ['activity_type_id', 'summary', 'date_deadline', 'activity_category'];
      const open = arr(
        await call(
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
    const stagesOf = (lead: Json) =>
      loadStages(call, (other) => asking(client, { ...context, lang: other }), {
        team: link(lead.team_id).id,
        stage: link(lead.stage_id).id,
        lang: txt(lang),
      });
    const common = {
      crm: 'odoo' as const,
      id,
      stillLoading: false,
      complete: true as const,
      locale: txt(lang)?.replace('_', '-') ?? null,
      timeZone: txt(tz), // API times are UTC; the zone only decides which day is “today”
      viewer: { id: txt(session.uid), name: txt(session.name), email: txt(session.username) },
    };
    return model === 'crm.lead'
      ? deal(record, common, activities, messages, stagesOf(record))
      : contact(call, record, common, activities, ids);
  });
}

type Common = Pick<
  RawRecord,
  'crm' | 'id' | 'stillLoading' | 'complete' | 'locale' | 'timeZone' | 'viewer'
>;

/**
 * Lost deals are archived, with a reason or a probability of 0. A deal that was only archived is
 * neither open nor lost: seen, without a status.
 */
function statusOf(record: Json, isWon: boolean | null): { status?: RawField } {
  if (record.active === false) {
    const isLost = link(record.lost_reason_id).id !== null || !record.probability;
    return { status: api(isLost ? 'lost' : null) };
  }
  if (isWon === null) return {};
  return { status: api(isWon ? 'won' : 'open') };
}

/** The stages, and the changes of the deal's stage with the ids of the stages. */
async function stageLists(
  loading: Promise<OdooStages>,
  changes: Promise<RawList['items'] | null>,
): Promise<{ stages: OdooStages | null; list: RawList | undefined; history: RawList['items'] }> {
  const list = await optionalList(loading.then((stages) => stages.list));
  const stages = await loading.catch(() => null);
  const moves = (await changes) ?? [];
  return { stages, list, history: stages ? await stages.withIds(moves) : moves };
}

async function deal(
  record: Json,
  common: Common,
  activities: Promise<RawList['items']>,
  messages: Promise<Json[]>,
  loadingStages: Promise<OdooStages>,
): Promise<RawRecord> {
  const changesRead = messages.then(tracking, () => null);
  const [activityList, changes, { stages, list, history }] = await Promise.all([
    optionalList(activities),
    changesRead,
    stageLists(
      loadingStages,
      changesRead.then((found) => found?.stage ?? null),
    ),
  ]);
  const team = link(record.team_id);
  const stage = link(record.stage_id);
  const partner = obj(record.partner_id);
  const person =
    partner.is_company === true
      ? txt(record.contact_name)
      : (txt(partner.name) ?? txt(record.contact_name));
  const account =
    link(partner.parent_id).name ??
    (partner.is_company === true ? txt(partner.name) : null) ??
    txt(record.partner_name) ??
    (partner.is_company === false ? null : link(record.partner_id).name);
  const flag = obj(record.stage_id).is_won;
  const isWon = typeof flag === 'boolean' ? flag : (stages?.isWon(stage.id) ?? null);
  const next = activityList?.items
    .filter((item) => item.state === 'open')
    .sort((a, b) => String(a.due).localeCompare(String(b.due)))[0];
  return {
    ...common,
    object: 'deal',
    fields: {
      name: api(record.name),
      account: api(account),
      stage: api(stage.name, { id: stage.id }),
      ...(stage.id ? { stageId: api(stage.id) } : {}),
      ...(team.id ? { pipeline: api(team.name ?? team.id, { id: team.id }) } : {}),
      ...statusOf(record, isWon),
      amount: api(record.expected_revenue, { currency: link(record.company_currency).name }),
      closeDate: api(record.date_deadline),
      owner: api(link(record.user_id).name, { id: link(record.user_id).id }),
      probability: api(record.probability),
      createdAt: api(record.create_date),
      modifiedAt: api(record.write_date),
      stageSince: api(txt(record.date_last_stage_update) ?? record.create_date),
      // Odoo has no field for the next step: the next planned activity counts as it.
      ...(activityList && !activityList.refused
        ? { nextStep: api(next?.subject ?? null), nextStepDate: api(next?.due ?? null) }
        : {}),
    },
    lists: lists({
      activities: activityList,
      stages: list,
      // Odoo has one customer per deal and no roles: the list never proves that no one else is
      // involved.
      contacts: {
        source: 'api',
        partial: true,
        items: person
          ? [{ id: txt(partner.id), name: person, role: null, title: txt(partner.function) }]
          : [],
      },
      // Odoo records changes of the date only where the company tracks them: an empty list would
      // claim that there were none.
      ...(changes
        ? {
            stageHistory: apiList(history),
            amountHistory: apiList(changes.amount),
            ...(changes.closeDate.length > 0
              ? { closeDateHistory: { source: 'api' as const, items: changes.closeDate } }
              : {}),
          }
        : {}),
    }),
    requiredFields: ['name', 'stage', 'amount', 'closeDate'],
  };
}

async function contact(
  call: Ask,
  record: Json,
  common: Common,
  activities: Promise<RawList['items']>,
  ids: number[],
): Promise<RawRecord> {
  const fields = ['name', 'expected_revenue', 'stage_id', 'probability'];
  const deals = optionalList(
    call(
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
    ).then((list) =>
      arr(list).map((item) => ({
        id: txt(item.id),
        name: txt(item.name),
        amount: txt(item.expected_revenue),
        status: 'open',
      })),
    ),
  );
  return {
    ...common,
    object: 'contact',
    fields: {
      name: api(record.name),
      title: api(record.function),
      account: api(link(record.parent_id).name),
      email: api(record.email),
      phone: api(record.phone),
      owner: api(link(record.user_id).name, { id: link(record.user_id).id }),
    },
    lists: lists({ activities: await optionalList(activities), openDeals: await deals }),
    requiredFields: ['name'],
  };
}
