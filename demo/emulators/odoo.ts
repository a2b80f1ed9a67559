// The emulator of Odoo: its pages and the JSON-RPC methods that the reader calls, on sample deals.

import { changeMoment, day, moment, stamp } from '../clock.ts';
import type { Deal, StageIndex } from '../deal.ts';
import { type Emulator, json, type Reply } from '../emulator.ts';
import {
  addPost,
  type EmulatorState,
  moveDate,
  moveStage,
  ownerOf,
  type Viewer,
  visible,
} from '../state.ts';

type Json = Record<string, unknown>;
type Language = 'en_US' | 'de_DE';
const LANGUAGES: readonly Language[] = ['en_US', 'de_DE'];

/** As in an Odoo configured by hand: Negotiation was added later, so its id is out of order. */
const STAGES = [
  { id: 1, sequence: 1, is_won: false, team: null, names: { en_US: 'New', de_DE: 'Neu' } },
  {
    id: 2,
    sequence: 2,
    is_won: false,
    team: null,
    names: { en_US: 'Qualified', de_DE: 'Qualifiziert' },
  },
  {
    id: 3,
    sequence: 3,
    is_won: false,
    team: null,
    names: { en_US: 'Proposition', de_DE: 'Vorschlag' },
  },
  {
    id: 5,
    sequence: 4,
    is_won: false,
    team: null,
    names: { en_US: 'Negotiation', de_DE: 'Verhandlung' },
  },
  // Another team's stage, with a name that the shared ones have too.
  {
    id: 6,
    sequence: 5,
    is_won: false,
    team: 2,
    names: { en_US: 'Negotiation', de_DE: 'Verhandlung' },
  },
  { id: 4, sequence: 70, is_won: true, team: null, names: { en_US: 'Won', de_DE: 'Gewonnen' } },
] as const;
type StageRow = (typeof STAGES)[number];
const OPEN = [1, 2, 3, 5];

const byId = (id: number | undefined): StageRow => STAGES.find((row) => row.id === id) ?? STAGES[0];
/** A lost deal keeps its stage and is archived. */
function stageOf(stage: StageIndex): StageRow {
  if (stage === 'won') return byId(4);
  return byId(OPEN[stage === 'lost' ? 3 : stage]);
}
/** Jonas works in German, everybody else in English. */
const languageOf = (viewer: Viewer): Language => (viewer.key === 'jonas' ? 'de_DE' : 'en_US');
const requested = (params: Json): Language => {
  const { context = {} } = (params.kwargs ?? {}) as { context?: { lang?: string } };
  return LANGUAGES.find((lang) => lang === context.lang) ?? 'en_US';
};

const userId = (viewer: Viewer) => viewer.number + 5;
const companyId = (deal: Deal) => deal.n * 20 + 100;
const personId = (deal: Deal, index: number) => companyId(deal) + 1 + index;

const result = (value: unknown): Reply => json({ jsonrpc: '2.0', id: 1, result: value });
const failure = (name: string, code = 200): Reply =>
  json({
    jsonrpc: '2.0',
    id: 1,
    error: {
      code,
      message: code === 100 ? 'Odoo Session Expired' : 'Odoo Server Error',
      data: { name, message: '', arguments: [], context: {}, debug: '' },
    },
  });
const link = (id: number | null, name: string | undefined, extra: Json = {}) =>
  id === null ? false : { id, display_name: name ?? '', ...extra };

function dueState(inDays: number): string {
  if (inDays < 0) return 'overdue';
  return inDays === 0 ? 'today' : 'planned';
}

