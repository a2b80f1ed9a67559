import type { RawList, RawRecord, ReadResult } from '../../model/index.ts';
import { type Allowed, clientFor } from './http.ts';
import { api, arr, type Json, lists, obj, optionalList, readResult, txt } from './shape.ts';

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
  { method: 'GET', path: /\/api\/v1\/Metadata\?key=entityDefs\.Opportunity\.fields\.stage$/ },
];

const KINDS: Record<string, string> = {
  Task: 'task',
  Call: 'call',
  Meeting: 'meeting',
  Email: 'email',
};
const DONE = new Set(['Held', 'Completed', 'Archived', 'Sent']);
const CANCELLED = new Set(['Not Held', 'Canceled', 'Deferred']);

function activity(item: Json, open: boolean): RawList['items'][number] {
  return {
    id: txt(item.id),
    kind: KINDS[String(item._scope ?? 'Task')] ?? 'other',
    subject: txt(item.name) ?? '',
    state: open ? 'open' : 'done',
    at:
      txt(item.dateSent) ??
      (open ? null : txt(item.dateCompleted)) ??
      txt(item.dateStart) ??
      txt(item.dateEnd),
    // An all-day task has its day in dateEndDate and the following midnight in dateEnd. Times are
    // not converted to days here: that depends on the user's time zone.
    due: txt(item.dateEndDate) ?? txt(item.dateStartDate),
    contactId: txt(item.contactId),
    direction: direction(item),
  };
}

/**
 * Calls have a direction. Of e-mails only sent ones are certain: an archived one may have been
 * received, or filed by hand.
 */
function direction(item: Json): string | null {
  if (item._scope === 'Email')
    return item.status === 'Sent' || item.isUsersSent === true ? 'out' : null;
  if (item.direction === 'Inbound') return 'in';
  return item.direction === 'Outbound' ? 'out' : null;
}

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

const withIds = (changes: RawList['items']): RawList['items'] =>
  changes.map((change) => ({ ...change, fromId: change.from ?? null, toId: change.to ?? null }));

/**
 * Changes of stage, amount and close date, from the stream. The stream is not in order of time, and
 * a Status entry contains only the new stage.
 */
export function history(
  stream: Json[],
): Record<'stageHistory' | 'amountHistory' | 'closeDateHistory', RawList['items']> {
  const sorted = [...stream].sort(
    (a, b) =>
      String(a.createdAt).localeCompare(String(b.createdAt)) || Number(a.number) - Number(b.number),
  );
  const changes = {
    stageHistory: [] as RawList['items'],
    amountHistory: [] as RawList['items'],
    closeDateHistory: [] as RawList['items'],
  };
  let stage: string | null = null;
  for (const entry of sorted) {
    const data = obj(entry.data);
    const at = txt(entry.createdAt);
    if (entry.type === 'Create')
      stage =
        txt(data.statusValue) ?? (data.statusField === 'stage' ? txt(data.value) : null) ?? stage;
    if (entry.type === 'Status' && data.field === 'stage') {
      changes.stageHistory.push({ at, from: stage, to: txt(data.value) });
      stage = txt(data.value);
    }
    if (entry.type !== 'Update') continue;
    const [was, became] = [obj(obj(data.attributes).was), obj(obj(data.attributes).became)];
    if ('closeDate' in became)
      changes.closeDateHistory.push({ at, from: txt(was.closeDate), to: txt(became.closeDate) });
    if ('amount' in became)
      changes.amountHistory.push({ at, from: txt(was.amount), to: txt(became.amount) });
    if ('stage' in became) {
      changes.stageHistory.push({ at, from: txt(was.stage), to: txt(became.stage) });
      stage = txt(became.stage);
    }
  }
  return changes;
}

/** The signed-in person: the menu's link to their profile contains the id. */
function viewer(doc: Document): RawRecord['viewer'] {
  const link = doc.querySelector<HTMLAnchorElement>(
    '#header a[href^="#User/view/"], .navbar a[href^="#User/view/"]',
  );
  return {
    id: link?.getAttribute('href')?.split('/').pop() ?? null,
    name: link?.textContent?.trim() || null,
    email: null,
  };
}

