import { changeMoment, day, moment, stamp } from '../clock.ts';
import type { Deal, StageIndex } from '../deal.ts';
import { type Emulator, json, nothing, type Reply } from '../emulator.ts';
import {
  addPost,
  type EmulatorState,
  moveDate,
  moveStage,
  ownerOf,
  type Viewer,
  visible,
} from '../state.ts';

/** The company's own names of its closed stages: only the probabilities say what they mean. */
const WON = 'Order placed';
const LOST = 'Not this year';
const OPEN = ['Prospecting', 'Qualification', 'Proposal', 'Negotiation'];
const CHANCE: Record<string, number> = {
  Prospecting: 10,
  Qualification: 20,
  Proposal: 50,
  Negotiation: 80,
  [WON]: 100,
  [LOST]: 0,
};

function stageName(stage: StageIndex): string {
  if (stage === 'won') return WON;
  return stage === 'lost' ? LOST : (OPEN[stage] ?? '');
}
function stageOf(name: string): StageIndex {
  if (name === WON) return 'won';
  const index = OPEN.indexOf(name);
  return index < 0 ? 'lost' : (index as StageIndex);
}
/** Seventeen characters, like EspoCRM's ids. */
const id = (kind: string, n: number) => kind + n.toString(16).padStart(16, '0');
const dealId = (deal: Deal) => id('d', deal.n);
const userId = (viewer: Viewer) => id('a', viewer.number);
const contactId = (deal: Deal, index: number) => id('c', deal.n * 10 + index);
const accountId = (deal: Deal) => id('b', deal.n);

function opportunity(state: EmulatorState, deal: Deal): Record<string, unknown> {
  const owner = ownerOf(deal);
  const keys = deal.contacts.map((_, index) => contactId(deal, index));
  const each = <T>(value: (index: number) => T) =>
    Object.fromEntries(keys.map((key, index) => [key, value(index)]));
  return {
    id: dealId(deal),
    name: deal.name,
    deleted: false,
    amount: deal.amount || null,
    stage: stageName(deal.stage),
    lastStage: stageName(deal.stage),
    probability: deal.probability,
    closeDate: day(state.clock, deal.closeIn),
    createdAt: moment(state.clock, -deal.createdAgo),
    modifiedAt: moment(state.clock, -deal.modifiedAgo),
    amountCurrency: deal.amount ? deal.currency : null,
    accountId: accountId(deal),
    accountName: deal.account,
    contactsIds: keys,
    contactsNames: each((index) => deal.contacts[index]?.name),
    contactsColumns: each((index) => ({ role: deal.contacts[index]?.role ?? null })),
    assignedUserId: userId(owner),
    assignedUserName: owner.name,
    description: deal.description ?? null,
    versionNumber: 1,
    ...deal.ownFields,
  };
}

/** So many days ago this EspoCRM became 9.2, which has no entries of their own for stage moves. */
const UPGRADED_AGO = 30;

/** The stream, not in order of time, like EspoCRM's. */
function stream(state: EmulatorState, deal: Deal): Record<string, unknown>[] {
  let number = deal.n * 100;
  const note = (ago: number, type: string, data: unknown, hour: number, at?: number) => ({
    id: id('f', ++number),
    type,
    data,
    number,
    createdAt: changeMoment(state.clock, ago, hour, at),
    post: null,
    parentType: 'Opportunity',
    parentId: dealId(deal),
  });
  const notes = [
    note(deal.createdAgo, 'Create', { statusValue: 'Prospecting', statusField: 'stage' }, 9),
    ...deal.dates.map(([ago, from, to, at]) =>
      note(
        ago,
        'Update',
        {
          fields: ['closeDate'],
          attributes: {
            was: { closeDate: day(state.clock, from) },
            became: { closeDate: day(state.clock, to) },
          },
        },
        16,
        at,
      ),
    ),
    ...deal.stages.map(([ago, to, at]) => {
      const value = stageName(to);
      return ago > UPGRADED_AGO
        ? note(ago, 'Status', { field: 'stage', value }, 15, at)
        : note(ago, 'Update', { fields: [], attributes: { was: {}, became: {} }, value }, 15, at);
    }),
    ...deal.amounts.map(([ago, from, to, currency = deal.currency]) =>
      note(
        ago,
        'Update',
        {
          fields: ['amount'],
          attributes: {
            was: { amount: from, amountCurrency: currency },
            became: { amount: to, amountCurrency: deal.currency },
          },
        },
        16,
      ),
    ),
  ];
  const posts = deal.posts.map(([at, post], index) => ({
    ...note(0, 'Post', {}, 0),
    id: id('9', deal.n * 100 + index),
    createdAt: stamp(at),
    post,
  }));
  return [...notes, ...posts].reverse();
}

/** Meetings with exact times, which are over or still planned. */
function meetings(state: EmulatorState, deal: Deal, status: 'Planned' | 'Held') {
  return deal.meetings
    .map(([starts, ends, name], index) => ({
      id: id('6', deal.n * 100 + index),
      name,
      _scope: 'Meeting',
      status: ends > state.now() ? 'Planned' : 'Held',
      dateStart: stamp(starts),
      dateEnd: stamp(ends),
      parentType: 'Opportunity',
      parentId: dealId(deal),
    }))
    .filter((meeting) => meeting.status === status);
}

function history(state: EmulatorState, deal: Deal) {
  return deal.done.map(([ago, kind, name], index) => ({
    id: id('e', deal.n * 100 + index),
    name,
    _scope: kind,
    status: kind === 'Email' ? 'Archived' : 'Held',
    ...(kind === 'Email'
      ? { dateSent: moment(state.clock, -ago, 10) }
      : { dateStart: moment(state.clock, -ago, 10), dateEnd: moment(state.clock, -ago, 11) }),
    parentType: 'Opportunity',
    parentId: dealId(deal),
  }));
}

