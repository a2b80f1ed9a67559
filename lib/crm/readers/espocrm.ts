import type { RawField, RawList, RawRecord, ReadResult } from '../../model/index.ts';
import { type Ahead, ahead } from './ahead.ts';
import { LOADED_MS, msSinceNavigation } from './dom.ts';
import { activitiesOf, doneOnDeals, joined, type Requests } from './espocrmActivities.ts';
import { changesOf, history, REFUSED } from './espocrmChanges.ts';
import { named, namesOf, personOf } from './espocrmPerson.ts';
import { STREAM_SIZE } from './espocrmStream.ts';
import { type Allowed, clientFor } from './http.ts';
import {
  api,
  arr,
  described,
  type Json,
  obj,
  optional,
  optionalList,
  readResult,
  txt,
} from './shape.ts';

const RECORD = '(?:Opportunity|Contact)/[\\w-]+';
const LISTS = 'contacts|stream|tasks|opportunities';

/**
 * EspoCRM 9: same-origin REST with the page's cookie only. Reps may not read `updateStream`, so the
 * history comes from `stream`.
 */
export const allowed: Allowed = [
  {
    method: 'GET',
    path: new RegExp(`/api/v1/${RECORD}(?:/(?:${LISTS})\\?[\\w=&,%]*)?$`),
  },
  {
    method: 'GET',
    path: new RegExp(`/api/v1/Activities/${RECORD}/(?:activities|history)\\?maxSize=\\d+$`),
  },
  {
    method: 'GET',
    path: /\/api\/v1\/User\?maxSize=2&attributeSelect=name&boolFilterList%5B%5D=onlyMe$/,
  },
  { method: 'GET', path: /\/api\/v1\/(?:Settings|Preferences\/\w+)$/ },
  { method: 'GET', path: /\/api\/v1\/Metadata\?key=entityDefs\.Opportunity\.fields\.stage$/ },
];

/** EspoCRM itself counts a stage with a probability of 100 as won and one with 0 as lost. */
function stageKind(probability: unknown): string {
  if (typeof probability !== 'number') return 'unknown';
  if (probability === 100) return 'won';
  return probability === 0 ? 'lost' : 'open';
}

/** The stages; their values in the API are the same in every language, and serve as ids. */
function stages(metadata: Json): RawList['items'] {
  const chance = obj(metadata.probabilityMap);
  const names = Array.isArray(metadata.options) ? metadata.options.map(String) : [];
  return names.filter(Boolean).map((name) => ({ id: name, name, kind: stageKind(chance[name]) }));
}

const stagesOf = (espo: Requests): Promise<RawList['items']> =>
  espo.json('Metadata?key=entityDefs.Opportunity.fields.stage').then(stages);

/** The signed-in person in the page’s menu, which EspoCRM draws some seconds after a load. */
function viewerOnPage(doc: Document): RawRecord['viewer'] | null {
  const link = doc.querySelector<HTMLAnchorElement>(
    '#header a[href^="#User/view/"], .navbar a[href^="#User/view/"]',
  );
  const id = link?.getAttribute('href')?.split('/').pop();
  return id ? { id, name: link?.textContent?.trim() || null, email: null } : null;
}

const NOBODY: RawRecord['viewer'] = { id: null, name: null, email: null };

function requests(win: Window): Requests {
  const base = `${win.location.pathname.replace(/\/(?:index\.html?|index\.php)?$/, '')}/api/v1`;
  // Without this header a 401 opens the browser's password dialog.
  const client = clientFor(win, allowed, { 'X-Requested-With': 'XMLHttpRequest' });
  const json = async (path: string) => obj(await client.json('GET', `${base}/${path}`));
  const items = async (path: string) => arr((await json(path)).list);
  return { json, items, time: client.time };
}

/**
 * Separates fields that the role may not see: EspoCRM leaves them out of the record. It leaves in a
 * field without a value.
 */
function visibleFields(record: Json, fields: Record<string, [key: string, field: RawField]>) {
  const [seen, refused]: [Record<string, RawField>, Record<string, RawList>] = [{}, {}];
  for (const [name, [key, field]] of Object.entries(fields)) {
    if (key in record) seen[name] = field;
    else refused[name] = REFUSED;
  }
  return { seen, refused };
}

/** The list of oneself; null where this EspoCRM does not answer with exactly one user. */
async function viewerOf({ items }: Requests): Promise<RawRecord['viewer'] | null> {
  const query = 'maxSize=2&attributeSelect=name&boolFilterList%5B%5D=onlyMe';
  const [me, other] = await optional(items(`User?${query}`), () => [] as Json[]);
  const id = txt(me?.id);
  return id === null || other ? null : { id, name: txt(me?.name), email: null };
}

export function read(win: Window): Promise<ReadResult> {
  return readResult(async () => {
    const [, entityType = '', , id = ''] =
      /^#(Opportunity|Contact)\/(view|edit)\/([\w-]+)/.exec(win.location.hash) ?? [];
    const espo = requests(win);
    const path = `${entityType}/${id}`;
    // All parts are requested at once. A forbidden record's parts fail too: the record decides.
    const record = ahead(espo.json(path));
    const viewer = ahead(viewerOf(espo));
    const me = ahead(viewer.then((found) => found?.id ?? null));
    const person = ahead(personOf(win, espo, me));
    const names = ahead(person.then(({ language }) => namesOf(win, language)));
    const stream = ahead(espo.items(`${path}/stream?maxSize=${STREAM_SIZE}`));
    const activities = ahead(activitiesOf(espo, path, stream));
    const parts = ahead(
      entityType === 'Contact'
        ? readContact(espo, id, record, activities)
        : readDeal(espo, id, { record, activities, stream, names }),
    );
    await record;
    const read = await parts;
    const { timeZone, language } = await person;
    const found = (await viewer) ?? viewerOnPage(win.document);
    return {
      ...read,
      crm: 'espocrm' as const,
      id,
      viewer: found ?? NOBODY,
      ...(found === null && msSinceNavigation(win) < LOADED_MS ? { viewerLoading: true } : {}),
      language: language?.replace('_', '-') ?? (win.document.documentElement.lang || null),
      timeZone,
      clock: espo.time(),
      stillLoading: false,
      complete: true as const,
    };
  });
}