export function read(win: Window): Promise<ReadResult> {
  return readResult(async () => {
    const [, entityType = '', , id = ''] =
      /^#(Opportunity|Contact)\/(view|edit)\/([\w-]+)/.exec(win.location.hash) ?? [];
    const base = `${win.location.pathname.replace(/\/(?:index\.html?|index\.php)?$/, '')}/api/v1`;
    // Without this header a 401 opens the browser's password dialog.
    const client = clientFor(win, allowed, { 'X-Requested-With': 'XMLHttpRequest' });
    const items = async (path: string) =>
      arr(obj(await client.json('GET', `${base}/${path}`)).list);
    const record = obj(await client.json('GET', `${base}/${entityType}/${id}`));
    const common = {
      crm: 'espocrm' as const,
      id,
      viewer: viewer(win.document),
      locale: win.document.documentElement.lang || null,
      timeZone: null,
      stillLoading: false,
      complete: true as const,
    };
    const notCancelled = (list: Json[]) =>
      list.filter((item) => !CANCELLED.has(String(item.status)));
    /** `isPartial`: a role without access to tasks still sees calls and meetings. */
    const readActivities = async () => {
      // Tasks are in a separate list; a finished task counts as done.
      const [planned, past, tasks] = await Promise.all([
        items(`Activities/${entityType}/${id}/activities?maxSize=50`),
        items(`Activities/${entityType}/${id}/history?maxSize=50`),
        items(`${entityType}/${id}/tasks?maxSize=50`).catch(() => null),
      ]);
      const listed = new Set(planned.concat(past).map((item) => item.id));
      const listItems = [
        ...planned.map((item) => activity(item, true)),
        ...notCancelled(past).map((item) => activity(item, false)),
        ...notCancelled(tasks ?? [])
          .filter((item) => !listed.has(item.id))
          .map((item) => activity({ ...item, _scope: 'Task' }, !DONE.has(String(item.status)))),
      ];
      return { listItems, isPartial: tasks === null };
    };
    const readActivityList = async (): Promise<RawList | undefined> => {
      const reading = readActivities();
      const list = await optionalList(reading.then(({ listItems }) => listItems));
      if (list === undefined || list.refused) return list;
      return { ...list, partial: (await reading).isPartial };
    };
    const metadataOf = () =>
      client
        .json('GET', `${base}/Metadata?key=entityDefs.Opportunity.fields.stage`)
        .then(obj, () => null);
    if (entityType === 'Contact') {
      const [activityList, kinds, deals] = await Promise.all([
        readActivityList(),
        metadataOf().then((found) => (found ? stages(found) : [])),
        optionalList(
          items(`Contact/${id}/opportunities?maxSize=50`).then((list) =>
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
      return {
        ...common,
        object: 'contact',
        fields: {
          name: api(record.name),
          title: api(record.title),
          account: api(record.accountName, { id: record.accountId }),
          email: api(record.emailAddress),
          phone: api(record.phoneNumber),
          owner: api(record.assignedUserName, { id: record.assignedUserId }),
        },
        lists: lists({
          activities: activityList,
          openDeals: deals && {
            ...deals,
            items: deals.items.map((item) => ({
              ...item,
              status: kinds.find(({ name }) => name === item.stage)?.kind ?? null,
            })),
          },
        }),
        requiredFields: ['name'],
      };
    }
    const [contacts, activityList, stream, metadata] = await Promise.all([
      optionalList(
        items(
          `Opportunity/${id}/contacts?maxSize=50&attributeSelect=id,name,title,opportunityRole`,
        ).then((list) =>
          list.map((person) => ({
            id: txt(person.id),
            name: txt(person.name),
            role: txt(person.opportunityRole),
            title: txt(person.title),
          })),
        ),
      ),
      readActivityList(),
      items(`Opportunity/${id}/stream?maxSize=200`).then(history, () => null),
      metadataOf(),
    ]);
    const stageList = metadata ? stages(metadata) : [];
    const stage = txt(record.stage);
    const kind = stageList.find((item) => item.name === stage)?.kind ?? 'unknown';
    const stageSince = stream?.stageHistory.at(-1)?.at ?? (stream ? record.createdAt : null);
    return {
      ...common,
      object: 'deal',
      fields: {
        name: api(record.name),
        account: api(record.accountName, { id: record.accountId }),
        stage: api(stage),
        ...(stage === null ? {} : { stageId: api(stage) }),
        ...(kind === 'unknown' ? {} : { status: api(kind) }),
        amount: api(record.amount, { currency: record.amountCurrency }),
        closeDate: api(record.closeDate),
        owner: api(record.assignedUserName, { id: record.assignedUserId }),
        probability: api(record.probability),
        createdAt: api(record.createdAt),
        modifiedAt: api(record.modifiedAt),
        ...(stageSince === null ? {} : { stageSince: api(stageSince) }),
        // A custom field of some companies.
        ...('nextStep' in record ? { nextStep: api(record.nextStep) } : {}),
      },
      lists: lists({
        contacts,
        activities: activityList,
        ...(stageList.length > 0 ? { stages: { source: 'api', items: stageList } } : {}),
        ...(stream
          ? {
              stageHistory: { source: 'api', items: withIds(stream.stageHistory) },
              amountHistory: { source: 'api', items: stream.amountHistory },
              closeDateHistory: { source: 'api', items: stream.closeDateHistory },
            }
          : {}),
      }),
      requiredFields: ['name', 'stage', 'amount', 'closeDate'],
    };
  });
}
