import { dayOf, type Now } from '../coaching/index.ts';
import {
  type CollectionName,
  canRead,
  type Me,
  type Membership,
  parseScope,
  personKey,
  scopes,
} from '../model/index.ts';
import {
  type CommitmentsOf,
  currentBy,
  type Item,
  items,
  LIMIT,
  LOOKUPS,
  newestOfAll,
  recognitionsOf,
  rowsOn,
  type SidelineDb,
} from '../store/index.ts';
import type { People } from './audience.ts';
import { currentProfileOf } from './org.ts';
import { presentScopes } from './today.ts';

// One person’s page: rows of the person, and which of them the manager can read.

/** How many rows of each collection the page reads. */
export const PERSON_SHARES = {
  goal: 60,
  focusEntry: 300,
  checkIn: 80,
  rampStep: 60,
  commitment: 100,
  objective: 50,
  recognition: 30,
  /** Check-ins of this device. */
  entry: 90,
} as const;

async function newest<C extends CollectionName>(
  db: SidelineDb,
  collection: C,
  most: number,
): Promise<Item<C>[]> {
  const rows = await newestOfAll(db, collection, most);
  return items(collection, rows).filter(({ deleted }) => !deleted);
}

/** The rows of a person’s page. */
export async function loadPerson(db: SidelineDb, member: string) {
  const [key, most] = [personKey(member), PERSON_SHARES];
  const [goals, focus, checkIns, ramp, own, objectives, entries, recognitions] = await Promise.all([
    rowsOn(db, 'goal', key, most.goal),
    rowsOn(db, 'focusEntry', key, most.focusEntry),
    rowsOn(db, 'checkIn', key, most.checkIn),
    rowsOn(db, 'rampStep', key, most.rampStep),
    rowsOn(db, 'commitment', key, most.commitment),
    newest(db, 'objective', most.objective),
    db.checkIns.orderBy('at').reverse().limit(most.entry).toArray(),
    recognitionsOf(db, member, most.recognition),
  ]);
  const rows = { goals, focus, checkIns, ramp, own, recognitions };
  return { member, ...rows, objectives, entries };
}
export type PersonRead = Awaited<ReturnType<typeof loadPerson>>;

/** The objectives of the company, or those from before signing in. */
export async function loadObjectives(db: SidelineDb): Promise<Item<'objective'>[]> {
  return currentBy(
    await newest(db, 'objective', LIMIT - LOOKUPS),
    ({ fields }) => fields.objective,
  );
}

export type PersonRows = Pick<
  PersonRead,
  'goals' | 'focus' | 'checkIns' | 'ramp' | 'recognitions'
> & {
  /** Commitments between the person and the manager, and of the person alone. */
  commitments: Item<'commitment'>[];
  /** The focus and the levels of the person. */
  profile: Item<'profile'> | null;
};

/** All rows that a person’s page is made from. */
export type PersonSource = Omit<PersonRead, 'objectives' | 'entries'> & {
  commitments: readonly Item<'commitment'>[];
  /** Of all people. */
  profiles: readonly Item<'profile'>[];
};

/** A commitment of the person, or one that the manager made in their pair. */
function isOf({ scope, fields }: Item<'commitment'>, member: string): boolean {
  const parts = parseScope(scope);
  return fields.owner === member || (parts?.kind === 'pair' && parts.rep === member);
}

/** The rows that count: of a key in two scopes the current one, of a commitment each row once. */
export function personRows(read: PersonSource): PersonRows {
  const { member } = read;
  const made = new Map([...read.own, ...read.commitments].map((item) => [item.id, item]));
  return {
    goals: currentBy(read.goals, ({ fields }) => fields.goal),
    focus: currentBy(read.focus, ({ fields: { focus, event, day } }) => `${focus} ${event} ${day}`),
    checkIns: currentBy(read.checkIns, ({ fields }) => fields.entry),
    ramp: currentBy(read.ramp, ({ fields }) => fields.step),
    recognitions: read.recognitions,
    profile: currentProfileOf(read, member),
    commitments: [...made.values()].filter((item) => isOf(item, member)),
  };
}

/** Where the commitments of a person’s page are looked for, as this viewer reads them. */
export function commitmentsFor(
  { me, user }: Pick<People, 'me' | 'user'>,
  member: string,
): CommitmentsOf {
  if (member === user)
    return { member, manager: me?.manager?.id ?? null, scopes: presentScopes({ me, user }) };
  const team = me?.reports.find(({ id }) => id === member)?.team ?? null;
  const shared = [scopes.pair(user, member), ...(team === null ? [] : [scopes.team(team)])];
  return { member, manager: user, scopes: [...shared, scopes.private(user)] };
}

