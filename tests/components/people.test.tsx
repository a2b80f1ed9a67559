// @vitest-environment happy-dom
// The list of people in the settings: rows, search, and what an administrator does about somebody.

import 'fake-indexeddb/auto';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { People } from '../../components/options/People.tsx';
import type { Member } from '../../lib/model/index.ts';
import { putMeta } from '../../lib/store/write.ts';
import { meOf, people } from '../helpers/view.ts';
import { background, named, newDb, Refusal, show } from './harness.tsx';

type Handlers = NonNullable<Parameters<typeof background>[1]>;
const LINK = 'https://sync.example/invitation#secret';
const invitation = {
  ...{ id: 'i1', email: 'mika@larch.example', role: 'rep' as const, team: 'north' },
  ...{ expiresAt: Date.UTC(2026, 11, 1, 12), invitedBy: 'Dana Whitfield' },
};

let members: Member[];
let pending: (typeof invitation)[];
let handlers: Handlers;
beforeEach(() => {
  members = Object.values(people);
  pending = [];
  handlers = {
    'session.members': () => ({ members }),
    'session.invitations': () => ({ invitations: pending }),
    'session.invite': () => {
      pending = [invitation];
      return { token: 'secret', link: LINK };
    },
    'session.withdraw': () => {
      pending = [];
    },
    'session.setMember': ({ id, role }) => {
      members = members.map((one) => (one.id === id && role ? { ...one, role } : one));
    },
    'member.pairs': () => ({ manager: null, pairs: [] }),
    'member.contentCounts': () => ({
      ...{ private: 1, former: 0, manager: 0, written: 0, reports: 0, team: 0 },
    }),
  };
});

async function page(zone = 'Europe/London') {
  const db = newDb();
  const me = meOf('ada');
  me.org.timeZone = zone;
  await putMeta(db, 'me', me);
  const sent = background(db, handlers);
  show(<People me={me} />, db);
  await screen.findByRole('table', { name: 'People' });
  return sent;
}

const row = (name: RegExp) => screen.getByRole('row', { name });
const cells = (name: RegExp) =>
  within(row(name))
    .getAllByRole('cell')
    .map(({ textContent }) => textContent);
async function choose(name: string, action: string) {
  fireEvent.click(screen.getByRole('button', { name: `More options for ${name}` }));
  fireEvent.click(await screen.findByRole('menuitem', { name: action }));
}

describe('the list of people', () => {
  it('names the columns, and everybody with role, team, manager and status', async () => {
    await page();
    const heads = screen.getAllByRole('columnheader').map(({ textContent }) => textContent);
    expect(heads).toEqual(['Name', 'Role', 'Team', 'Manager', 'Status', 'Actions']);
    expect(cells(/tomas@/).slice(0, 4)).toEqual(['Rep', 'North', 'dana', 'Active']);
    expect(cells(/dana@/).slice(0, 4)).toEqual(['Manager', '–empty', '–empty', 'Active']);
    expect(row(/ada@/).textContent).toContain('You');
    expect(screen.queryByRole('searchbox')).toBeNull();
  });
  it('of 200 people shows some, finds one by name, and says how many it found', async () => {
    const many = Array.from({ length: 200 }, (_, index) => ({
      ...people.tomas,
      ...{ id: `p${index}`, name: `Person ${index}`, email: `p${index}@larch.example` },
    }));
    members = [...many, { ...people.tomas, name: 'Jürgen Groß' }];
    await page();
    await screen.findByText('201 people');
    expect(screen.getAllByRole('row')).toHaveLength(51);
    fireEvent.click(screen.getByRole('button', { name: 'Show 50 more' }));
    expect(screen.getAllByRole('row')).toHaveLength(101);
    const field = screen.getByRole('searchbox', { name: 'Search people' });
    fireEvent.change(field, { target: { value: 'jurgen' } });
    await screen.findByText('1 person');
    expect(row(/^Jürgen Groß/)).toBeTruthy();
    fireEvent.change(field, { target: { value: 'nobody' } });
    await screen.findByText('No one matches “nobody”.');
    expect(screen.queryByRole('table')).toBeNull();
  });
  it('says of an invitation until when it counts, in the days of the company', async () => {
    pending = [{ ...invitation, expiresAt: Date.UTC(2026, 11, 1, 23) }];
    await page('Pacific/Auckland');
    await screen.findByText(/expires 2 Dec 2026 · invited by Dana Whitfield/);
  });
});

