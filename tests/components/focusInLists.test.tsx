// @vitest-environment jsdom
// The lists of the settings and of the panel keep the focus when the row that has it disappears.

import 'fake-indexeddb/auto';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { beforeEach, describe, expect, it } from 'vitest';
import { Away } from '../../components/options/Away.tsx';
import { People } from '../../components/options/People.tsx';
import { Sessions } from '../../components/options/Sessions.tsx';
import { SignIns } from '../../components/options/SignIns.tsx';
import Commitments from '../../components/panel/Commitments.tsx';
import Notes from '../../components/panel/Notes.tsx';
import { Condition } from '../../components/workspace/Condition.tsx';
import { compileCondition } from '../../lib/coaching/authored/index.ts';
import { putMeta } from '../../lib/store/write.ts';
import { row } from '../helpers/rows.ts';
import { meOf, people } from '../helpers/view.ts';
import './axe.ts';
import { background, item, model, newDb, noteFields, show, who } from './harness.tsx';

type Handlers = NonNullable<Parameters<typeof background>[1]>;

const focused = () => {
  const { activeElement } = document;
  return activeElement?.getAttribute('aria-label') ?? activeElement?.textContent;
};
const isOn = (name: string | RegExp) => waitFor(() => expect(focused()).toMatch(name));
/** Presses a button that has the focus, as the keyboard does. */
async function press(name: string | RegExp) {
  const button = await screen.findByRole('button', { name });
  button.focus();
  fireEvent.click(button);
}
async function choose(menu: string | RegExp, choice: string) {
  await press(menu);
  const chosen = await screen.findByRole('menuitem', { name: choice });
  await waitFor(() => expect(document.activeElement?.getAttribute('role')).toBe('menuitem'));
  fireEvent.click(chosen);
}

let members = Object.values(people);
let pending: string[] = [];
const invitation = (id: string) => ({
  ...{ id, email: `${id}@larch.example`, role: 'rep' as const, team: null },
  ...{ expiresAt: Date.UTC(2026, 11, 1, 12), invitedBy: null },
});
const handlers: Handlers = {
  'session.members': () => ({ members }),
  'session.invitations': () => ({ invitations: pending.map(invitation) }),
  'session.withdraw': ({ id }) => {
    pending = pending.filter((other) => other !== id);
  },
  'member.contentCounts': () => ({
    ...{ private: 1, former: 0, manager: 0, written: 0, reports: 0, team: 0 },
  }),
  'member.remove': ({ id }) => {
    members = members.filter((other) => other.id !== id);
  },
};

describe('the people of a company', () => {
  beforeEach(async () => {
    members = Object.values(people);
    pending = ['m1', 'm2', 'm3'];
    const db = newDb();
    await putMeta(db, 'me', meOf('ada'));
    background(db, handlers);
    show(<People me={meOf('ada')} />, db);
  });
  it('a revoked invitation passes the focus to the next, the last one back', async () => {
    await press('Revoke the invitation for m2@larch.example');
    await isOn('Revoke the invitation for m3@larch.example');
    await press('Revoke the invitation for m3@larch.example');
    await isOn('Revoke the invitation for m1@larch.example');
  });
  it('a removed person passes it to the next one', async () => {
    await choose('More options for dana', 'Remove from company');
    await press('Remove dana');
    await waitFor(() => expect(screen.queryByText(/^dana@/)).toBeNull());
    await isOn('More options for mika');
  });
});

