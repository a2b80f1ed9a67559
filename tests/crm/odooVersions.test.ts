import { describe, expect, it } from 'vitest';
import { read } from '../../lib/crm/readers/odoo.ts';
import { known } from '../../lib/model/index.ts';
import { crmPage, dealOf, recordOf } from '../helpers/crmPage.ts';

/** An invented Odoo in three versions, as the answers of real ones differ. */
const NOW = Date.parse('2026-11-28T12:00:00Z');
const CHATTER = '/mail/thread/messages';
type Json = Record<string, unknown>;

interface Message {
  id: number;
  date: string;
  type?: string;
  body?: string;
  subject?: string;
  /** One of PEOPLE; none for a sender that Odoo does not know. */
  author?: number | undefined;
  from?: string;
  isNote?: boolean;
  isUnread?: boolean;
  /** [field, from, to] */
  changed?: [Field, unknown, unknown];
  deal?: number;
}
type Field = 'stage_id' | 'expected_revenue' | 'date_deadline' | 'x_goal';
const LABELS: Record<Field, { de: string; type: string }> = {
  stage_id: { de: 'Phase', type: 'many2one' },
  expected_revenue: { de: 'Erwarteter Umsatz', type: 'monetary' },
  date_deadline: { de: 'Erwarteter Abschluss', type: 'date' },
  x_goal: { de: 'Phase', type: 'char' },
};
const PEOPLE: Record<number, { name: string; share: boolean }> = {
  7: { name: 'Ines Vogt', share: false },
  11: { name: 'Rosa Amsel', share: true },
};

interface OdooData {
  version?: 17 | 18 | 19;
  messages?: Message[];
  /** Requests whose path has this part are refused. */
  refused?: RegExp | undefined;
  path?: string;
  deals?: number[];
}

function trackedIn(version: number, [field, from, to]: NonNullable<Message['changed']>): Json {
  const { de: changedField, type: fieldType } = LABELS[field];
  if (version === 19)
    return { fieldInfo: { changedField, fieldType }, oldValue: from, newValue: to };
  const values = { oldValue: { value: from }, newValue: { value: to } };
  return { changedField, fieldType, fieldName: field, ...values };
}

/** The chatter’s answer: without what only a search tells of the authors. */
function chatter(version: number, list: Message[]): Json {
  const messages = list.map((message) => ({
    id: message.id,
    date: message.date,
    message_type: message.type ?? 'notification',
    body: version === 19 && message.body ? ['markup', message.body] : (message.body ?? ''),
    trackingValues: message.changed ? [trackedIn(version, message.changed)] : [],
  }));
  if (version === 17) return { messages };
  return { data: { 'mail.message': messages }, messages: messages.map(({ id }) => id) };
}

function searched(message: Message, isNested: boolean): Json {
  const { id, date, type = 'comment', body = '', author, isNote = false } = message;
  const person = author === undefined ? undefined : PEOPLE[author];
  const { name, share: partner_share } = person ?? {};
  return {
    id,
    date,
    body,
    message_type: type,
    subject: message.subject ?? false,
    email_from: message.from ?? false,
    author_id: !person ? false : isNested ? { id: author, name, partner_share } : [author, name],
    subtype_id: isNested ? { id: 1, internal: isNote } : [1, 'Diskussion'],
  };
}