describe('what an administrator does about somebody', () => {
  it('opens below the row with the focus, and closes to the button of its menu', async () => {
    const sent = await page();
    await choose('tomas', 'Edit role and team');
    const part = await screen.findByRole('region', { name: 'Edit role and team: tomas' });
    await waitFor(() => expect(document.activeElement).toBe(part));
    fireEvent.change(screen.getByRole('combobox', { name: 'Role: tomas' }), {
      target: { value: 'manager' },
    });
    await waitFor(() => expect(cells(/tomas@/)[0]).toBe('Manager'));
    expect(named(sent, 'session.setMember')).toEqual([{ id: 'tomas', role: 'manager' }]);
    fireEvent.click(screen.getByRole('button', { name: 'Close' }));
    expect(screen.queryByRole('region', { name: /tomas/ })).toBeNull();
    expect(document.activeElement?.getAttribute('aria-label')).toBe('More options for tomas');
  });
  it.each([
    ['Create password reset link', 'member.reset', () => ({ link: LINK })],
    ['Sign out on all devices', 'member.signOut', () => ({ ended: 2 })],
  ] as const)('%s: the menu alone does nothing', async (action, name, answer) => {
    handlers[name] = answer as never;
    const sent = await page();
    await choose('tomas', action);
    const button = await screen.findByRole('button', { name: action });
    expect(named(sent, name)).toEqual([]);
    fireEvent.click(button);
    await waitFor(() => expect(named(sent, name)).toEqual([{ id: 'tomas' }]));
    await (name === 'member.reset'
      ? screen.findByDisplayValue(LINK)
      : screen.findByText('Signed out on 2 devices.'));
  });
  it('removes nobody before a second press, and shows why it failed', async () => {
    handlers['member.remove'] = () => {
      throw new Refusal('offline');
    };
    const sent = await page();
    await choose('tomas', 'Remove from company');
    await screen.findByText('1 private note will be deleted.');
    expect(named(sent, 'member.remove')).toEqual([]);
    fireEvent.click(screen.getByRole('button', { name: 'Remove tomas' }));
    await screen.findByRole('alert');
    expect(named(sent, 'member.remove')).toEqual([{ id: 'tomas', notes: 'keep' }]);
  });
  it('neither wipes nor removes oneself', async () => {
    await page();
    fireEvent.click(screen.getByRole('button', { name: 'More options for ada' }));
    await screen.findByRole('menuitem', { name: 'Edit role and team' });
    expect(screen.getAllByRole('menuitem')).toHaveLength(3);
  });
});