/**
 * Fields that a company added for the next step. EspoCRM puts a `c` before the name of a field that
 * is made in its field manager.
 */
function ownFields(record: Json): Record<string, RawField> {
  const own = (name: string) =>
    [name, `c${name.charAt(0).toUpperCase()}${name.slice(1)}`].find((key) => key in record);
  return Object.fromEntries(
    ['nextStep', 'nextStepDate'].flatMap((name) => {
      const key = own(name);
      return key === undefined ? [] : [[name, api(record[key])]];
    }),
  );
}

type Parts = Pick<RawRecord, 'object' | 'fields' | 'lists' | 'requiredFields'>;

async function readContact(
  espo: Requests,
  id: string,
  reading: Ahead<Json>,
  activities: Ahead<RawList>,
): Promise<Parts> {
  const deals = ahead(espo.items(`Contact/${id}/opportunities?maxSize=50`));
  const ofDeals = deals.then((list) => doneOnDeals(espo, list));
  const [record, own, done, kinds, openDeals] = await Promise.all([
    reading,
    activities,
    optional(ofDeals, () => ({ partial: true })),
    optionalList(stagesOf(espo)),
    optionalList(
      deals.then((list) =>
        list.map((deal) => ({
          id: txt(deal.id),
          name: txt(deal.name),
          amount: txt(deal.amount),
          currency: txt(deal.amountCurrency),
          stage: txt(deal.stage),
          probability: txt(deal.probability),
        })),
      ),
    ),
  ]);
  const { seen, refused } = visibleFields(record, {
    name: ['name', api(record.name)],
    title: ['title', api(record.title)],
    account: ['accountName', api(record.accountName, { id: record.accountId })],
    email: ['emailAddress', api(record.emailAddress)],
    phone: ['phoneNumber', api(record.phoneNumber)],
    owner: ['assignedUserName', api(record.assignedUserName, { id: record.assignedUserId })],
  });
  return {
    object: 'contact',
    fields: seen,
    lists: {
      ...refused,
      activities: joined(own, done),
      openDeals: {
        ...openDeals,
        items: openDeals.items.map((deal) => ({
          ...deal,
          status: kinds.items.find(({ id }) => id === deal.stage)?.kind ?? null,
        })),
      },
    },
    requiredFields: ['name'],
  };
}

interface DealReading {
  record: Ahead<Json>;
  activities: Ahead<RawList>;
  stream: Ahead<Json[]>;
  names: Ahead<ReturnType<typeof namesOf>>;
}

async function readDeal(espo: Requests, id: string, reading: DealReading): Promise<Parts> {
  const people = espo.items(
    `Opportunity/${id}/contacts?maxSize=50&attributeSelect=id,name,title,opportunityRole`,
  );
  const [record, names, contacts, activityList, stream, stageList] = await Promise.all([
    reading.record,
    reading.names,
    optionalList(
      Promise.all([people, reading.names]).then(([list, names]) =>
        list.map((person) => {
          const role = txt(person.opportunityRole);
          const roleShown = named(names.role, role);
          const shown = roleShown === role ? {} : { roleShown };
          return {
            ...{ id: txt(person.id), name: txt(person.name), title: txt(person.title) },
            ...{ role, ...shown },
          };
        }),
      ),
    ),
    reading.activities,
    optional(reading.stream.then(history), (failed) => failed),
    optionalList(stagesOf(espo)),
  ]);
  const stage = txt(record.stage);
  const kind = stageList.items.find((item) => item.id === stage)?.kind ?? 'unknown';
  const { stageSince, ...changes } = changesOf(stream, record, names.stage);
  const { seen, refused } = visibleFields(record, {
    name: ['name', api(record.name)],
    account: ['accountName', api(record.accountName, { id: record.accountId })],
    stage: ['stage', api(named(names.stage, stage))],
    ...(stage === null ? {} : { stageId: ['stage', api(stage)] }),
    ...(kind === 'unknown' ? {} : { status: ['stage', api(kind)] }),
    amount: ['amount', api(record.amount, { currency: record.amountCurrency })],
    closeDate: ['closeDate', api(record.closeDate)],
    owner: ['assignedUserName', api(record.assignedUserName, { id: record.assignedUserId })],
    probability: ['probability', api(record.probability)],
    createdAt: ['createdAt', api(record.createdAt)],
    modifiedAt: ['modifiedAt', api(record.modifiedAt)],
  });
  return {
    object: 'deal',
    fields: {
      ...seen,
      ...('items' in stageSince ? {} : { stageSince }),
      ...ownFields(record),
    },
    lists: {
      ...refused,
      contacts,
      activities: {
        ...activityList,
        items: [...activityList.items, ...described(txt(record.description))],
      },
      stages: {
        ...stageList,
        items: stageList.items.map((item) => ({
          ...item,
          name: named(names.stage, item.name ?? null),
        })),
      },
      ...changes,
      ...('items' in stageSince ? { stageSince } : {}),
    },
    requiredFields: ['name', 'stage', 'amount', 'closeDate'],
  };
}