/** The manager of the person who uses this device, as the one scope predicate sees them. */
export function managerOf(me: Me | null): Membership | null {
  if (!me?.manager || !me.team) return null;
  const manages = [{ id: me.team.id, members: [me.user.id] }];
  const { id, role } = me.manager;
  return { org: me.org.id, user: id, role, team: null, manages, past: [] };
}

/** The part of the rows that another person reads: what that person’s own device has of them. */
function readableFor(source: PersonSource, who: Membership): PersonSource {
  const of = <T extends { scope: string }>(list: readonly T[]): T[] =>
    list.filter(({ scope }) => canRead(who, scope));
  return {
    member: source.member,
    goals: of(source.goals),
    focus: of(source.focus),
    checkIns: of(source.checkIns),
    ramp: of(source.ramp),
    own: of(source.own),
    recognitions: of(source.recognitions),
    commitments: of(source.commitments),
    profiles: of(source.profiles),
  };
}

/** The page as another person sees it, and the number of lines of the own one that it lacks. */
export function asSeenBy(
  source: PersonSource,
  who: Membership,
): { rows: PersonRows; absent: number } {
  const { profile, ...lists } = personRows(source);
  const all = [...Object.values(lists).flat(), ...(profile === null ? [] : [profile])];
  const absent = all.filter(({ scope }) => !canRead(who, scope)).length;
  return { rows: personRows(readableFor(source, who)), absent };
}

/** A line of the timeline: `what` names its sentence, `text` is what people wrote. */
export interface ChangeLine {
  id: string;
  day: string;
  what:
    | 'commitment'
    | 'kept'
    | 'dropped'
    | 'moved'
    | 'picked'
    | 'agreed'
    | 'keptOn'
    | 'goal'
    | 'reached'
    | 'checkIn'
    | 'ramp'
    | 'recognised';
  text: string;
  /** Of a commitment that moved: the day on which it is due now. */
  to?: string;
  /** Who reads it. */
  scope: string;
}

const FOCUS_LINES = { picked: 'picked', agreed: 'agreed', kept: 'keptOn' } as const;

/** What was agreed and what became of it, the latest first. */
export function changesOf(rows: PersonRows, { ms, timeZone }: Now): ChangeLine[] {
  const dayAt = (at: number) => dayOf(at, timeZone);
  const lines: ChangeLine[] = [];
  for (const { id, scope, fields } of rows.commitments) {
    const { text, state, at, settledAt, due, was } = fields;
    lines.push({ id, scope, text, what: 'commitment', day: dayAt(at) });
    // On the day it was due at first: nobody stored when they moved it.
    if (was !== undefined && was <= dayAt(ms))
      lines.push({ id: `${id} moved`, scope, text, what: 'moved', day: was, to: due });
    if (state !== 'open')
      lines.push({ id: `${id} end`, scope, text, what: state, day: dayAt(settledAt ?? at) });
  }
  for (const { id, scope, fields } of rows.focus) {
    const { event, focus, at } = fields;
    if (event in FOCUS_LINES) {
      const what = FOCUS_LINES[event as 'picked'];
      lines.push({ id, scope, text: focus, day: dayAt(at), what });
    }
  }
  for (const { id, scope, fields } of rows.goals) {
    const { vision: text, state, since, endedOn, at } = fields;
    // Rows from before these days were stored have the time of their last change.
    if (since !== null || state !== 'reached')
      lines.push({ id, scope, text, day: since ?? dayAt(at), what: 'goal' });
    if (state === 'reached')
      lines.push({ id: `${id} end`, scope, text, day: endedOn ?? dayAt(at), what: 'reached' });
  }
  for (const { id, scope, fields } of rows.checkIns)
    lines.push({
      id,
      scope,
      text: fields.text,
      day: fields.day ?? dayAt(fields.at),
      what: 'checkIn',
    });
  for (const { id, scope, fields } of rows.ramp) {
    const { done, text, doneOn, at } = fields;
    if (done && text !== '')
      lines.push({ id, scope, text, day: doneOn ?? dayAt(at), what: 'ramp' });
  }
  for (const { id, scope, fields } of rows.recognitions)
    lines.push({ id, scope, text: fields.text, day: dayAt(fields.at), what: 'recognised' });
  return lines.toSorted((a, b) =>
    a.day === b.day ? (a.id < b.id ? 1 : -1) : a.day < b.day ? 1 : -1,
  );
}