function odoo({
  version = 19,
  messages = [],
  deals = [31],
  path = '/odoo/crm/31',
  ...data
}: OdooData) {
  const requests: { path: string; params: Json }[] = [];
  const { win } = crmPage(`http://odoo.test${path}`, '', () => null);
  const answer = (value: object) => Response.json({ jsonrpc: '2.0', id: 1, ...value });
  const fetch = async (url: string, init: RequestInit) => {
    const { params } = JSON.parse(String(init.body));
    requests.push({ path: url, params });
    const error = { code: 200, data: { name: 'odoo.exceptions.AccessError' } };
    return data.refused?.test(url) ? answer({ error }) : answer({ result: respond(url, params) });
  };
  function respond(url: string, params: Json): unknown {
    if (url.includes('session_info'))
      return {
        uid: 1,
        name: 'A',
        user_context: { lang: 'de_DE', tz: 'UTC' },
        server_version_info: [version, 0, 0, 'final', 0, ''],
      };
    if (url.includes('action/load')) return { res_model: 'crm.lead' };
    const { args, kwargs } = params as { args: unknown[]; kwargs: Json };
    if (url === CHATTER) {
      const { limit, before } = (version === 19 ? params.fetch_params : params) as Json;
      const list = messages.filter(({ id }) => id < Number(before ?? 1e9));
      return chatter(version, list.slice(0, Number(limit ?? 30)));
    }
    if (url.includes('fields_get'))
      return Object.fromEntries(
        Object.entries(LABELS).map(([name, { de, type }]) => [name, { string: de, type }]),
      );
    if (url.includes('mail.message')) {
      const rules = args[0] as unknown[][];
      const of = (field: string) => rules.find(([name]) => name === field)?.[2];
      if (of('needaction')) {
        const unread = messages.filter(
          ({ isUnread, type }) => isUnread && type !== of('message_type'),
        );
        return unread
          .sort((a, b) => a.id - b.id)
          .slice(0, 1)
          .map(({ id }) => ({ id }));
      }
      const found = messages
        .filter(({ changed, deal = 31 }) => !changed && (of('res_id') as number[]).includes(deal))
        .slice(0, Number(kwargs.limit));
      const isNested = url.includes('web_search_read');
      const records = found.map((message) => searched(message, isNested));
      return isNested ? { length: records.length, records } : records;
    }
    if (url.includes('crm.lead/search_read')) return deals.map((id) => ({ id, name: 'Kiln' }));
    if (/mail\.activity|calendar\.event/.test(url)) return [];
    if (url.includes('crm.stage')) return [];
    return [{ id: 31, name: 'Kiln', type: 'opportunity', active: true }];
  }
  Object.assign(win, { fetch });
  return { win, requests };
}

const deal = async (data: OdooData) => dealOf(await read(odoo(data).win), 'odoo', '31', NOW);
const VERSIONS = [17, 18, 19] as const;

describe.each(VERSIONS)('what was done in Odoo %i', (version) => {
  const only = async (message: Partial<Message>, refused?: RegExp) => {
    const messages = [{ id: 5, date: '2026-11-20 10:00:00', author: 7, ...message }];
    const list = known((await deal({ version, messages, refused })).fields.activities);
    return list?.[0];
  };

  it('is the text that people wrote', async () => {
    expect(
      await only({ body: '<p>Rosa asked for <b>two</b> offers</p>', isNote: true }),
    ).toMatchObject({
      kind: 'other',
      subject: 'Rosa asked for two offers',
      direction: null,
    });
  });

  it('is an e-mail of a contact, who is known', async () => {
    expect(await only({ type: 'email', author: 11, subject: 'Offer' })).toMatchObject({
      kind: 'email',
      direction: 'in',
      contactId: '11',
      from: 'Rosa Amsel',
    });
  });

  it('is an e-mail of a stranger, who has an address only', async () => {
    const message = { type: 'email', author: undefined, from: 'piet@ajax.example', subject: 'Hi' };
    expect(await only(message)).toMatchObject({
      direction: 'in',
      contactId: null,
      from: 'piet@ajax.example',
    });
  });

  it('is an e-mail of one’s own: out', async () => {
    const own = { kind: 'email', direction: 'out', from: null };
    expect(await only({ type: 'email', subject: 'Offer' })).toMatchObject(own);
    expect(await only({ type: 'comment', body: '<p>Dear Rosa</p>' }), 'Send message').toMatchObject(
      own,
    );
  });

  it('has no direction where the authors may not be read', async () => {
    const refused = /web_search_read/;
    expect(await only({ type: 'email', author: 11, subject: 'Offer' }, refused)).toMatchObject({
      kind: 'email',
      direction: null,
      contactId: '11',
    });
  });

  it('is partial where there is more than was read', async () => {
    const of = (count: number) =>
      Array.from({ length: count }, (_, index) => ({
        id: index + 1,
        date: '2026-11-20 10:00:00',
        body: `<p>Note ${index}</p>`,
      }));
    const [all, cut] = [
      (await deal({ version, messages: of(100) })).fields.activities,
      (await deal({ version, messages: of(101) })).fields.activities,
    ];
    expect([known(all)?.length, all]).toMatchObject([100, { confidence: 1 }]);
    expect([known(cut)?.length, cut]).toMatchObject([100, { confidence: 0.9 }]);
  });
});

