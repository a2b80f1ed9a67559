// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { Account } from '../../components/options/Account.tsx';
import { Appearance } from '../../components/options/Appearance.tsx';
import { SignedOut } from '../../components/options/SignIn.tsx';
import { Sites } from '../../components/options/Sites.tsx';
import Insights from '../../components/workspace/Insights.tsx';
import type { SidelineDb } from '../../lib/store/index.ts';
import { meOf, type SampleUser } from '../helpers/view.ts';
import { background, named, newDb, org, Refusal, show } from './harness.tsx';

const request = vi.fn<() => Promise<boolean>>();
const remove = vi.fn<() => Promise<boolean>>();
let db: SidelineDb;
beforeEach(() => {
  db = newDb();
  request.mockReset().mockResolvedValue(true);
  remove.mockReset().mockResolvedValue(true);
  Object.assign(fakeBrowser, {
    permissions: { request, remove, getAll: async () => ({ origins: [] }) },
  });
});

const ORIGIN = 'https://crm.larch.example';
const handlers = {
  'sites.known': () => [
    { crm: 'odoo' as const, hosts: ['https://*.odoo.com/*'], selfHosted: true },
  ],
};

async function addSite() {
  await screen.findByRole('option', { name: 'Odoo' });
  fireEvent.change(screen.getByRole('textbox', { name: /Address/ }), { target: { value: ORIGIN } });
  fireEvent.submit(screen.getByRole('button', { name: 'Add site' }).closest('form') as HTMLElement);
}

describe('adding a company’s own site', () => {
  it('requests the permission in the click, and is stored after it was granted', async () => {
    const sent = background(db, handlers);
    show(<Sites />, db);
    await addSite();
    // There is no await between the click and this request.
    expect(request).toHaveBeenCalledWith({ origins: [`${ORIGIN}/*`] });
    await waitFor(() =>
      expect(named(sent, 'sites.add')).toEqual([{ origin: ORIGIN, crm: 'odoo' }]),
    );
  });
  it('writes nothing when it is refused', async () => {
    request.mockResolvedValue(false);
    const sent = background(db, handlers);
    show(<Sites />, db);
    await addSite();
    await screen.findByText('Your browser didn’t allow access to that site.');
    expect(named(sent, 'sites.add')).toEqual([]);
    expect(await fakeBrowser.storage.local.get(null)).toEqual({});
  });
  it('shows an error when the browser cannot ask', async () => {
    request.mockRejectedValue(new Error('may only be called from a user input handler'));
    background(db, handlers);
    show(<Sites />, db);
    await addSite();
    await screen.findByText('Your browser couldn’t ask for access. Try again.');
  });
  it('shows an error when it could not be saved', async () => {
    background(db, {
      ...handlers,
      'sites.add': () => {
        throw new Refusal('full');
      },
    });
    show(<Sites />, db);
    await addSite();
    await screen.findByText('Couldn’t save: Your device is out of space.');
  });
  it('does not change the other sites, even before the list is loaded', async () => {
    await fakeBrowser.storage.local.set({
      sites: [{ origin: 'https://old.example', crm: 'odoo' }],
    });
    const sent = background(db, handlers);
    show(<Sites />, db);
    await addSite();
    await waitFor(() => expect(named(sent, 'sites.add').length).toBe(1));
    expect((await fakeBrowser.storage.local.get('sites')).sites).toHaveLength(1);
  });
});

describe('a vendor’s site', () => {
  it.each([
    ['refused', () => request.mockResolvedValue(false), /didn’t allow access/],
    [
      'not even asked for',
      () => request.mockRejectedValue(new Error('no gesture')),
      /couldn’t ask/,
    ],
  ])('that was %s is reported', async (_, prepare, sentence) => {
    prepare();
    background(db, handlers);
    show(<Sites />, db);
    fireEvent.click(await screen.findByRole('button', { name: /^Allow/ }));
    expect((await screen.findByRole('alert')).textContent).toMatch(sentence);
  });
});

describe('the account of somebody who is signed in', () => {
  const account = (user: SampleUser, db: SidelineDb) => {
    background(db, { 'session.list': () => ({ sessions: [] }) });
    show(
      <Account
        session={{ me: meOf(user), server: 'https://s.example', expired: false, localNotes: 0 }}
      />,
      db,
    );
  };
  const sharing = /^While you’re signed in, your manager can see/;
  it('names only the people who can see them on a deal', async () => {
    account('tomas', db);
    expect(await screen.findByText(sharing)).toBeTruthy();
    expect(screen.getByText(/^Only your manager can see it/)).toBeTruthy();
  });
  it('does not speak of a manager to somebody who has none', async () => {
    account('dana', db);
    await screen.findByText(/^Only your reps can see it/);
    expect(screen.queryByText(sharing)).toBeNull();
  });
});

describe('a forgotten password', () => {
  it('has one form at a time: first for a link, then for the password', async () => {
    background(db, {
      'session.server': () => ({ mail: true, providers: [] }) as never,
    });
    const session = { server: 'https://s.example', me: null, expired: false, localNotes: 0 };
    show(<SignedOut session={session} />, db);
    fireEvent.click(screen.getByRole('button', { name: 'Forgot your password?' }));
    await screen.findByRole('button', { name: 'Email me a link' });
    expect(screen.queryByRole('textbox', { name: /code/ })).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'I have a link' }));
    screen.getByRole('textbox', { name: /code/ });
    expect(screen.queryByRole('button', { name: 'Email me a link' })).toBeNull();
  });
});

describe('removing a site', () => {
  const stored = { sites: [{ origin: ORIGIN, crm: 'odoo' }] };
  it('is done by the background, and also removes the permission', async () => {
    await fakeBrowser.storage.local.set(stored);
    const sent = background(db, handlers);
    show(<Sites />, db);
    fireEvent.click(await screen.findByRole('button', { name: `Remove ${ORIGIN}` }));
    await waitFor(() => expect(remove).toHaveBeenCalledWith({ origins: [`${ORIGIN}/*`] }));
    expect(named(sent, 'sites.remove')).toEqual([{ origin: ORIGIN }]);
  });
  it('shows an error when it failed, and the permission stays', async () => {
    await fakeBrowser.storage.local.set(stored);
    background(db, {
      ...handlers,
      'sites.remove': () => {
        throw new Refusal('unexpected');
      },
    });
    show(<Sites />, db);
    fireEvent.click(await screen.findByRole('button', { name: `Remove ${ORIGIN}` }));
    await screen.findByRole('alert');
    expect(remove).not.toHaveBeenCalled();
  });
});

describe('a setting', () => {
  it.each([
    ['letterKeys', () => <Appearance />, /^Use single-letter shortcuts in the panel/],
    ['learning', () => <Insights org={org} />, /^Let these results adjust the order/],
  ])(
    '%s is changed by the background, and an error is shown if it was not saved',
    async (name, draw, label) => {
      let fails = true;
      const sent = background(db, {
        'usefulness.get': () => ({ least: 5, prompts: [], silent: 0 }),
        'settings.set': () => {
          if (fails) throw new Refusal('full');
        },
      });
      show(draw(), db);
      const control = screen.getByRole('switch', { name: label });
      fireEvent.click(control);
      await screen.findByText('Couldn’t save: Your device is out of space.');
      fails = false;
      fireEvent.click(control);
      await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
      expect(named(sent, 'settings.set')[0]).toEqual({ name, value: false });
      expect(await fakeBrowser.storage.local.get(null)).toEqual({});
    },
  );
});
