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
};

/** A commitment of the person, or one that the manager made in their pair. */
function isOf({ scope, fields }: Item<'commitment'>, member: string): boolean {
  const parts = parseScope(scope);
  return fields.owner === member || (parts?.kind === 'pair' && parts.rep === member);
}

/** The rows that count: of a key in two scopes the current one, of a commitment each row once. */
export function personRows(
  read: PersonRead,
  commitments: readonly Item<'commitment'>[],
): PersonRows {
  const { member } = read;
  const made = new Map([...read.own, ...commitments].map((item) => [item.id, item]));
  return {
    goals: currentBy(read.goals, ({ fields }) => fields.goal),
    focus: currentBy(read.focus, ({ fields: { focus, event, day } }) => `${focus} ${event} ${day}`),
    checkIns: currentBy(read.checkIns, ({ fields }) => fields.entry),
    ramp: currentBy(read.ramp, ({ fields }) => fields.step),
    recognitions: read.recognitions,
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

/** What another person reads of these rows, and the number of lines that they do not. */
export function seenBy(rows: PersonRows, who: Membership): { rows: PersonRows; absent: number } {
  let absent = 0;
  const of = <T extends { scope: string }>(list: readonly T[]): T[] => {
    const seen = list.filter(({ scope }) => canRead(who, scope));
    absent += list.length - seen.length;
    return seen;
  };
  const seen = {
    goals: of(rows.goals),
    focus: of(rows.focus),
    checkIns: of(rows.checkIns),
    ramp: of(rows.ramp),
    recognitions: of(rows.recognitions),
    commitments: of(rows.commitments),
  };
  return { rows: seen, absent };
}

/** A line of the timeline: `what` names its sentence, `text` is what people wrote. */
export interface ChangeLine {
  id: string;
  day: string;
  what:
    | 'commitment'
    | 'kept'
    | 'dropped'
    | 'picked'
    | 'agreed'
    | 'keptOn'
    | 'goal'
    | 'reached'
    | 'checkIn'
    | 'ramp'
    | 'recognised';
  text: string;
  /** Who reads it. */
  scope: string;
}

const FOCUS_LINES = { picked: 'picked', agreed: 'agreed', kept: 'keptOn' } as const;

/** What was agreed and what became of it, the latest first. */
export function changesOf(rows: PersonRows, { timeZone }: Now): ChangeLine[] {
  const dayAt = (at: number) => dayOf(at, timeZone);
  const lines: ChangeLine[] = [];
  for (const { id, scope, fields } of rows.commitments) {
    const { text, state, at, settledAt } = fields;
    lines.push({ id, scope, text, what: 'commitment', day: dayAt(at) });
    if (state !== 'open')
      lines.push({ id: `${id} end`, scope, text, what: state, day: dayAt(settledAt ?? at) });
  }
  for (const { id, scope, fields } of rows.focus) {
    const { event, focus, day } = fields;
    if (event in FOCUS_LINES)
      lines.push({ id, scope, text: focus, day, what: FOCUS_LINES[event as 'picked'] });
  }
  for (const { id, scope, fields } of rows.goals) {
    const what = fields.state === 'reached' ? 'reached' : 'goal';
    lines.push({ id, scope, text: fields.vision, day: dayAt(fields.at), what });
  }
  for (const { id, scope, fields } of rows.checkIns)
    lines.push({ id, scope, text: fields.text, day: dayAt(fields.at), what: 'checkIn' });
  for (const { id, scope, fields } of rows.ramp)
    if (fields.done && fields.text !== '')
      lines.push({ id, scope, text: fields.text, day: dayAt(fields.at), what: 'ramp' });
  for (const { id, scope, fields } of rows.recognitions)
    lines.push({ id, scope, text: fields.text, day: dayAt(fields.at), what: 'recognised' });
  return lines.toSorted((a, b) =>
    a.day === b.day ? (a.id < b.id ? 1 : -1) : a.day < b.day ? 1 : -1,
  );
}