function lead(state: EmulatorState, deal: Deal, lang: Language): Json {
  const stage = stageOf(deal.stage);
  const owner = ownerOf(deal);
  const [person] = deal.contacts;
  const next = [...deal.planned].sort((a, b) => a[0] - b[0])[0];
  const [moved = deal.createdAgo, , movedAt] = deal.stages.at(-1) ?? [];
  return {
    id: deal.n,
    name: deal.name,
    type: 'opportunity',
    active: deal.stage !== 'lost',
    stage_id: link(stage.id, stage.names[lang], { is_won: stage.is_won }),
    expected_revenue: deal.amount,
    company_currency: link(1, deal.currency),
    probability: deal.stage === 'lost' ? 0 : deal.probability,
    lost_reason_id: false,
    date_deadline: day(state.clock, deal.closeIn),
    user_id: link(userId(owner), owner.name),
    team_id: link(1, 'Sales'),
    partner_id: person
      ? link(personId(deal, 0), `${deal.account}, ${person.name}`, {
          name: person.name,
          is_company: false,
          function: person.title,
          parent_id: link(companyId(deal), deal.account),
        })
      : false,
    partner_name: deal.account,
    contact_name: person?.name ?? false,
    date_closed: false,
    // Its editor leaves an empty paragraph where nothing was written.
    description: `<p>${deal.description ?? '<br>'}</p>`,
    date_last_stage_update: changeMoment(state.clock, moved, 15, movedAt),
    create_date: moment(state.clock, -deal.createdAgo),
    write_date: moment(state.clock, -deal.modifiedAgo),
    activity_state: next ? dueState(next[0]) : false,
    activity_date_deadline: next ? day(state.clock, next[0]) : false,
    activity_summary: next?.[2] ?? false,
  };
}

function partner(state: EmulatorState, deal: Deal, index: number): Json {
  const person = deal.contacts[index];
  const owner = ownerOf(deal);
  return {
    id: personId(deal, index),
    name: person?.name,
    is_company: false,
    parent_id: link(companyId(deal), deal.account),
    function: person?.title ?? false,
    email: false,
    phone: false,
    user_id: link(userId(owner), owner.name),
    create_date: moment(state.clock, -deal.createdAgo),
  };
}

function company(state: EmulatorState, deal: Deal): Json {
  const person = partner(state, deal, 0);
  return {
    ...person,
    id: companyId(deal),
    name: deal.account,
    is_company: true,
    parent_id: false,
    function: false,
  };
}

function messages(state: EmulatorState, deal: Deal): Json[] {
  const plain = {
    is_note: false,
    is_discussion: false,
    subject: false,
    subtype_description: false,
    trackingValues: [],
    model: 'crm.lead',
    res_id: deal.n,
    author: { id: 8, type: 'partner' },
  };
  const list: Json[] = [
    {
      ...plain,
      id: 1,
      date: moment(state.clock, -deal.createdAgo),
      message_type: 'notification',
      body: '',
      subtype_description: 'Lead/Opportunity created',
    },
  ];
  deal.done.forEach(([ago, kind, subject], index) => {
    const done = { ...plain, id: 100 + index, date: moment(state.clock, -ago, 10) };
    const icon = '<span class="fa fa-phone fa-fw"></span>';
    list.push(
      kind === 'Email'
        ? {
            ...done,
            message_type: 'comment',
            is_discussion: true,
            subject,
            body: `<p>${subject}</p>`,
          }
        : {
            ...done,
            message_type: 'notification',
            body: `<p>${icon}<span>${kind}</span> done<span>: </span><span>${subject}</span></p>`,
          },
    );
  });
  deal.posts.forEach(([at, text], index) => {
    list.push({
      ...plain,
      id: 400 + index,
      date: stamp(at),
      message_type: 'comment',
      is_note: true,
      body: `<p>${text}</p>`,
    });
  });
  const before = (index: number): StageIndex => deal.stages[index - 1]?.[1] ?? 0;
  deal.stages.forEach(([ago, to, at], index) => {
    // A tracked value keeps the name in the language of whoever made the change.
    const label = (stage: StageIndex) => ({
      currencyId: false,
      value: stageOf(stage).names[languageOf(ownerOf(deal))],
    });
    list.push({
      ...plain,
      id: 200 + index,
      date: changeMoment(state.clock, ago, 15, at),
      message_type: 'notification',
      body: '',
      subtype_description: 'Stage changed',
      trackingValues: [
        {
          id: index,
          changedField: 'Stage',
          fieldName: 'stage_id',
          fieldType: 'many2one',
          oldValue: label(before(index)),
          newValue: label(to),
        },
      ],
    });
  });
  deal.amounts.forEach(([ago, from, to], index) => {
    const value = (amount: number) => ({ currencyId: 1, value: amount });
    list.push({
      ...plain,
      id: 300 + index,
      date: moment(state.clock, -ago, 16),
      message_type: 'notification',
      body: '',
      trackingValues: [
        {
          id: 90 + index,
          changedField: 'Expected Revenue',
          fieldName: 'expected_revenue',
          fieldType: 'monetary',
          oldValue: value(from),
          newValue: value(to),
        },
      ],
    });
  });
  return list.sort((a, b) => String(b.date).localeCompare(String(a.date)));
}

