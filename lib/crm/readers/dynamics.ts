import type { RawList, RawRecord, ReadResult } from '../../model/index.ts';
import { type Allowed, type Client, clientFor, ReadError } from './http.ts';
import {
  api,
  arr,
  type Json,
  lists,
  obj,
  optional,
  optionalList,
  readResult,
  txt,
} from './shape.ts';

const BASE = '/api/data/v9.2';
const ROOT = '^/api/data/v9\\.2';
const RECORDS = 'opportunities|contacts|systemusers|transactioncurrencies';
const TABLES = 'activitypointers|opportunitysalesprocesses|opportunities';

/** Dynamics 365 Sales: the Web API of the page's origin, with the page's session. Reads only. */
export const allowed: Allowed = [
  {
    method: 'GET',
    path: new RegExp(`${ROOT}/(?:${RECORDS})\\([0-9a-f-]{36}\\)\\?\\$select=[\\w,]+$`),
  },
  { method: 'GET', path: new RegExp(`${ROOT}/(?:${TABLES})\\?\\$[\\w%=,&$()\\s'-]+$`) },
  { method: 'GET', path: new RegExp(`${ROOT}/WhoAmI$`) },
];

const ACTIVITY_COLUMNS = [
  'subject',
  'activitytypecode',
  'statecode',
  'scheduledend',
  'actualend',
  'modifiedon',
];
const CONTACT_COLUMNS = [
  'fullname',
  'jobtitle',
  'emailaddress1',
  'telephone1',
  '_parentcustomerid_value',
  '_ownerid_value',
];
const DEAL_COLUMNS = [
  'name',
  'estimatedvalue',
  'estimatedclosedate',
  'closeprobability',
  'statecode',
  'stepname',
  'createdon',
  'modifiedon',
  '_ownerid_value',
  '_parentaccountid_value',
  '_parentcontactid_value',
  '_transactioncurrencyid_value',
];

/** Requests the labels beside the raw values. */
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
    // A moment in UTC; the formatted value has its day in the person's zone.
    due: txt(item.scheduledend),
    dueShown: label(item, 'scheduledend'),
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

/**
 * The stage in the sales process that ships with the product. A company's own process is in another
 * table; then only `stepname` is known.
 */
async function stageOf(
  client: Client,
  id: string,
): Promise<{ name: string | null; since: string | null }> {
  const columns = 'activestagestartedon,_activestageid_value';
  const filter = `_opportunityid_value eq ${id}`;
  const path = `${BASE}/opportunitysalesprocesses?$select=${columns}&$filter=${filter}`;
  const [process] = arr(obj(await client.json('GET', path)).value);
  return {
    name: process ? label(process, '_activestageid_value') : null,
    since: process ? txt(process.activestagestartedon) : null,
  };
}

export function read(win: Window): Promise<ReadResult> {
  return readResult(async (): Promise<RawRecord> => {
    const query = new URLSearchParams(win.location.search);
    const id = (query.get('id') ?? '').replace(/[{}]/g, '').toLowerCase();
    const object = query.get('etn') === 'contact' ? 'contact' : 'deal';
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new ReadError('notARecord');
    const client = clientFor(win, allowed, HEADERS);
    const select = (columns: readonly string[]) => `?$select=${columns.join(',')}`;
    const ofRecord = `&$filter=_regardingobjectid_value eq ${id}`;
    const activities = optionalList(
      client
        .json('GET', `${BASE}/activitypointers${select(ACTIVITY_COLUMNS)}${ofRecord}`)
        .then((response) =>
          arr(obj(response).value)
            .filter((item) => item.statecode !== CANCELLED)
            .map(activity),
        ),
    );
    const me = optional(viewer(client), () => ({ id: null, name: null, email: null }));
    for (const part of [activities, me]) part.catch(() => {}); // the record decides
    const common = {
      crm: 'dynamics' as const,
      id,
      stillLoading: false,
      complete: true as const,
      locale: win.document.documentElement.lang || null,
      timeZone: null,
    };
    if (object === 'contact') {
      const record = obj(
        await client.json('GET', `${BASE}/contacts(${id})${select(CONTACT_COLUMNS)}`),
      );
      return {
        ...common,
        object,
        fields: {
          name: api(record.fullname),
          title: api(record.jobtitle),
          email: api(record.emailaddress1),
          phone: api(record.telephone1),
          account: api(label(record, '_parentcustomerid_value')),
          owner: api(label(record, '_ownerid_value'), { id: record._ownerid_value }),
        },
        lists: lists({ activities: await activities }),
        viewer: await me,
        clock: client.time(),
        requiredFields: ['name'],
      };
    }
    const record = obj(
      await client.json('GET', `${BASE}/opportunities(${id})${select(DEAL_COLUMNS)}`),
    );
    const currency = optional(currencyOf(client, record), () => null);
    currency.catch(() => {}); // awaited below
    const stage = await optional(stageOf(client, id), () => ({ name: null, since: null }));
    const person = label(record, '_parentcontactid_value');
    return {
      ...common,
      object,
      fields: {
        name: api(record.name),
        account: api(label(record, '_parentaccountid_value')),
        stage: api(stage.name ?? record.stepname),
        status: api(STATES[Number(record.statecode)] ?? null),
        amount: {
          ...api(record.estimatedvalue, { currency: await currency }),
          // The formatted value has the currency's sign, for people who may not read currencies.
          ...shownBy(label(record, 'estimatedvalue')),
        },
        closeDate: api(record.estimatedclosedate),
        owner: api(label(record, '_ownerid_value'), { id: record._ownerid_value }),
        probability: api(record.closeprobability),
        createdAt: api(record.createdon),
        modifiedAt: api(record.modifiedon),
        ...(stage.since ? { stageSince: api(stage.since) } : {}),
      },
      lists: lists({
        activities: await activities,
        contacts: {
          source: 'api',
          partial: true,
          items: person
            ? [{ id: txt(record._parentcontactid_value), name: person, role: null, title: null }]
            : [],
        },
      }),
      viewer: await me,
      clock: client.time(),
      requiredFields: ['name', 'stage', 'closeDate'],
    };
  });
}

const shownBy = (shown: string | null) => (shown === null ? {} : { shown });

/** The ISO code of the record's currency: its sign can mean several. */
async function currencyOf(client: Client, record: Json): Promise<string | null> {
  const id = txt(record._transactioncurrencyid_value);
  if (id === null) return null;
  const path = `${BASE}/transactioncurrencies(${id})?$select=isocurrencycode`;
  return txt(obj(await client.json('GET', path)).isocurrencycode);
}
