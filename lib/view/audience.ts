import {
  type Audience,
  audienceOf,
  type Me,
  parseScope,
  type RecordRole,
  scopeFor,
} from '../model/index.ts';
import type { Item } from '../store/index.ts';
import type { Viewer } from './viewer.ts';

/** True where other people than its author can read it. */
export function isShared({ scope }: { scope: string }): boolean {
  return audienceOf(scope) !== 'private';
}

/**
 * The default audience of a new note: the author's last one, but never wider than rep and manager
 * (docs/decisions/coaching-rules.md).
 * @param notes the newest first.
 */
export function firstAudience(
  notes: readonly Item<'note'>[],
  { me, user }: Pick<Viewer, 'me' | 'user'>,
  role: RecordRole,
): Audience {
  const last = notes.find((note) => note.fields.author === user);
  if (last) return isShared(last) ? 'pair' : 'private';
  return me !== null && role.known && role.roles[0] === 'manager' ? 'pair' : 'private';
}

/**
 * Who exactly reads a text, for its label. A name or a team is null where this device does not know
 * it, and `count` where it does not know the team's members.
 */
export type Readers =
  | { kind: 'you' }
  | { kind: 'pair'; name: string | null }
  /** Shared with a former manager, who can no longer read it. */
  | { kind: 'former'; name: string | null }
  | { kind: 'team'; team: string | null; count: number | null };

/** The people of the organisation, as this device knows them, also offline. */
export interface People extends Pick<Viewer, 'me' | 'user'> {
  names: ReadonlyMap<string, string>;
  teamOf: ReadonlyMap<string, string>;
}

function otherOf(scope: { manager: string; rep: string }, who: People): Readers {
  const other = scope.rep === who.user ? scope.manager : scope.rep;
  const known = [...(who.me?.reports ?? []), ...(who.me?.manager ? [who.me.manager] : [])];
  const present = known.find(({ id }) => id === other);
  const name = present?.name ?? who.names.get(other) ?? null;
  return { kind: present || scope.rep !== who.user ? 'pair' : 'former', name };
}

/** The members of a team and its manager, who need not be one of them. */
function sizeOf(id: string, manager: string | null, { teamOf, me }: People): number | null {
  const members = [...teamOf].flatMap(([user, team]) => (team === id ? [user] : []));
  if (members.length === 0) return null;
  const mine = me?.user.team === id ? [me.user.id] : [];
  return new Set([...members, ...mine, ...(manager === null ? [] : [manager])]).size;
}

/** The readers of a scope. */
export function readersOf(scope: string, who: People): Readers {
  const parts = parseScope(scope);
  if (parts?.kind === 'pair') return otherOf(parts, who);
  if (parts?.kind !== 'team') return { kind: 'you' };
  const teams = [...(who.me?.team ? [who.me.team] : []), ...(who.me?.teams ?? [])];
  const team = teams.find(({ id }) => id === parts.team);
  return {
    kind: 'team',
    team: team?.name ?? null,
    count: sizeOf(parts.team, team?.manager ?? null, who),
  };
}

/**
 * The readers of an audience on a record; null where it does not exist there.
 * @param rep see `repForSharing`.
 */
export function readersFor(audience: Audience, rep: string | null, who: People): Readers | null {
  const me: Me | null = who.me;
  const scope = scopeFor(me, audience, rep);
  return scope && readersOf(scope, who);
}