function activities(state: EmulatorState, deal: Deal) {
  return deal.planned
    .filter(([, kind]) => kind !== 'Task')
    .map(([inDays, kind, name], index) => ({
      id: id('7', deal.n * 100 + index),
      name,
      _scope: kind,
      status: 'Planned',
      dateStart: moment(state.clock, inDays, 14),
      dateEnd: moment(state.clock, inDays, 15),
      parentType: 'Opportunity',
      parentId: dealId(deal),
    }));
}

function tasks(state: EmulatorState, deal: Deal) {
  return deal.planned
    .filter(([, kind]) => kind === 'Task')
    .map(([inDays, , name], index) => ({
      id: id('8', deal.n * 100 + index),
      name,
      status: 'Not Started',
      dateStart: null,
      dateEnd: moment(state.clock, inDays + 1, 0),
      dateStartDate: null,
      dateEndDate: day(state.clock, inDays),
      dateCompleted: null,
    }));
}

const list = (items: unknown[]): Reply => json({ total: items.length, list: items });

function ofDeal(state: EmulatorState, deal: Deal, part: string): Reply {
  if (part === 'contacts')
    return list(
      deal.contacts.map((person, index) => ({
        id: contactId(deal, index),
        name: person.name,
        title: person.title,
        opportunityRole: person.role,
      })),
    );
  if (part === 'stream') return list(stream(state, deal));
  if (part === 'tasks') return list(tasks(state, deal));
  return nothing(404);
}

function change(state: EmulatorState, deal: Deal, patch: Record<string, unknown>): void {
  if (typeof patch.stage === 'string') moveStage(state, deal, stageOf(patch.stage));
  if (typeof patch.closeDate === 'string')
    moveDate(
      state,
      deal,
      Math.round((Date.parse(patch.closeDate) - state.clock.today) / 86_400_000),
    );
}

/** The part of EspoCRM's REST API that the reader uses: paths, keys and refused requests. */
export const espocrm: Emulator = {
  name: 'espocrm',
  page: 'espocrm.html',
  api({ state, method, url, viewer, body }) {
    const path = url.pathname.replace(/^\/api\/v1\//, '');
    if (path === url.pathname) return null;
    if (!viewer) return nothing(401);
    if (state.refused !== null && path.includes(state.refused)) return nothing(403);
    const mine = visible(state, viewer);
    if (path === 'Settings') return json(state.settings);
    // Nobody reads another person's preferences.
    if (path.startsWith('Preferences/'))
      return path.endsWith(userId(viewer)) ? json(state.preferences) : nothing(403);
    if (path === 'Metadata')
      return json({
        type: 'enum',
        options: [...OPEN, WON, LOST],
        probabilityMap: CHANCE,
      });
    if (path === 'Opportunity') return list(mine.map((deal) => opportunity(state, deal)));
    // Role “own”: people see themselves. Without the filter, everyone would be listed.
    if (path === 'User') return list([{ id: userId(viewer), name: viewer.name }]);
    if (path === 'Note' && method === 'POST') {
      const { parentId, post } = body as Record<string, unknown>;
      const parent = mine.find((deal) => dealId(deal) === parentId);
      if (!parent) return nothing(403);
      addPost(state, parent, String(post));
      return json({ type: 'Post', post });
    }
    if (path === 'App/viewer') return json({ id: userId(viewer), name: viewer.name });
    const [, kind, key, part] =
      /^(?:Activities\/)?(Opportunity|Contact)\/([\w-]+)(?:\/(\w+))?$/.exec(path) ?? [];
    const deal = state.deals.find(
      (item) =>
        dealId(item) === key ||
        (kind === 'Contact' && item.contacts.some((_, index) => contactId(item, index) === key)),
    );
    if (!deal) return nothing(404);
    if (!mine.includes(deal)) return nothing(403);
    if (kind === 'Contact') return contact(state, deal, key ?? '', part);
    if (part === 'history')
      return list([...history(state, deal), ...meetings(state, deal, 'Held')]);
    if (part === 'activities')
      return list([...activities(state, deal), ...meetings(state, deal, 'Planned')]);
    if (part === 'updateStream') return nothing(403);
    if (method === 'PUT' && !part) change(state, deal, body as Record<string, unknown>);
    return part ? ofDeal(state, deal, part) : json(opportunity(state, deal));
  },
};

const lettersOf = (text: string, separator: string) =>
  text.toLowerCase().replace(/[^a-z]+/g, separator);

function contact(state: EmulatorState, deal: Deal, key: string, part: string | undefined): Reply {
  const index = deal.contacts.findIndex((_, at) => contactId(deal, at) === key);
  const person = deal.contacts[index];
  if (!person) return nothing(404);
  const owner = ownerOf(deal);
  if (part === 'opportunities')
    return list([{ ...opportunity(state, deal), contactRole: person.role }]);
  // Calls and e-mails are entered on the deal: the contact's own lists are empty.
  if (part) return list([]);
  return json({
    id: key,
    name: person.name,
    title: person.title,
    phoneNumber: null,
    emailAddress: `${lettersOf(person.name, '.')}@${lettersOf(deal.account, '')}.example`,
    accountId: accountId(deal),
    accountName: deal.account,
    assignedUserId: userId(owner),
    assignedUserName: owner.name,
    createdAt: moment(state.clock, -deal.createdAgo),
  });
}