describe('the own account', () => {
  it('an ended session passes the focus to the next one, the last one to the heading', async () => {
    let ids = ['here', 'a', 'b', 'c'];
    const db = newDb();
    background(db, {
      'session.list': () => ({
        sessions: ids.map((id) => ({
          ...{ id, agent: null, current: id === 'here' },
          ...{ createdAt: '2026-11-01T10:00:00Z', lastSeen: '2026-11-20T10:00:00Z' },
        })),
      }),
      'session.end': ({ id }) => {
        ids = ids.filter((other) => other !== id);
        return { ended: 1 };
      },
    });
    show(
      <section>
        <h2>Account</h2>
        <Sessions />
      </section>,
      db,
    );
    const summary = await screen.findByText(/4 signed-in devices/);
    (summary.closest('details') as HTMLDetailsElement).open = true;
    const ends = screen.getAllByRole('button');
    ends[0]?.focus();
    fireEvent.click(ends[0] as HTMLElement);
    await waitFor(() => expect(ids).toHaveLength(3));
    await waitFor(() => expect(document.activeElement).toBe(ends[1]));
    for (const end of [ends[1], ends[2]]) {
      fireEvent.click(end as HTMLElement);
      await waitFor(() => expect(end?.isConnected).toBe(false));
    }
    await isOn('Account');
  });
  it('a removed sign-in passes it to the next one', async () => {
    let ids = ['a', 'b'];
    const db = newDb();
    background(db, {
      'account.signIns': () => ({
        hasPassword: true,
        signIns: ids.map((id) => ({ id, name: `Provider ${id}`, linkedAt: '2026-11-01' })),
      }),
      'account.unlink': ({ id }) => {
        ids = ids.filter((other) => other !== id);
      },
      'session.server': () => ({ mail: false, providers: [] }),
    });
    show(<SignIns server="https://s.example" />, db);
    const remove = await screen.findAllByRole('button', { name: /Provider a/ });
    remove[0]?.focus();
    fireEvent.click(remove[0] as HTMLElement);
    // The form in the place of the button: the keyboard goes on in it.
    await waitFor(() => expect(document.activeElement?.tagName).toBe('LI'));
    const sure = document.activeElement?.querySelector<HTMLElement>('[type=submit]');
    sure?.focus();
    fireEvent.submit(sure?.closest('form') as HTMLElement);
    await isOn(/Provider b/);
  });
  it('removed days away pass it on', async () => {
    const db = newDb();
    await putMeta(db, 'me', meOf('tomas'));
    const away = { refKey: '', member: 'tomas', author: 'tomas', editedBy: null, at: 1 };
    let ranges: Record<string, string> = { '2027-01-04': '2027-01-04', '2027-02-01': '2027-02-01' };
    const store = () => db.rows.put(row('away', 'w', 'u:tomas', { ...away, ranges }));
    await store();
    background(db, {
      'calendar.away': async ({ away }) => {
        ranges = away.ranges;
        await store();
      },
    });
    show(<Away />, db);
    await press(/4 Jan|Jan 4/);
    await isOn(/1 Feb|Feb 1/);
  });
});

describe('the workspace', () => {
  it('a removed condition passes the focus on, the only one to the button that adds', async () => {
    function Editor() {
      const [value, setValue] = useState(
        'deal.amount > 1 && deal.quietDays > 2 && deal.ageDays > 3',
      );
      const condition = compileCondition(value);
      return <Condition value={value} condition={condition} stages={[]} onChange={setValue} />;
    }
    show(<Editor />, newDb());
    await press('Remove condition 2');
    await isOn('Remove condition 2');
    expect(screen.getAllByRole('group', { name: /^Condition/ })).toHaveLength(2);
    await press('Remove condition 2');
    await isOn('Remove condition 1');
    await press('Remove condition 1');
    await isOn('Add condition');
  });
});

describe('the panel', () => {
  const notes = (ids: string[]) =>
    ids.map((id, index) => item<'note'>(id, { ...noteFields(id), createdAt: 10 - index }));
  it('a deleted note passes the focus to the next one', async () => {
    const db = newDb();
    background(db, { 'note.delete': () => null });
    const page = (ids: string[]) => {
      const record = model();
      return <Notes model={{ ...record, rows: { ...record.rows, notes: notes(ids) } }} who={who} />;
    };
    const { again } = show(page(['a', 'b']), db);
    const [first] = await screen.findAllByRole('button', { name: 'More options for this note' });
    first?.focus();
    fireEvent.click(first as HTMLElement);
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Delete' }));
    again(page(['b']));
    await waitFor(() => expect(first?.isConnected).toBe(false));
    await waitFor(() =>
      expect(document.activeElement?.closest('article')?.getAttribute('data-note')).toBe('b'),
    );
  });
  it('a dropped commitment passes it on, the only one to the heading', async () => {
    const db = newDb();
    background(db, { 'commitment.setState': () => null });
    const fields = (text: string) => ({
      ...{ refKey: 'k', text, owner: 'local', due: '2026-12-01', state: 'open' as const },
      ...{ settledAt: null, author: 'local', at: 1 },
    });
    const page = (texts: string[]) => {
      const commitments = texts.map((text) => item<'commitment'>(text, fields(text)));
      const rows = { ...model().rows, commitments };
      return <Commitments model={model({}, { rows })} who={who} />;
    };
    const { again } = show(page(['Terms', 'Deck']), db);
    await choose('More options for “Terms”', 'Drop commitment');
    again(page(['Deck']));
    await isOn('More options for “Deck”');
    await choose('More options for “Deck”', 'Drop commitment');
    again(page([]));
    await isOn('Commitments');
  });
});
