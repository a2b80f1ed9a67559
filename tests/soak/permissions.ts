/** What each person was ever allowed to read, computed independently of the product. */
export class PermissionOracle {
  teamOf = new Map<string, string | null>();
  managerOf = new Map<string, string | null>();
  /** The administrator who stays one. */
  admin = '';
  /** Others who administer now. */
  promoted = new Set<string>();
  gone = new Set<string>();
  /** All managers that each rep ever had. */
  managersOf = new Map<string, Set<string>>();
  recordManagers(): void {
    for (const [user, team] of this.teamOf) {
      const manager = team === null ? null : this.managerOf.get(team);
      if (manager && manager !== user && !this.gone.has(manager))
        this.managersOf.set(user, (this.managersOf.get(user) ?? new Set()).add(manager));
    }
  }
  isAdmin(user: string): boolean {
    return user === this.admin || (this.promoted.has(user) && !this.gone.has(user));
  }
  /** The manager of a rep's pair now; null without one. */
  presentManager(rep: string): string | null {
    const manager = this.managerOf.get(this.teamOf.get(rep) ?? '') ?? null;
    return manager === rep ? null : manager;
  }
  sees(user: string, scope: string): boolean {
    if (this.gone.has(user)) return false;
    const [kind, a = '', b = ''] = scope.split(':');
    if (kind === 'u') return a === user;
    if (kind === 'o') return true;
    if (kind === 't') return this.teamOf.get(user) === a || this.managerOf.get(a) === user;
    if (user === b) return this.managersOf.get(b)?.has(a) ?? false;
    return user === a && this.presentManager(b) === a;
  }
}

/**
 * Who may read a scope. Independent of the product's predicate, so that a mistake there is found
 * here.
 */
export function mayRead(
  user: string,
  scope: string,
  teamOf: ReadonlyMap<string, string | null>,
  managerOf: ReadonlyMap<string, string | null>,
  everManaged: ReadonlySet<string>,
): boolean {
  const [kind, a = '', b = ''] = scope.split(':');
  if (kind === 'u') return a === user;
  if (kind === 'o') return true;
  if (kind === 't') return teamOf.get(user) === a || managerOf.get(a) === user;
  const manager = managerOf.get(teamOf.get(b) ?? '') ?? null;
  if (user === a) return manager === a && a !== b;
  return user === b && (manager === a || everManaged.has(`${a} ${b}`));
}
