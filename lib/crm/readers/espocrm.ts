import { closedAs } from '../../model/closed.ts';
import type { RawList, RawRecord, ReadResult } from '../../model/index.ts';
import { type Allowed, clientFor } from './http.ts';
import { api, arr, type Json, lists, obj, settle, side, txt } from './shape.ts';

/** EspoCRM 9: same-origin REST with the page's cookie only. `updateStream` is closed to reps, so history comes from `stream`. */
export const allowed: Allowed = [
  {
    method: 'GET',
    path: /\/api\/v1\/(?:Opportunity|Contact)\/[\w-]+(?:\/(?:contacts|stream|tasks|opportunities)\?[\w=&,%]*)?$/,
  },
  {
    method: 'GET',
    path: /\/api\/v1\/Activities\/(?:Opportunity|Contact)\/[\w-]+\/(?:activities|history)\?maxSize=\d+$/,
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
const DROPPED = new Set(['Not Held', 'Canceled', 'Deferred']);

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
    // An all-day task has its day in dateEndDate, and in dateEnd the midnight after it.
    // A moment becomes a day in the reader's own zone, not here.
    due: txt(item.dateEndDate) ?? txt(item.dateStartDate),
    contactId: txt(item.contactId),
    direction: direction(item),
  };
}

/** Calls say who began them. Of e-mails only the sent ones are sure: what was archived can have come in, or been filed by hand. */
function direction(item: Json): string | null {
  if (item._scope === 'Email')
    return item.status === 'Sent' || item.isUsersSent === true ? 'out' : null;
  return item.direction === 'Inbound' ? 'in' : item.direction === 'Outbound' ? 'out' : null;
}

function stageKind(name: string, probability: unknown): string {
  const end = closedAs(name);
  if (probability === 100 || end === 'won') return 'won';
  return probability === 0 || end === 'lost' ? 'lost' : 'open';
}

function stages(metadata: Json): RawList['items'] {
  const chance = obj(metadata.probabilityMap);
  const names = Array.isArray(metadata.options) ? metadata.options.map(String) : [];
  return names.filter(Boolean).map((name) => ({ name, kind: stageKind(name, chance[name]) }));
}

/** Stage, amount and date moves out of the stream. Its order is not by time, and a Status note tells only where a stage went. */
export function history(
  stream: Json[],
): Record<'stageHistory' | 'amountHistory' | 'closeDateHistory', RawList['items']> {
  const sorted = [...stream].sort(
    (a, b) =>
      String(a.createdAt).localeCompare(String(b.createdAt)) || Number(a.number) - Number(b.number),
  );
  const moves = {
    stageHistory: [] as RawList['items'],
    amountHistory: [] as RawList['items'],
    closeDateHistory: [] as RawList['items'],
  };
  let stage: string | null = null;
  for (const note of sorted) {
    const data = obj(note.data);
    const at = txt(note.createdAt);
    if (note.type === 'Create')
      stage =
        txt(data.statusValue) ?? (data.statusField === 'stage' ? txt(data.value) : null) ?? stage;
    if (note.type === 'Status' && data.field === 'stage') {
      moves.stageHistory.push({ at, from: stage, to: txt(data.value) });
      stage = txt(data.value);
    }
    if (note.type !== 'Update') continue;
    const [was, became] = [obj(obj(data.attributes).was), obj(obj(data.attributes).became)];
    if ('closeDate' in became)
      moves.closeDateHistory.push({ at, from: txt(was.closeDate), to: txt(became.closeDate) });
    if ('amount' in became)
      moves.amountHistory.push({ at, from: txt(was.amount), to: txt(became.amount) });
    if ('stage' in became) {
      moves.stageHistory.push({ at, from: txt(was.stage), to: txt(became.stage) });
      stage = txt(became.stage);
    }
  }
  return moves;
}

