import { expect, it } from 'vitest';
import { api } from '../../server/api/index.ts';
import type { Route } from '../../server/api/route.ts';

/** Why a session alone is enough, or not. A stolen one must leave nothing that outlives it. */
const ADMINISTRATORS = {
  invite: 'confirm: it makes an account, whatever its role: that of a rep reads a team too',
  changeMember: 'confirm: the role is power, and the team decides who reads',
  changeTeam: 'confirm: the manager of a team reads what its pairs write from now on',
  makeResetLink: 'confirm: it opens the account of another person',
  removeMember: 'confirm: it cannot be undone',
  wipeMember: 'confirm: it cannot be undone',
  signOutMember: 'session: it takes sessions away, and may be urgent; people sign in again',
  revokeInvitation: 'session: it takes a way in away, and may be urgent',
  addTeam: 'session: nobody is in it and nobody manages it; naming a manager is changeTeam',
  contentCounts: 'session: it only reads',
  invitations: 'session: it only reads, and no links',
} as const;

/** Everybody’s: of the own account, or of rows that their policies protect. */
const EVERYBODY = {
  startLink: 'confirm: it is another way into the account',
  removeSignIn: 'confirm: it takes a way into the account away',
  handOver: 'confirm: others read the notes from then on; by the rep or an administrator',
  linkSignIn: 'session: completes a sign-in that was confirmed at its start',
  changePassword: 'session: it asks for the present password, always',
  ownExport: 'session: it reads what the session can read by sync, too',
  signOut: 'session',
  me: 'session',
  sessions: 'session',
  endSession: 'session',
  notices: 'session',
  noticeSeen: 'session',
  signIns: 'session',
  members: 'session',
  formerPairs: 'session',
  usefulness: 'session',
  history: 'session',
  push: 'session',
  pull: 'session',
} as const;

it('every route of a session has decided who may ask, and whether the session is enough', () => {
  const withSession: [string, Route][] = Object.entries(api).filter(
    ([, { access }]) => access === 'session',
  );
  const decided = (isOf: (route: Route) => boolean) =>
    Object.fromEntries(
      withSession
        .filter(([, route]) => isOf(route))
        .map(([name, { confirm }]) => [name, confirm ? 'confirm' : 'session']),
    );
  const said = (list: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(list).map(([name, why]) => [name, why.split(':')[0] ?? '']));
  expect(decided(({ role }) => role === 'admin')).toEqual(said(ADMINISTRATORS));
  expect(decided(({ role }) => role !== 'admin')).toEqual(said(EVERYBODY));
});
