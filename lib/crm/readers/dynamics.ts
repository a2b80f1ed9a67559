import type { RawList, RawRecord, ReadResult } from '../../model/index.ts';
import { type Allowed, type Client, clientFor, ReadError } from './http.ts';
import { api, arr, type Json, lists, obj, settle, side, txt } from './shape.ts';

/** Dynamics 365 Sales: the page's own origin has the Web API, and the session rides along. Only reads are asked. */
export const allowed: Allowed = [
  {
    method: 'GET',
    path: /^\/api\/data\/v9\.2\/(?:opportunities|contacts|systemusers)\([0-9a-f-]{36}\)\?\$select=[\w,]+$/,
  },
  {
    method: 'GET',
    path: /^\/api\/data\/v9\.2\/(?:activitypointers|opportunitysalesprocesses|opportunities)\?\$[\w%=,&$()\s'-]+$/,
  },
  { method: 'GET', path: /^\/api\/data\/v9\.2\/WhoAmI$/ },
];

const BASE = '/api/data/v9.2';
/** Labels come beside the raw values when asked for. */
const HEADERS = { Prefer: 'odata.include-annotations="*"', 'OData-Version': '4.0' };
const label = (record: Json, field: string) =>
  txt(record[`${field}@OData.Community.Display.V1.FormattedValue`]);
const STATES = ['open', 'won', 'lost'];
const KINDS: Record<string, string> = {
  phonecall: 'call',
  appointment: 'meeting',
  email: 'email',
  task: 'task',
};
const DONE = 1;
const CANCELLED = 2;

function activity(item: Json): RawList['items'][number] {
  const open = item.statecode !== DONE;
  return {
    id: txt(item.activityid),
    kind: KINDS[String(item.activitytypecode)] ?? 'other',
    subject: txt(item.subject) ?? '',
    state: open ? 'open' : 'done',
    at: open ? null : (txt(item.actualend) ?? txt(item.modifiedon)),
    due: txt(item.scheduledend),
    contactId: null,
  };
}

async function viewer(client: Client): Promise<RawRecord['viewer']> {
  const id = txt(obj(await client.json('GET', `${BASE}/WhoAmI`)).UserId);
  if (!id) return { id: null, name: null, email: null };
  const user = obj(
    await client.json('GET', `${BASE}/systemusers(${id})?$select=fullname,internalemailaddress`),
  );
  return { id, name: txt(user.fullname), email: txt(user.internalemailaddress) };
}

/** The stage of the sales process that ships with the product; a company's own process is another table, then only `stepname` is known. */
async function stageOf(
  client: Client,
  id: string,
): Promise<{ name: string | null; since: string | null }> {
  const path = `${BASE}/opportunitysalesprocesses?$select=activestagestartedon,_activestageid_value&$filter=_opportunityid_value eq ${id}`;
  const [process] = arr(obj(await client.json('GET', path)).value);
  return {
    name: process ? label(process, '_activestageid_value') : null,
    since: process ? txt(process.activestagestartedon) : null,
  };
}

export function read(win: Window): Promise<ReadResult> {
  return settle(async (): Promise<RawRecord> => {
    const query = new URLSearchParams(win.location.search);
    const id = (query.get('id') ?? '').replace(/[{}]/g, '').toLowerCase();
    const object = query.get('etn') === 'contact' ? 'contact' : 'deal';
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new ReadError('notARecord');
    const client = clientFor(win, allowed, HEADERS);
    const acts = side(
      client
        .json(
          'GET',
          `${BASE}/activitypointers?$select=subject,activitytypecode,statecode,scheduledend,actualend,modifiedon&$filter=_regardingobjectid_value eq ${id}`,
        )
        .then((answer) =>
          arr(obj(answer).value)
            .filter((item) => item.statecode !== CANCELLED)
            .map(activity),
        ),
    );
    const me = viewer(client).catch(() => ({ id: null, name: null, email: null }));
    const shared = {
      crm: 'dynamics' as const,
      id,
      filling: false,
      whole: true as const,
      locale: win.document.documentElement.lang || null,
      timeZone: null,
    };
    if (object === 'contact') {
      const record = obj(
        await client.json(
          'GET',
          `${BASE}/contacts(${id})?$select=fullname,jobtitle,emailaddress1,telephone1,_parentcustomerid_value,_ownerid_value`,
        ),
      );
      return {
        ...shared,
        object,
        fields: {
          name: api(record.fullname),
          title: api(record.jobtitle),
          email: api(record.emailaddress1),
          phone: api(record.telephone1),
          account: api(label(record, '_parentcustomerid_value')),
          owner: api(label(record, '_ownerid_value'), { id: record._ownerid_value }),
        },
        lists: lists({ activities: await acts }),
        viewer: await me,
        expected: ['name'],
      };
    }
    const record = obj(
      await client.json(
        'GET',
        `${BASE}/opportunities(${id})?$select=name,estimatedvalue,estimatedclosedate,closeprobability,statecode,stepname,createdon,modifiedon,_ownerid_value,_parentaccountid_value,_parentcontactid_value,_transactioncurrencyid_value`,
      ),
    );
    const stage = await stageOf(client, id).catch(() => ({ name: null, since: null }));
    const person = label(record, '_parentcontactid_value');
    return {
      ...shared,
      object,
      fields: {
        name: api(record.name),
        account: api(label(record, '_parentaccountid_value')),
        stage: api(stage.name ?? record.stepname),
        status: api(STATES[Number(record.statecode)] ?? null),
        // The formatted value carries the currency's sign, the raw one the exact amount.
        amount: { ...api(record.estimatedvalue), ...currencyOf(label(record, 'estimatedvalue')) },
        closeDate: api(record.estimatedclosedate),
        owner: api(label(record, '_ownerid_value'), { id: record._ownerid_value }),
        probability: api(record.closeprobability),
        createdAt: api(record.createdon),
        modifiedAt: api(record.modifiedon),
        ...(stage.since ? { stageSince: api(stage.since) } : {}),
      },
      lists: lists({
        activities: await acts,
        contacts: {
          source: 'api',
          partial: true,
          items: person
            ? [{ id: txt(record._parentcontactid_value), name: person, role: null, title: null }]
            : [],
        },
      }),
      viewer: await me,
      expected: ['name', 'stage', 'closeDate'],
    };
  });
}

const SIGNS: Record<string, string> = { '€': 'EUR', '£': 'GBP', $: 'USD' };
function currencyOf(formatted: string | null): { currency?: string } {
  const sign = Object.keys(SIGNS).find((item) => formatted?.includes(item));
  const code = /\b[A-Z]{3}\b/.exec(formatted ?? '')?.[0] ?? (sign && SIGNS[sign]);
  return code ? { currency: code } : {};
}