/** The messages as a search has them: the CRM's own people are not shared partners. */
function found(state: EmulatorState, deal: Deal): Json[] {
  return messages(state, deal).map(({ id, date, subject, body, message_type, ...message }) => ({
    id,
    date,
    subject,
    body,
    message_type,
    email_from: false,
    author_id: { id: 8, name: ownerOf(deal).name, partner_share: false },
    subtype_id: { id: message.is_discussion ? 1 : 2, internal: message.is_discussion !== true },
  }));
}

/** `id` is a many2one: id and name. */
const ACTIVITY_TYPES = {
  Call: { id: [2, 'Call'], category: 'phonecall' },
  Meeting: { id: [3, 'Meeting'], category: 'meeting' },
  Task: { id: [4, 'To-Do'], category: 'default' },
};

function activities(state: EmulatorState, deal: Deal): Json[] {
  return deal.planned.map(([inDays, kind, summary], index) => ({
    id: deal.n * 10 + index,
    activity_type_id: ACTIVITY_TYPES[kind].id,
    activity_category: ACTIVITY_TYPES[kind].category,
    summary,
    date_deadline: day(state.clock, inDays),
  }));
}

/** Odoo makes an activity for a meeting that is made from its deal. */
function meetings(state: EmulatorState, deal: Deal): Json[] {
  return deal.planned.flatMap(([inDays, kind, name], index) =>
    kind === 'Meeting'
      ? [
          {
            id: deal.n * 10 + index,
            name,
            start: moment(state.clock, inDays, 13),
            stop: moment(state.clock, inDays, 14),
            allday: false,
            start_date: false,
            activity_ids: [deal.n * 10 + index],
          },
        ]
      : [],
  );
}

