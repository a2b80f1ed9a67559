import { useState } from 'react';
import { beforeEach, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { useUi } from '../../components/data/ui.ts';
import Commitments from '../../components/panel/Commitments.tsx';
import Notes from '../../components/panel/Notes.tsx';
import { Prompts } from '../../components/panel/Prompts.tsx';
import { background, Refusal } from '../helpers/background.ts';
import { deal, NOON } from '../helpers/deals.ts';
import { item, model, noteFields, who } from '../helpers/panel.ts';
import { newDb, show } from './harness.tsx';

const view = {
  tabId: 1,
  navigation: { document: 'page', number: 1 },
  ref: deal().ref,
  refKey: 'k',
  crm: 'espocrm' as const,
  state: 'ready' as const,
  failure: null,
  blocked: false,
  located: null,
  unsure: false,
  at: 0,
};

/** One prompt, and the user's own note with a reply. */
async function showRecord() {
  const db = newDb();
  background(db);
  const record = model({ closeDate: '2026-11-01' });
  const note = item<'note'>('n1', noteFields('Met Ruth.'));
  record.rows.notes.push({ ...note, scope: 'p:manager:local' });
  const reply = {
    parent: 'n1',
    refKey: 'k',
    text: 'Call her.',
    author: 'local',
    createdAt: NOON,
    editedAt: null,
    editedBy: null,
    conflicts: [],
  };
  record.rows.replies.push(item<'reply'>('r1', reply));
  await show(
    <>
      <Prompts model={record} view={view} side="rep" who={who} />
      <Notes model={record} who={who} />
    </>,
    db,
  );
}

beforeEach(async () => {
  useUi.getState().set({ open: null, composing: null });
  await showRecord();
});

const opened = [
  { button: 'Answer', field: 'Your answer' },
  { button: 'Edit', field: 'Edit note' },
  { button: 'Reply to You', field: 'Reply to You' },
  { button: 'Edit your reply', field: 'Edit reply' },
];
const ways = ['{Escape}', 'Close'];
const cases = opened.flatMap((one) => ways.map((way) => ({ ...one, way })));

it.each(cases)('$button goes to its field, and $way back to it', async ({ button, field, way }) => {
  const opener = page.getByRole('button', { name: button });
  const text = page.getByRole('textbox', { name: field });
  opener.element().focus();
  await userEvent.keyboard('{Enter}');
  await expect.element(text).toHaveFocus();
  if (way === 'Close') await page.getByRole('button', { name: way }).click();
  else await userEvent.keyboard(way);
  await expect.element(text).not.toBeInTheDocument();
  await expect.element(opener).toHaveFocus();
});

it('a field that closes does not take the focus from another', async () => {
  await page.getByRole('button', { name: 'Answer' }).click();
  await expect.element(page.getByRole('textbox', { name: 'Your answer' })).toHaveFocus();
  const note = page.getByRole('textbox', { name: 'New note' });
  await note.click();
  useUi.getState().set({ composing: null });
  await expect.element(page.getByRole('button', { name: 'Answer' })).toBeVisible();
  await expect.element(note).toHaveFocus();
});

it('a button that works keeps the focus, also where the browser takes it meanwhile', async () => {
  const db = newDb();
  const { promise, resolve } = Promise.withResolvers<null>();
  background(db, {
    'commitment.setState': async () => {
      await promise;
      throw new Refusal('full');
    },
  });
  const fields = {
    ...{
      refKey: 'k',
      text: 'Send terms',
      owner: 'local',
      due: '2026-12-01',
      state: 'open' as const,
    },
    ...{ settledAt: null, author: 'local', at: 1 },
  };
  const record = model();
  const rows = { ...record.rows, commitments: [item<'commitment'>('c1', fields)] };
  await show(<Commitments model={{ ...record, rows }} who={who} />, db);
  const box = page.getByRole('checkbox', { name: 'Send terms' });
  box.element().focus();
  await userEvent.keyboard(' ');
  await expect.element(box).toBeDisabled();
  await expect.poll(() => document.activeElement).toBe(document.body);
  resolve(null);
  await expect.element(box).toBeEnabled();
  await expect.element(box).toHaveFocus();
});

it('a note that is deleted in its menu passes the focus to the next one', async () => {
  const db = newDb();
  const { promise, resolve } = Promise.withResolvers<null>();
  function Page() {
    const [ids, setIds] = useState(['n1', 'n2', 'n3']);
    background(db, {
      'note.delete': ({ id }) => {
        setIds(ids.filter((other) => other !== id));
        resolve(null);
      },
    });
    const record = model();
    const notes = ids.map((id, index) =>
      item<'note'>(id, { ...noteFields(id), createdAt: NOON - index }),
    );
    return <Notes model={{ ...record, rows: { ...record.rows, notes } }} who={who} />;
  }
  await show(<Page />, db);
  const more = (note: string) =>
    document.querySelector<HTMLElement>(`[data-note="${note}"] button[aria-haspopup]`);
  await expect.poll(() => more('n2')).not.toBeNull();
  more('n2')?.focus();
  await userEvent.keyboard('{Enter}');
  const choice = page.getByRole('menuitem', { name: 'Delete' });
  await expect.element(choice).toBeVisible();
  await expect.poll(() => document.activeElement?.getAttribute('role')).toBe('menuitem');
  choice.element().focus();
  await userEvent.keyboard('{Enter}');
  await promise;
  await expect.poll(() => more('n2')).toBeNull();
  await expect.poll(() => document.activeElement).toBe(more('n3'));
});