describe.each(VERSIONS)('what was tracked in Odoo %i', (version) => {
  const moves: Message[] = [
    { id: 9, date: '2026-11-20 10:00:00', changed: ['stage_id', 'Angebot', 'Neu'] },
    { id: 8, date: '2026-11-18 10:00:00', changed: ['x_goal', 'low', 'high'] },
    { id: 7, date: '2026-11-14 10:00:00', changed: ['stage_id', 'Neu', 'Angebot'] },
    { id: 6, date: '2026-11-12 10:00:00', changed: ['expected_revenue', 100.5, 200] },
  ];
  it('is read, whatever the version calls it', async () => {
    const { fields } = await deal({ version, messages: moves });
    expect(known(fields.stageHistory)?.map(({ from, to }) => [from, to])).toEqual([
      ['Neu', 'Angebot'],
      ['Angebot', 'Neu'],
    ]);
    expect(known(fields.amountHistory)?.map(({ from, to }) => [from, to])).toEqual([[100.5, 200]]);
    expect(fields.stageHistory).toMatchObject({ confidence: 1 });
  });

  it('is read up to the limit, and partial then', async () => {
    const many = Array.from(
      { length: 120 },
      (_, index): Message => ({
        id: 200 - index,
        date: `2026-10-20 10:${String(59 - (index % 60)).padStart(2, '0')}:00`,
        changed: ['stage_id', 'Neu', 'Angebot'],
      }),
    );
    const { fields } = await deal({ version, messages: many });
    expect(known(fields.stageHistory)).toHaveLength(100);
    expect(fields.stageHistory).toMatchObject({ confidence: 0.5 });
  });

  it('of the close date is unseen without an entry, and partial where more may be', async () => {
    const note: Message = { id: 9, date: '2026-11-20 10:00:00', body: '<p>Look</p>', author: 7 };
    const whole = await deal({ version, messages: [note] });
    expect(whole.fields.closeDateHistory.state).toBe('unseen');
    const cut = await deal({ version, messages: [{ ...note, isUnread: true }] });
    expect(cut.fields.closeDateHistory).toMatchObject({
      state: 'seen',
      value: [],
      confidence: 0.5,
    });
    const changed: Message['changed'] = ['date_deadline', '2026-11-20', '2026-12-20'];
    const moved = await deal({ version, messages: [{ ...note, changed }] });
    expect(moved.fields.closeDateHistory).toMatchObject({ value: [{}], confidence: 1 });
  });

  it('names only the parameters that this version has', async () => {
    const { win, requests } = odoo({ version, messages: moves });
    await read(win);
    const sent = requests.filter(({ path }) => path === CHATTER).map(({ params }) => params);
    const thread = ['thread_model', 'thread_id'];
    expect(sent.map(Object.keys)).toEqual([[...thread, version === 19 ? 'fetch_params' : 'limit']]);
  });
});

describe('a label that cannot be looked up', () => {
  const messages: Message[] = [
    { id: 9, date: '2026-11-20 10:00:00', changed: ['stage_id', 'Angebot', 'Neu'] },
  ];
  it('leaves the changes unseen', async () => {
    const { fields } = await deal({ messages, refused: /fields_get/ });
    expect(fields.stageHistory).toMatchObject({ state: 'unseen', why: 'forbidden' });
    expect(fields.amountHistory).toMatchObject({ state: 'unseen', why: 'forbidden' });
  });
});