function call(
  state: EmulatorState,
  viewer: Viewer,
  model: string,
  method: string,
  params: Json,
): Reply {
  const args = (params.args ?? []) as unknown[];
  const { context } = (params.kwargs ?? {}) as { context?: { allowed_company_ids?: number[] } };
  // Without companies in the context Odoo takes the person's default one.
  const companies = context?.allowed_company_ids ?? [1];
  const mine = visible(state, viewer).filter((deal) => companies.includes(deal.company));
  const lang = requested(params);
  if (model === 'res.lang') return result(LANGUAGES.map((code, id) => ({ id, code })));
  // The form asks for the stages of the deal's team, the reader for all.
  const ofTeam = ((args[0] ?? []) as unknown[]).some((rule) => String(rule).startsWith('team_id'));
  if (model === 'crm.stage')
    return result(
      STAGES.filter(({ team }) => !ofTeam || team === null).map(({ names, team, ...stage }) => ({
        ...stage,
        name: names[lang],
        team_id: team === null ? false : [team, 'Renewals'],
        fold: false,
        requirements: false,
      })),
    );
  if (model === 'mail.message') {
    const rules = args[0] as unknown[][];
    const [, , value] = rules.find((rule) => rule[0] === 'res_id') ?? [];
    const isDeal = rules.some((rule) => rule[0] === 'model' && rule[2] === 'crm.lead');
    const isUnread = rules.some((rule) => rule[0] === 'needaction');
    const ids = isDeal && !isUnread ? [value].flat() : [];
    const records = mine.filter(({ n }) => ids.includes(n)).flatMap((deal) => found(state, deal));
    return result(method === 'search_read' ? records : { length: records.length, records });
  }
  if (model === 'mail.activity') {
    const id = Number((args[0] as unknown[][]).find((rule) => rule[0] === 'res_id')?.[2]);
    return result(mine.filter((deal) => deal.n === id).flatMap((deal) => activities(state, deal)));
  }
  if (model === 'calendar.event') {
    const id = Number((args[0] as unknown[][]).find((rule) => rule[0] === 'opportunity_id')?.[2]);
    return result(mine.filter((deal) => deal.n === id).flatMap((deal) => meetings(state, deal)));
  }
  if (model === 'crm.lead' && method === 'search_read') {
    const rules = (args[0] ?? []) as unknown[][];
    const [, operator, value] = rules.find((rule) => rule[0] === 'partner_id') ?? [];
    const partners = value === undefined ? undefined : [value].flat();
    const isOf = (deal: Deal) =>
      partners?.includes(personId(deal, 0)) ||
      // Below a company are its people.
      (operator === 'child_of' && partners?.includes(companyId(deal)));
    const withLost = rules.some((rule) => rule[0] === 'active');
    return result(
      mine
        .filter((deal) => (withLost || deal.stage !== 'lost') && (!partners || isOf(deal)))
        .map((deal) => lead(state, deal, lang)),
    );
  }
  const ids = (args[0] ?? []) as number[];
  if (model === 'res.partner') {
    const found = state.deals.flatMap((deal) => [
      ...(ids.includes(companyId(deal)) ? [company(state, deal)] : []),
      ...deal.contacts.flatMap((_, index) =>
        ids.includes(personId(deal, index)) ? [partner(state, deal, index)] : [],
      ),
    ]);
    return result(found);
  }
  const asked = state.deals.filter((deal) => ids.includes(deal.n));
  if (asked.some((deal) => !mine.includes(deal))) return failure('odoo.exceptions.AccessError');
  const [deal] = asked;
  if (method === 'web_save' && deal) {
    const values = args[1] as Json;
    const index = OPEN.indexOf(Number(values.stage_id));
    if (values.stage_id === 4) moveStage(state, deal, 'won');
    else if (index >= 0) moveStage(state, deal, index as StageIndex);
    if (typeof values.date_deadline === 'string')
      moveDate(
        state,
        deal,
        Math.round((Date.parse(values.date_deadline) - state.clock.today) / 86_400_000),
      );
  }
  return result(asked.map((item) => lead(state, item, lang)));
}

const ACTION_MODELS: Record<string, string> = { crm: 'crm.lead', contacts: 'res.partner' };

/**
 * The part of Odoo 18's JSON-RPC that the reader uses. Errors have HTTP 200; the messages of a
 * forbidden record are an empty list.
 */
export const odoo: Emulator = {
  name: 'odoo',
  page: 'odoo.html',
  cookies: ['cids=1-2; Path=/; SameSite=Lax'],
  api({ state, url, viewer, body, method }) {
    if (method !== 'POST') return null;
    if (!viewer) return failure('odoo.http.SessionExpiredException', 100);
    const params = ((body as Json | null)?.params ?? {}) as Json;
    if (url.pathname === '/web/session/get_session_info')
      return result({
        uid: userId(viewer),
        name: viewer.name,
        username: viewer.email,
        db: 'emulator',
        server_version_info: [18, 0, 0, 'final', 0, ''],
        user_context: { lang: languageOf(viewer), tz: 'Europe/London' },
      });
    if (url.pathname === '/web/action/load')
      return result({
        res_model: ACTION_MODELS[String(params.action_id)] ?? 'project.task',
      });
    if (url.pathname === '/mail/message/post') {
      const { body: text } = params.post_data as Json;
      const deal = visible(state, viewer).find((item) => item.n === params.thread_id);
      if (!deal) return failure('odoo.exceptions.AccessError');
      addPost(state, deal, String(text));
      return result({ 'mail.message': [{ id: 400 + deal.posts.length }] });
    }
    if (url.pathname === '/mail/thread/messages') {
      const deal = visible(state, viewer).find((item) => item.n === params.thread_id);
      const list = deal && params.thread_model === 'crm.lead' ? messages(state, deal) : [];
      return result({ data: { 'mail.message': list }, messages: list.map(({ id }) => id) });
    }
    const [, model, name] = /^\/web\/dataset\/call_kw\/([\w.]+)\/(\w+)$/.exec(url.pathname) ?? [];
    return model && name ? call(state, viewer, model, name, params) : null;
  },
};
