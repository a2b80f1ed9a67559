import type { RawField, RawList, RawRecord, ReadResult } from '../../model/index.ts';
import { type Ahead, ahead } from './ahead.ts';
import { type Allowed, type Client, clientFor, ReadError } from './http.ts';
import { dealsOf, doneOnDeals, type Thread, threadOf } from './odooActivities.ts';
import { type Ask, asking, companiesIn, modelOf, rpc, search } from './odooCalls.ts';
import { link, linked, load } from './odooFields.ts';
import { loadStages, type OdooStages } from './odooStages.ts';
import { plain } from './odooThread.ts';
import { type Tracked, tracking, unreadOn, versionOf } from './odooTracking.ts';
import {
  api,
  apiList,
  described,
  type Json,
  obj,
  optional,
  optionalList,
  readResult,
  same,
  txt,
} from './shape.ts';

const MODELS =
  'crm\\.(?:lead|stage)|res\\.(?:partner|lang)|mail\\.(?:activity|message)|calendar\\.event';

/**
 * Odoo 16–19: same-origin JSON-RPC with the page's session. Every method only reads, but the route
 * of the chatter marks the messages that it returns as done: it is not asked for unread ones.
 */
export const allowed: Allowed = [
  new RegExp(`^/web/dataset/call_kw/(?:${MODELS})/(?:(?:web_)?(?:search_)?read|fields_get)$`),
  /^\/mail\/thread\/messages$/,
  /^\/web\/(?:session\/get_session_info|action\/load)$/,
].map((path) => ({ method: 'POST', path }));

type Items = RawList['items'];

/** Without an answer about the session, the record can still be read. */
const session = (client: Client): Promise<Json> =>
  optional(rpc(client, '/web/session/get_session_info', {}).then(obj), () => ({}));

export function read(win: Window): Promise<ReadResult> {
  return readResult(async () => {
    const client = clientFor(win, allowed);
    // Two rounds of requests: what the address means and who asks, then everything else at once.
    const asker = ahead(session(client));
    const id =
      new URLSearchParams(win.location.hash.slice(1)).get('id') ??
      win.location.pathname.split('/').filter(Boolean).at(-1) ??
      '';
    const companies = companiesIn(win.document.cookie);
    const ofCompanies = { ...(companies && { allowed_company_ids: companies }) };
    const oldestUnread = ahead(unreadOn(asking(client, ofCompanies), Number(id)));
    const model = await modelOf(client, win);
    if (model !== 'crm.lead' && model !== 'res.partner') throw new ReadError('notARecord');
    const me = await asker;
    const user = obj(me.user_context);
    const [lang, tz] = [txt(user.lang), txt(user.tz)];
    const context = { ...(lang && { lang }), ...(tz && { tz }), ...ofCompanies };
    const call = asking(client, context);
    const record = ahead(
      load(call, model, [Number(id)]).then(([found]) => {
        if (!found) throw new ReadError('missing');
        if (model === 'crm.lead' && found.type === 'lead') throw new ReadError('notARecord');
        return found;
      }),
    );
    const thread = threadOf(win, call, { model, id: Number(id) });
    const inLanguage = (other: string) => asking(client, { ...context, lang: other });
    const parts = ahead(
      model === 'crm.lead'
        ? deal(win, {
            record,
            thread,
            tracked: ahead(tracking(client, call, Number(id), versionOf(me), oldestUnread)),
            loadingStages: stagesAround(call, inLanguage, lang, record),
          })
        : contact(win, call, { id: Number(id), record, thread }),
    );
    await record; // decides: a forbidden record's parts fail too, or are empty
    return {
      ...(await parts),
      crm: 'odoo' as const,
      id,
      stillLoading: false,
      complete: true as const,
      clock: client.time(),
      language: lang?.replace('_', '-') ?? null,
      timeZone: tz, // API times are UTC; the zone only decides which day is “today”
      viewer: { id: txt(me.uid), name: txt(me.name), email: txt(me.username) },
    };
  });
}

type Parts = Pick<RawRecord, 'object' | 'fields' | 'lists' | 'requiredFields'>;

