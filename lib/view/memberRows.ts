import type { Invitations, Member, Role, Team } from '../model/index.ts';

type Invitation = Invitations['invitations'][number];

/** A row of the list of people: a member, or somebody who is invited. */
export interface MemberRow {
  id: string;
  /** The name of a member; the address of somebody who is invited. */
  name: string;
  /** The address of a member. */
  email: string;
  role: Role;
  /** Names; null for none. */
  team: string | null;
  manager: string | null;
  /** Exactly one of the two is there. */
  member: Member | null;
  invitation: Invitation | null;
}

interface People {
  members: readonly Member[];
  invitations: readonly Invitation[];
  teams: readonly Team[];
  /** The order of two names in the language of the reader. */
  compare(a: string, b: string): number;
}

/** The members by name, then the invitations by address. A manager is no manager of their own. */
export function memberRows({ members, invitations, teams, compare }: People): MemberRow[] {
  const names = new Map(members.map(({ id, name }) => [id, name]));
  const placed = (team: string | null, id: string | null) => {
    const found = teams.find((one) => one.id === team);
    const manager = found?.manager ?? null;
    return {
      team: found?.name ?? null,
      manager: manager === null || manager === id ? null : (names.get(manager) ?? null),
    };
  };
  const byName = (a: MemberRow, b: MemberRow) =>
    compare(a.name, b.name) || (a.email < b.email ? -1 : 1);
  return [
    ...members
      .map((member) => ({
        ...{ id: member.id, name: member.name, email: member.email, role: member.role },
        ...{ ...placed(member.team, member.id), member, invitation: null },
      }))
      .toSorted(byName),
    ...invitations
      .map((invitation) => ({
        ...{ id: invitation.id, name: invitation.email ?? '', email: '', role: invitation.role },
        ...{ ...placed(invitation.team, null), member: null, invitation },
      }))
      .toSorted(byName),
  ];
}

/** A text without capitals and accents: “Müller” is found as “muller”. */
const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** The rows that have each word of a query in the name, the address, the team or the manager. */
export function matchingRows(rows: readonly MemberRow[], query: string): MemberRow[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  return rows.filter(({ name, email, team, manager }) => {
    const text = plain([name, email, team, manager].filter(Boolean).join(' '));
    return words.every((word) => text.includes(word));
  });
}
