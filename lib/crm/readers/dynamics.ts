import type { RawField, RawList, RawRecord, ReadResult } from '../../model/index.ts';
import { ahead } from './ahead.ts';
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

interface ProcessStage {
  name: string | null;
  id: string | null;
  since: string | null;
  /** The business process: Dynamics has one list of stages for each. */
  process: { id: string | null; name: string | null };
}

const ACTIVE = 0;

/**
 * The process that counts: the active one, or the only one there is. A deal keeps the rows of
 * processes that it left. Null where several could be meant.
 */
function currentProcess(rows: readonly Json[]): Json | null {
  const active = rows.filter((row) => row.statecode === ACTIVE);
  const [only, ...others] = active.length > 0 ? active : rows;
  return only && others.length === 0 ? only : null;
}

/**
 * The stage in the sales process that ships with the product. `none`: the deal has no such process,
 * because the company has its own in another table; then only `stepname` is known. `unclear`: it
 * has several and none of them is the active one.
 */
async function stageOf(client: Client, id: string): Promise<ProcessStage | 'none' | 'unclear'> {
  const columns = 'activestagestartedon,_activestageid_value,_processid_value,statecode';
  const filter = `_opportunityid_value eq ${id}`;
  const path = `${BASE}/opportunitysalesprocesses?$select=${columns}&$filter=${filter}`;
  const rows = arr(obj(await client.json('GET', path)).value);
  if (rows.length === 0) return 'none';
  const process = currentProcess(rows);
  if (!process) return 'unclear';
  return {
    name: label(process, '_activestageid_value'),
    id: txt(process._activestageid_value),
    since: txt(process.activestagestartedon),
    process: { id: txt(process._processid_value), name: label(process, '_processid_value') },
  };
}

/** The stages of a company's own process have their own table; changes are in the audit log. */
const NOT_READ = [
  ...['stageId', 'pipeline', 'stageSince', 'stages'],
  ...['stageHistory', 'closeDateHistory', 'amountHistory'],
];
const OF_STAGE = ['stage', 'stageId', 'pipeline', 'stageSince'];

/** Nothing where it is unclear: another process may say something else than `stepname`. */
function stageFields(
  stage: ProcessStage | 'none' | 'unclear',
  stepname: unknown,
): Record<string, RawField> {
  if (stage === 'unclear') return {};
  if (stage === 'none') return { stage: api(stepname) };
  const { id, process } = stage;
  return {
    stage: api(stage.name ?? stepname),
    ...(id ? { stageId: api(id) } : {}),
    ...(process.id ? { pipeline: api(process.name ?? process.id, { id: process.id }) } : {}),
    ...(stage.since ? { stageSince: api(stage.since) } : {}),
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
    const activities = ahead(
      optionalList(
        client
          .json('GET', `${BASE}/activitypointers${select(ACTIVITY_COLUMNS)}${ofRecord}`)
          .then((response) =>
            arr(obj(response).value)
              .filter((item) => item.statecode !== CANCELLED)
              .map(activity),
          ),
      ),
    );
    const me = ahead(optional(viewer(client), () => ({ id: null, name: null, email: null })));
    const common = {
      crm: 'dynamics' as const,
      id,
      stillLoading: false,
      complete: true as const,
      language: win.document.documentElement.lang || null,
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
        notRead: ['openDeals'],
        viewer: await me,
        clock: client.time(),
        requiredFields: ['name'],
      };
    }
    // A failed request tells nothing: `stepname` has another text than the stage of the process.
    const loadingStage = ahead(
      optional(stageOf(client, id), ({ refused }) => (refused ? ('none' as const) : null)),
    );
    const record = obj(
      await client.json('GET', `${BASE}/opportunities(${id})${select(DEAL_COLUMNS)}`),
    );
    const currency = ahead(optional(currencyOf(client, record), () => null));
    const stage = await loadingStage;
    const unread: RawList = { source: 'api', items: [], failed: true };
    const person = label(record, '_parentcontactid_value');
    return {
      ...common,
      object,
      fields: {
        name: api(record.name),
        account: api(label(record, '_parentaccountid_value')),
        ...(stage && stageFields(stage, record.stepname)),
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
      },
      lists: lists({
        activities: await activities,
        ...(stage === null && Object.fromEntries(OF_STAGE.map((name) => [name, unread]))),
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
      notRead: NOT_READ,
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