/** The route of the chatter marks what it returns as done. */
describe.each(VERSIONS)('a reading changes nothing in Odoo %i', (version) => {
  const messages: Message[] = [
    { id: 9, date: '2026-11-20 10:00:00', changed: ['stage_id', 'Angebot', 'Neu'] },
    { id: 8, date: '2026-11-19 10:00:00', author: 7, body: '<p>Please look</p>', isUnread: true },
    { id: 7, date: '2026-11-14 10:00:00', changed: ['stage_id', 'Neu', 'Angebot'] },
  ];

  it('of a contact: the chatter of its deals is not asked', async () => {
    const { win, requests } = odoo({
      version,
      path: '/odoo/res.partner/31',
      deals: [31, 32],
      messages,
    });
    const { fields } = recordOf(await read(win), 'odoo', '31', NOW);
    expect(known(fields.activities)).toMatchObject([
      { subject: 'Please look' },
      { subject: 'Please look' },
    ]);
    expect(requests.map(({ path }) => path)).not.toContain(CHATTER);
    const searches = requests.filter(({ path }) => path.includes('mail.message/web_search_read'));
    expect(searches).toHaveLength(2);
  });

  it('of a contact with many deals: the latest entries of all of them are there', async () => {
    const path = '/odoo/res.partner/31';
    const ids = (count: number) => Array.from({ length: count }, (_, at) => 31 + at);
    const activities = async (deals: number[], list: Message[]) => {
      const { win } = odoo({ version, path, deals, messages: list });
      return recordOf(await read(win), 'odoo', '31', NOW).fields.activities;
    };
    const note = { date: '2026-11-20 10:00:00', author: 7, body: '<p>Look</p>' };
    const ofLast: Message = { ...note, id: 9, deal: 70 };
    expect(await activities(ids(40), [ofLast])).toMatchObject({ value: [{}], confidence: 1 });
    // More of them than one answer has: it has the latest.
    const many = Array.from({ length: 501 }, (_, at): Message => ({ ...note, id: at, deal: 40 }));
    expect(await activities(ids(40), many)).toMatchObject({ confidence: 0.9 });
    expect(await activities(ids(201), [ofLast])).toMatchObject({ confidence: 0.5 });
  });

  it('of a deal with an unread message: only what is older is asked of the chatter', async () => {
    const { win, requests } = odoo({ version, messages });
    const { fields } = dealOf(await read(win), 'odoo', '31', NOW);
    const sent = requests.filter(({ path }) => path === CHATTER);
    expect(sent.map(({ params }) => params)).toMatchObject([
      version === 19 ? { fetch_params: { before: 8 } } : { before: 8 },
    ]);
    expect(known(fields.stageHistory)?.map(({ to }) => to)).toEqual(['Angebot']);
    expect(fields.stageHistory).toMatchObject({ confidence: 0.5 });
    expect(known(fields.activities)?.map(({ subject }) => subject)).toEqual(['Please look']);
  });

  it('of a deal that was assigned: the chatter leaves out who was notified', async () => {
    const assigned = {
      id: 5,
      date: '2026-11-10 10:00:00',
      type: 'user_notification',
      isUnread: true,
    };
    const list = messages.filter(({ isUnread }) => !isUnread);
    const { fields } = await deal({ version, messages: [...list, assigned] });
    expect(known(fields.stageHistory)?.map(({ to }) => to)).toEqual(['Angebot', 'Neu']);
    expect(fields.stageHistory).toMatchObject({ confidence: 1 });
  });

  it('of a deal whose unread messages are not known: the chatter is not asked', async () => {
    const { win, requests } = odoo({ version, messages, refused: /mail\.message\/search_read/ });
    const { fields } = dealOf(await read(win), 'odoo', '31', NOW);
    expect(requests.map(({ path }) => path)).not.toContain(CHATTER);
    expect(fields.stageHistory).toMatchObject({ state: 'unseen', why: 'forbidden' });
  });
});
