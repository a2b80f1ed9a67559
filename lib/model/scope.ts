import { ID_PATTERN } from './ids.ts';

/**
 * Who can read a row. Every row has exactly one scope (D3):
 * `u:<author>` private, `p:<manager>:<rep>` a pair, `t:<team>` a team, `o:<org>` the organisation.
 */
export type Scope = `u:${string}` | `p:${string}:${string}` | `t:${string}` | `o:${string}`;

export type ScopeParts =
  | { kind: 'private'; user: string }
  | { kind: 'pair'; manager: string; rep: string }
  | { kind: 'team'; team: string }
  | { kind: 'org'; org: string };

export const scopes = {
  private: (user: string): Scope => `u:${user}`,
  pair: (manager: string, rep: string): Scope => `p:${manager}:${rep}`,
  team: (team: string): Scope => `t:${team}`,
  org: (org: string): Scope => `o:${org}`,
};

/** The parts of a scope; null for an invalid one. */
export function parseScope(text: string): ScopeParts | null {
  const [kind, first = '', second, ...rest] = text.split(':');
  if (rest.length > 0 || !ID_PATTERN.test(first)) return null;
  if (kind === 'p')
    return second !== undefined && ID_PATTERN.test(second)
      ? { kind: 'pair', manager: first, rep: second }
      : null;
  if (second !== undefined) return null;
  if (kind === 'u') return { kind: 'private', user: first };
  if (kind === 't') return { kind: 'team', team: first };
  if (kind === 'o') return { kind: 'org', org: first };
  return null;
}

/** A person's current place in the organisation: visibility depends on nothing else. */
export interface Membership {
  org: string;
  user: string;
  role: 'admin' | 'manager' | 'rep';
  /** The team the person belongs to, with who manages it. */
  team: { id: string; manager: string | null } | null;
  /** Teams the person manages, with their members' ids. */
  manages: readonly { id: string; members: readonly string[] }[];
  /** Former managers: the rep alone can still read what was shared with them. */
  past: readonly string[];
  /**
   * Reps who left, and whose rows are on their way to this manager (D12), who only reads them: a
   * change of a keyed row that has moved would make another row under the old key.
   */
  leaving?: readonly string[];
}

/** By membership: a push asks for each of its changes, and a manager has hundreds of scopes. */
const currentScopesOf = new WeakMap<Membership, ReadonlySet<Scope>>();
const allScopesOf = new WeakMap<Membership, ReadonlySet<Scope>>();

/** Every scope that a person may currently write to. */
function currentScopes(who: Membership): ReadonlySet<Scope> {
  const known = currentScopesOf.get(who);
  if (known) return known;
  const result = new Set<Scope>([scopes.private(who.user), scopes.org(who.org)]);
  if (who.team) {
    result.add(scopes.team(who.team.id));
    if (who.team.manager && who.team.manager !== who.user)
      result.add(scopes.pair(who.team.manager, who.user));
  }
  for (const team of who.manages) {
    result.add(scopes.team(team.id));
    for (const member of team.members)
      if (member !== who.user) result.add(scopes.pair(who.user, member));
  }
  currentScopesOf.set(who, result);
  return result;
}

/** Every scope that a person can currently read. */
function readableScopes(who: Membership): ReadonlySet<Scope> {
  const known = allScopesOf.get(who);
  if (known) return known;
  const former = who.past.map((manager) => scopes.pair(manager, who.user));
  const leaving = who.leaving?.map((rep) => scopes.pair(who.user, rep)) ?? [];
  const result = new Set([...currentScopes(who), ...former, ...leaving]);
  allScopesOf.set(who, result);
  return result;
}

/**
 * Every scope that a person can currently read, in a stable order (S3: this and canRead are the one
 * predicate).
 */
export function scopesOf(who: Membership): Scope[] {
  return [...readableScopes(who)].sort();
}

export function canRead(who: Membership, scope: string): boolean {
  return (readableScopes(who) as ReadonlySet<string>).has(scope);
}

/** True where a person may add rows: a scope shared with a former manager or rep is read only. */
export function canAdd(who: Membership, scope: string): boolean {
  return (currentScopes(who) as ReadonlySet<string>).has(scope);
}