/**
 * Lost deals are archived, with a reason or a probability of 0. A deal that was only archived is
 * neither open nor lost: seen, without a status.
 * @param isWon also for a probability of 100 in an open stage: Odoo shows such a deal as “Won”, and
 * stores when it was closed.
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
  loading: Ahead<OdooStages>,
  changes: Ahead<Items>,
): Promise<{ stages: OdooStages | null; list: RawList; history: Items }> {
  const list = await optionalList(loading.then((stages) => stages.list));
  const stages = await optional(loading, () => null);
  const moves = await changes;
  return { stages, list, history: stages ? await stages.withIds(moves) : moves };
}

const stagesAround = (
  call: Ask,
  inLanguage: (lang: string) => Ask,
  lang: string | null,
  record: Ahead<Json>,
): Ahead<OdooStages> => {
  const context = record.then(({ team_id, stage_id }) => ({
    team: link(team_id).id,
    stage: link(stage_id).id,
  }));
  return ahead(loadStages(call, inLanguage, lang, ahead(context)));
};

interface DealReading {
  record: Ahead<Json>;
  thread: Thread;
  tracked: Ahead<Tracked>;
  loadingStages: Ahead<OdooStages>;
}

async function deal(win: Window, reading: DealReading): Promise<Parts> {
  const tracked = ahead(optional(reading.tracked, same));
  const moved = ahead(tracked.then((found) => ('source' in found ? [] : found.of.stage_id)));
  const { thread } = reading;
  const [record, planned, done, meetings, changes, { stages, list, history }] = await Promise.all([
    reading.record,
    thread.planned,
    thread.done,
    thread.meetings,
    tracked,
    stageLists(reading.loadingStages, moved),
  ]);
  const team = link(record.team_id);
  const stage = link(record.stage_id);
  const partner = obj(record.partner_id);
  const person =
    (partner.is_company === true ? null : txt(partner.name)) ?? txt(record.contact_name);
  const account =
    link(partner.parent_id).name ??
    (partner.is_company === true ? txt(partner.name) : null) ??
    txt(record.partner_name) ??
    (partner.is_company === false ? null : link(record.partner_id).name);
  const flag = obj(record.stage_id).is_won;
  const isWon = typeof flag === 'boolean' ? flag : (stages?.isWon(stage.id) ?? null);
  const moves = 'source' in changes ? null : changes;
  const changed = (items: Items): RawList =>
    moves ? { ...apiList(items), partial: moves.isCut } : (changes as RawList);
  return {
    object: 'deal',
    fields: {
      name: api(record.name),
      account: api(account),
      stage: linked(record.stage_id),
      ...(stage.id ? { stageId: api(stage.id) } : {}),
      ...(team.id ? { pipeline: api(team.name ?? team.id, { id: team.id }) } : {}),
      ...statusOf(record, record.probability === 100 || isWon),
      amount: api(record.expected_revenue, { currency: link(record.company_currency).name }),
      closeDate: api(record.date_deadline),
      owner: linked(record.user_id),
      probability: api(record.probability),
      createdAt: api(record.create_date),
      modifiedAt: api(record.write_date),
      stageSince: api(txt(record.date_last_stage_update) ?? record.create_date),
    },
    lists: {
      planned,
      done: { ...done, items: [...done.items, ...described(txt(plain(win, record.description)))] },
      meetings,
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
      stageHistory: changed(history),
      amountHistory: changed(moves?.of.expected_revenue ?? []),
      // Odoo records changes of the date only where the company tracks them: an empty list would
      // claim that there were none, unless more may be.
      ...(moves && (moves.isCut || moves.of.date_deadline.length > 0)
        ? { closeDateHistory: changed(moves.of.date_deadline) }
        : {}),
    },
    requiredFields: ['name', 'stage', 'amount', 'closeDate'],
  };
}

interface ContactReading {
  id: number;
  record: Ahead<Json>;
  thread: Thread;
}

async function contact(win: Window, call: Ask, reading: ContactReading): Promise<Parts> {
  const open = [...dealsOf(reading.id), ['stage_id.is_won', '=', false], ['probability', '<', 100]];
  const fields = ['name', 'expected_revenue', 'company_currency'];
  const [record, planned, done, ofDeals, openDeals] = await Promise.all([
    reading.record,
    reading.thread.planned,
    reading.thread.done,
    optional(doneOnDeals(win, call, reading.id), same),
    optionalList(
      search(call, 'crm.lead', open, { fields, limit: 50 }).then((list) =>
        list.map((item) => ({
          id: txt(item.id),
          name: txt(item.name),
          amount: txt(item.expected_revenue),
          currency: link(item.company_currency).name,
          status: 'open',
        })),
      ),
    ),
  ]);
  return {
    object: 'contact',
    fields: {
      name: api(record.name),
      title: api(record.function),
      account: api(link(record.parent_id).name),
      email: api(record.email),
      phone: api(record.phone),
      owner: linked(record.user_id),
    },
    lists: { planned, done, doneOnDeals: ofDeals, openDeals },
    requiredFields: ['name'],
  };
}