describe('where the server asks to confirm', () => {
  const PASSWORD = 'the old password';
  /** Refuses what comes without the password, as a server does after ten minutes. */
  function asking<N extends keyof Handlers>(name: N, answer: unknown = null) {
    const before = handlers[name] as ((input: never) => unknown) | undefined;
    const handler = (input: { password?: string }) => {
      if (input.password !== PASSWORD) throw new Refusal('confirm');
      return before?.(input as never) ?? answer;
    };
    Object.assign(handlers, { [name]: handler });
  }
  const field = () => screen.findByLabelText(/Your password/, { selector: 'input' });
  /** Types a password where it is asked for, and goes on. */
  async function confirm(password = PASSWORD) {
    const input = await field();
    await waitFor(() => expect(document.activeElement).toBe(input));
    fireEvent.change(input, { target: { value: password } });
    fireEvent.submit(input.closest('form') as HTMLFormElement);
  }
  const select = (name: string, value: string) =>
    fireEvent.change(screen.getByRole('combobox', { name }), { target: { value } });
  const chosen = (name: string) =>
    (screen.getByRole('combobox', { name }) as HTMLSelectElement).value;

  it('role and team stay chosen until the password is there, and are saved together', async () => {
    asking('session.setMember');
    const sent = await page();
    await choose('tomas', 'Edit role and team');
    select('Role: tomas', 'manager');
    await field();
    select('Team: tomas', '');
    await waitFor(() => expect(chosen('Team: tomas')).toBe(''));
    expect(chosen('Role: tomas')).toBe('manager');
    expect(screen.getAllByRole('alert').map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/^Enter your password to confirm this/),
    ]);
    await confirm('a wrong password');
    await waitFor(() => expect(named(sent, 'session.setMember')).toHaveLength(3));
    await confirm();
    await waitFor(() => expect(cells(/tomas@/)[0]).toBe('Manager'));
    expect(named(sent, 'session.setMember').at(-1)).toEqual({
      ...{ id: 'tomas', role: 'manager', team: null, password: PASSWORD },
    });
    expect(screen.queryByLabelText(/Your password/, { selector: 'input' })).toBeNull();
  });
  it('a choice that is not confirmed is withdrawn', async () => {
    asking('session.setMember');
    await page();
    await choose('tomas', 'Edit role and team');
    select('Role: tomas', 'manager');
    await field();
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(chosen('Role: tomas')).toBe('rep');
    expect(screen.queryByRole('alert')).toBeNull();
  });
  it('an invitation keeps what was typed, and is made', async () => {
    asking('session.invite');
    const sent = await page();
    const email = screen.getByRole('textbox', { name: /Email/ }) as HTMLInputElement;
    fireEvent.change(email, { target: { value: 'mika@larch.example' } });
    fireEvent.submit(email.closest('form') as HTMLFormElement);
    await field();
    expect(email.value).toBe('mika@larch.example');
    await confirm();
    await screen.findByDisplayValue(LINK);
    expect(named(sent, 'session.invite').at(-1)).toEqual({
      ...{ email: 'mika@larch.example', role: 'rep', team: null, password: PASSWORD },
    });
  });
  it('a link for a password is made', async () => {
    asking('member.reset', { link: LINK });
    await page();
    await choose('tomas', 'Create password reset link');
    fireEvent.click(await screen.findByRole('button', { name: 'Create password reset link' }));
    await confirm();
    await screen.findByDisplayValue(LINK);
  });
  it('a removal keeps what was chosen about the notes', async () => {
    asking('member.remove');
    const sent = await page();
    await choose('tomas', 'Remove from company');
    fireEvent.click(await screen.findByRole('radio', { name: /Delete everything/ }));
    fireEvent.submit(
      (await screen.findByRole('button', { name: 'Remove tomas' })).closest(
        'form',
      ) as HTMLFormElement,
    );
    await confirm();
    await waitFor(() =>
      expect(named(sent, 'member.remove').at(-1)).toEqual({
        ...{ id: 'tomas', notes: 'erase', password: PASSWORD },
      }),
    );
  });
  it('a team gets its manager', async () => {
    asking('session.setTeam');
    const sent = await page();
    select('Manager: North', 'tomas');
    await field();
    expect(chosen('Manager: North')).toBe('tomas');
    await confirm();
    await waitFor(() =>
      expect(named(sent, 'session.setTeam').at(-1)).toEqual({
        ...{ id: 'north', manager: 'tomas', password: PASSWORD },
      }),
    );
  });
  it('notes are handed over', async () => {
    handlers['member.pairs'] = () => ({
      manager: 'dana',
      pairs: [{ manager: 'ada', since: 1, until: 2, notes: 3 }],
    });
    asking('member.handOver', { notes: 3 });
    const sent = await page();
    await choose('tomas', 'Edit role and team');
    fireEvent.click(await screen.findByRole('button', { name: 'Hand over to dana' }));
    const sure = screen.getByRole('button', { name: 'Hand over for good' });
    expect(named(sent, 'member.handOver')).toEqual([]);
    fireEvent.submit(sure.closest('form') as HTMLFormElement);
    await confirm();
    await screen.findByRole('button', { name: 'Hand over to dana' });
    expect(named(sent, 'member.handOver').at(-1)).toEqual({
      ...{ rep: 'tomas', from: 'ada', to: 'dana', password: PASSWORD },
    });
  });
});

describe('an invitation', () => {
  async function invite() {
    await page();
    const email = screen.getByRole('textbox', { name: /Email/ });
    fireEvent.change(email, { target: { value: ' Mika@larch.example ' } });
    fireEvent.submit(email.closest('form') as HTMLFormElement);
    await screen.findByDisplayValue(LINK);
  }
  it('has its link until it is revoked in the list', async () => {
    await invite();
    fireEvent.click(
      await screen.findByRole('button', { name: 'Revoke the invitation for mika@larch.example' }),
    );
    await waitFor(() => expect(screen.queryByDisplayValue(LINK)).toBeNull());
    expect(screen.queryByText('mika@larch.example')).toBeNull();
  });
  it('keeps its link while the new list cannot be loaded', async () => {
    let loads = 0;
    handlers['session.invitations'] = () => {
      loads += 1;
      if (loads > 1) throw new Refusal('server');
      return { invitations: [] };
    };
    await invite();
    await screen.findByRole('alert');
    expect(screen.getByDisplayValue(LINK)).toBeTruthy();
  });
});
