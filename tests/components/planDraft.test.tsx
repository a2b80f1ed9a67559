// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import Commitments from '../../components/panel/Commitments.tsx';
import Plan from '../../components/panel/Plan.tsx';
import type { SidelineDb } from '../../lib/store/index.ts';
import { background, model, named, newDb, show, who } from './harness.tsx';

let db: SidelineDb;
beforeEach(() => {
  db = newDb();
});

const click = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const field = (name: string) => screen.getByLabelText(name) as HTMLInputElement;
const type = (name: string, value: string) => fireEvent.change(field(name), { target: { value } });
const stored = (count: number) => waitFor(async () => expect(await db.drafts.count()).toBe(count));

describe('a commitment that is not saved yet', () => {
  const record = model({}, { role: { roles: ['manager'], rep: 'rui', known: true } });
  const commitments = (
    <Commitments model={record} who={{ ...who, names: new Map([['rui', 'Rui']]) }} />
  );
  it('has its due date and owner after a reload too', async () => {
    const sent = background(db, { 'commitment.make': () => null });
    const { unmount } = show(commitments, db);
    click('Add commitment');
    await screen.findByLabelText('What will be done?');
    type('What will be done?', 'Send terms');
    type('Due date', '2026-12-01');
    type('Owner', 'rui');
    await stored(3);
    unmount();
    show(commitments, db);
    click('Add commitment');
    await waitFor(() => expect(field('What will be done?').value).toBe('Send terms'));
    await waitFor(() => expect(field('Due date').value).toBe('2026-12-01'));
    await waitFor(() => expect(field('Owner').value).toBe('rui'));
    click('Save commitment');
    await waitFor(() =>
      expect(named(sent, 'commitment.make')).toMatchObject([
        { text: 'Send terms', due: '2026-12-01', owner: 'rui' },
      ]),
    );
    await stored(0);
  });
});

describe('a text about a playbook', () => {
  const planOf = (book: string) => ({
    book: { id: book, versions: [], latest: { version: 1, retired: false } },
    version: { version: 1, document: { name: 'Ours' } },
    checklist: {
      stage: {
        id: 'qualify',
        name: 'Qualify',
        seller: '',
        buyer: '',
        ask: [],
        fields: [],
        guidance: '',
      },
      skipped: [],
      items: [
        {
          id: 'pain',
          stage: 'qualify',
          text: 'Pain is named',
          done: false,
          evidence: '',
          at: null,
        },
      ],
    },
  });
  it.each([
    [
      'evidence',
      () => fireEvent.click(screen.getByRole('checkbox')),
      'What did the buyer do that shows this?',
    ],
    [
      'a suggestion',
      () => click('This doesn’t match the buyer'),
      'What does the buyer do instead?',
    ],
  ])('does not appear in another one with the same ids: %s', async (_, open, name) => {
    background(db);
    const of = (book: string) => <Plan model={model()} plan={planOf(book) as never} />;
    const first = show(of('b1'), db);
    open();
    type(name, 'The board asked');
    await stored(1);
    first.unmount();
    const second = show(of('b2'), db);
    open();
    type(name, 'Another answer');
    await stored(2);
    expect(field(name).value).toBe('Another answer');
    second.unmount();
    show(of('b1'), db);
    open();
    await waitFor(() => expect(field(name).value).toBe('The board asked'));
  });
});