/** The person signed in: the menu's link to the own profile carries the id. */
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
  return settle(async () => {
    const [, scope = '', , id = ''] =
      /^#(Opportunity|Contact)\/(view|edit)\/([\w-]+)/.exec(win.location.hash) ?? [];
    const base = `${win.location.pathname.replace(/\/(?:index\.html?|index\.php)?$/, '')}/api/v1`;
    const client = clientFor(win, allowed, { 'X-Requested-With': 'XMLHttpRequest' }); // without it a 401 opens the browser's own password box
    const items = async (path: string) =>
      arr(obj(await client.json('GET', `${base}/${path}`)).list);
    const record = obj(await client.json('GET', `${base}/${scope}/${id}`));
    const shared = {
      crm: 'espocrm' as const,
      id,
      viewer: viewer(win.document),
      locale: win.document.documentElement.lang || null,
      timeZone: null,
      filling: false,
      whole: true as const,
    };
    const done = (list: Json[]) => list.filter((item) => !DROPPED.has(String(item.status)));
    let short = false;
    const activities = (async () => {
      // Tasks have a list of their own; a finished one counts as done.
      const [planned, past, tasks] = await Promise.all([
        items(`Activities/${scope}/${id}/activities?maxSize=50`),
        items(`Activities/${scope}/${id}/history?maxSize=50`),
        items(`${scope}/${id}/tasks?maxSize=50`).catch(() => null),
      ]);
      short = tasks === null; // a role without access to tasks still sees calls and meetings
      const known = new Set(planned.concat(past).map((item) => item.id));
      return [
        ...planned.map((item) => activity(item, true)),
        ...done(past).map((item) => activity(item, false)),
        ...done(tasks ?? [])
          .filter((item) => !known.has(item.id))
          .map((item) => activity({ ...item, _scope: 'Task' }, !DONE.has(String(item.status)))),
      ];
    })();
    if (scope === 'Contact') {
      const [acts, deals] = await Promise.all([
        side(activities),
        side(
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
        ...shared,
        object: 'contact',
        fields: {
          name: api(record.name),
          title: api(record.title),
          account: api(record.accountName, { id: record.accountId }),
          email: api(record.emailAddress),
          phone: api(record.phoneNumber),
          owner: api(record.assignedUserName, { id: record.assignedUserId }),
        },
        lists: lists({ activities: acts && { ...acts, partial: short }, openDeals: deals }),
        expected: ['name'],
      };
    }
    const [contacts, acts, stream, metadata] = await Promise.all([
      side(
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
      side(activities),
      items(`Opportunity/${id}/stream?maxSize=200`).then(history, () => null),
      client
        .json('GET', `${base}/Metadata?key=entityDefs.Opportunity.fields.stage`)
        .then(obj, () => null),
    ]);
    const known = metadata ? stages(metadata) : [];
    const stage = txt(record.stage);
    const status =
      known.find((item) => item.name === stage)?.kind ?? (stage ? stageKind(stage, null) : null);
    const moved = stream?.stageHistory.at(-1)?.at ?? (stream ? record.createdAt : null);
    return {
      ...shared,
      object: 'deal',
      fields: {
        name: api(record.name),
        account: api(record.accountName, { id: record.accountId }),
        stage: api(stage),
        status: api(status),
        amount: api(record.amount, { currency: record.amountCurrency }),
        closeDate: api(record.closeDate),
        owner: api(record.assignedUserName, { id: record.assignedUserId }),
        probability: api(record.probability),
        createdAt: api(record.createdAt),
        modifiedAt: api(record.modifiedAt),
        ...(moved === null ? {} : { stageSince: api(moved) }),
        ...('nextStep' in record ? { nextStep: api(record.nextStep) } : {}), // a field that some companies add
      },
      lists: lists({
        contacts,
        activities: acts && { ...acts, partial: short },
        ...(known.length > 0 ? { stages: { source: 'api', items: known } } : {}),
        ...(stream
          ? {
              stageHistory: { source: 'api', items: stream.stageHistory },
              amountHistory: { source: 'api', items: stream.amountHistory },
              closeDateHistory: { source: 'api', items: stream.closeDateHistory },
            }
          : {}),
      }),
      expected: ['name', 'stage', 'amount', 'closeDate'],
    };
  });
}
