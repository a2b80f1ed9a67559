// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { RecordModel } from '../../components/data/record.ts';
import { useUi } from '../../components/data/ui.ts';
import Commitments from '../../components/panel/Commitments.tsx';
import { Prompts } from '../../components/panel/Prompts.tsx';
import type { RowOf } from '../../lib/model/index.ts';
import type { SidelineDb } from '../../lib/store/index.ts';
import { draftOf } from '../../lib/store/index.ts';
import { keepDraft } from '../../lib/store/write.ts';
import { ms, NOON } from '../helpers/deals.ts';
import { view } from '../helpers/panel.ts';
import {
  background,
  item,
  model,
  named,
  newDb,
  noteFields,
  Refusal,
  show,
  who,
} from './harness.tsx';

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const type = (name: string, value: string) =>
  fireEvent.change(screen.getByRole('textbox', { name }), { target: { value } });
const withNotes = (...notes: [id: string, fields: Partial<RowOf<'note'>>][]): RecordModel => {
  const rows = notes.map(([id, fields]) => item<'note'>(id, { ...noteFields(''), ...fields }));
  return model(
    { closeDate: '2026-12-20', nextStep: null },
    {
      rows: { ...model().rows, notes: rows },
    },
  );
};

let db: SidelineDb;
beforeEach(() => {
  db = newDb();
  useUi.getState().reset('');
  useUi.getState().reset('k');
});
const panel = (record: RecordModel) =>
  show(
    <>
      <Prompts model={record} view={view} side="rep" who={who} />
      <Commitments model={record} who={who} />
    </>,
    db,
  );
/** Answers the open question. */
async function answer(record: RecordModel) {
  const sent = background(db, { 'commitment.make': () => null });
  panel(record);
  press('Answer');
  await screen.findByRole('textbox', { name: 'Your answer' });
  type('Your answer', 'Finance has to see the Leeds numbers.');
  press('Save answer');
  await screen.findByRole('heading', { name: 'Which ways forward do you see?' });
  return sent;
}

describe('after an answer', () => {
  it('a way forward becomes a commitment, which Undo drops', async () => {
    const sent = await answer(withNotes());
    expect(screen.getByText('Finance has to see the Leeds numbers.')).toBeTruthy();
    expect(screen.queryByRole('radio')).toBeNull();
    type('A way forward', 'Ask Ruth to introduce me to finance');
    press('Take this one');
    await screen.findByRole('heading', { name: 'What will you do?' });
    const make = screen.getByRole('button', { name: 'Make it a commitment' });
    expect((make as HTMLButtonElement).disabled).toBe(true);
    fireEvent.click(screen.getByRole('radio', { name: 'Tomorrow' }));
    type('How will I see it?', 'Finance has a date in the calendar');
    fireEvent.click(make);
    await screen.findByText(/Commitment added/);
    expect(named(sent, 'commitment.make')).toMatchObject([
      {
        refKey: 'k',
        text: 'Ask Ruth to introduce me to finance',
        due: '2026-11-23',
        owner: who.user,
        seenBy: 'Finance has a date in the calendar',
        onlyMe: true,
      },
    ]);
    expect(screen.queryByRole('heading', { name: 'What will you do?' })).toBeNull();
    press('Undo');
    await waitFor(() =>
      expect(named(sent, 'commitment.setState')).toMatchObject([
        { id: named(sent, 'commitment.make')[0]?.id, state: 'dropped' },
      ]),
    );
    await waitFor(() => expect(screen.queryByText(/Commitment added/)).toBeNull());
  });
  it('the person’s own short notes are offered, and nothing else', async () => {
    await answer(
      withNotes(
        ['n1', { text: 'Ruth introduces me to finance', createdAt: ms(-16) }],
        ['n2', { text: 'Words of somebody else', author: 'dana', createdAt: ms(-2) }],
        ['n3', { text: 'A report.\nWith two lines.', createdAt: ms(-1) }],
        ['n4', { text: 'How is it going?', kind: 'question', createdAt: ms(-1) }],
      ),
    );
    expect(screen.getAllByRole('radio')).toHaveLength(2);
    fireEvent.click(screen.getByRole('radio', { name: /Ruth introduces me to finance/ }));
    expect(screen.getByText('your note, 6 Nov')).toBeTruthy();
    press('Take this one');
    await screen.findByRole('heading', { name: 'What will you do?' });
    const what = screen.getByRole('textbox', { name: 'What' }) as HTMLInputElement;
    expect(what.value).toBe('Ruth introduces me to finance');
    fireEvent.click(screen.getByRole('radio', { name: 'Before the close date: 19 Dec' }));
    press('Make it a commitment');
    await screen.findByText(/Commitment added/);
  });
  it('one button is filled, and no question is open, until one is opened', async () => {
    await answer(withNotes());
    const filled = () =>
      [...document.querySelectorAll('button[data-variant="filled"]')].map(
        (button) => button.textContent,
      );
    expect(filled()).toEqual(['Take this one']);
    fireEvent.click(document.querySelector('.prompt.shut button') as HTMLElement);
    expect(filled()).toEqual(['Answer']);
  });
  it.each(['options', 'agreement'])('“Stop here” ends it at %s with one press', async (step) => {
    const sent = await answer(withNotes());
    type('A way forward', 'Ask Ruth');
    if (step === 'agreement') press('Take this one');
    press('Stop here');
    await waitFor(() => expect(document.querySelector('.follow-up')).toBeNull());
    expect(named(sent, 'commitment.make')).toEqual([]);
    const slot = `k#after=${named(sent, 'note.save')[0]?.id}:way`;
    await waitFor(async () => expect(await draftOf(db, slot)).toBeUndefined());
    expect(screen.getAllByRole('button', { name: 'Answer' })).toHaveLength(1);
  });
  it('Escape closes it and keeps what was typed, which the next page shows', async () => {
    const answered = {
      text: 'Finance has to see it.',
      kind: 'answer' as const,
      prompt: { signal: 'noNextStep', question: 'What is the next step?' },
    };
    await keepDraft(db, 'k#after=n1:way', { text: 'Ask Ruth', audience: null }, NOON);
    background(db);
    panel(withNotes(['n1', answered]));
    const field = await screen.findByRole('textbox', { name: 'A way forward' });
    await waitFor(() => expect((field as HTMLTextAreaElement).value).toBe('Ask Ruth'));
    fireEvent.keyDown(field, { key: 'Escape' });
    await waitFor(() => expect(document.querySelector('.follow-up')).toBeNull());
    expect(await draftOf(db, 'k#after=n1:way')).toMatchObject({ text: 'Ask Ruth' });
  });
  it('the commitment can be undone for ten seconds', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    background(db);
    panel(withNotes());
    act(() => useUi.getState().set({ made: 'c1' }));
    await screen.findByText(/Commitment added/);
    await vi.advanceTimersByTimeAsync(4000);
    expect(screen.queryByText(/Commitment added/)).toBeTruthy();
    await vi.advanceTimersByTimeAsync(6000);
    await waitFor(() => expect(screen.queryByText(/Commitment added/)).toBeNull());
    vi.useRealTimers();
  });
  it('is not asked about what went well', async () => {
    background(db);
    panel(model({ stage: 'Won', status: 'won', stageSince: ms(-1) }));
    press('Answer');
    await screen.findByRole('textbox', { name: 'Your answer' });
    type('Your answer', 'The pilot.');
    press('Save answer');
    await waitFor(() => expect(screen.queryByRole('textbox')).toBeNull());
    expect(useUi.getState().followUp).toBeNull();
  });
});

describe('a question that returns', () => {
  const answered = (fields: Partial<RowOf<'note'>> = {}) =>
    withNotes([
      'n1',
      {
        text: 'The retailer audit decides.',
        kind: 'answer',
        prompt: { signal: 'noNextStep', question: 'What is the next step?' },
        createdAt: ms(-22),
        ...fields,
      },
    ]);
  const since = { name: 'What has happened since?' };
  it('quotes the answer, asks what has happened since, and says the question below', async () => {
    const plain = withNotes();
    background(db);
    const { unmount } = panel(plain);
    const question = document.querySelector('.prompt.open h3')?.textContent ?? '';
    unmount();
    panel(answered());
    expect(await screen.findByText('You wrote on 31 Oct:')).toBeTruthy();
    expect(screen.getByText('The retailer audit decides.').tagName).toBe('BLOCKQUOTE');
    expect(screen.getByRole('heading', since)).toBeTruthy();
    expect(screen.getByText(question)).toBeTruthy();
    press('Why this?');
    expect(await screen.findByText(/You answered this on 31 Oct\./)).toBeTruthy();
  });
  it.each([
    ['It changed', 'changed', 'The audit comes first.', 'It changed: The audit comes first.'],
    ['It held', 'held', '', 'It held'],
    ['I let it go', 'ended', '', 'I let it go'],
  ])('%s is saved with the line, in one request', async (chip, reason, line, text) => {
    const sent = background(db);
    panel(answered());
    fireEvent.click(await screen.findByRole('radio', { name: chip }));
    if (line !== '') type('What happened?', line);
    press('Save answer');
    await waitFor(() =>
      expect(named(sent, 'note.save')).toMatchObject([
        {
          ...{ text, kind: 'answer', audience: 'private' },
          prompt: { signal: 'noNextStep', question: since.name },
          outcome: { signal: 'noNextStep', outcome: 'answered', reason },
        },
      ]),
    );
    // What changed asks for a way forward; the others ask for nothing.
    const next = 'Which ways forward do you see?';
    if (reason === 'changed') await screen.findByRole('heading', { name: next });
    else {
      await screen.findByText(/Answer saved/);
      expect(screen.queryByRole('heading', { name: next })).toBeNull();
    }
  });
  it.each([
    ['by somebody else', { author: 'dana' }],
    ['to another question', { prompt: { signal: 'quiet', question: 'Who?' } }],
    ['that is a plain note', { kind: 'note' as const }],
  ])('quotes nothing %s', (_what, fields) => {
    background(db);
    panel(answered(fields));
    expect(screen.queryByRole('heading', since)).toBeNull();
    expect(document.querySelector('blockquote')).toBeNull();
  });
});

describe('a commitment that is due', () => {
  const commitment = (fields: Partial<RowOf<'commitment'>> = {}) =>
    item<'commitment'>('c1', {
      ...{ refKey: 'k', text: 'Ask Ruth', owner: who.user, due: '2026-11-20', state: 'open' },
      ...{ settledAt: null, author: who.user, at: ms(-7), ...fields },
    });
  const withCommitment = (row = commitment()) =>
    model({}, { rows: { ...model().rows, commitments: [row] } });
  const start = (row = commitment()) => {
    const sent = background(db, { 'commitment.since': () => null, 'prompt.outcome': () => null });
    panel(withCommitment(row));
    return sent;
  };
  const since = (name: string) => screen.findByRole('radio', { name });
  it('is quoted with its dates, and only its card asks about it', async () => {
    start();
    expect(await screen.findByText('Agreed on 15 Nov for 20 Nov:')).toBeTruthy();
    expect(document.querySelector('blockquote')?.textContent).toBe('Ask Ruth');
    expect(document.querySelector('[data-signal="promiseUnmet"]')).toBeNull();
    expect(document.querySelectorAll('article').length).toBeLessThanOrEqual(3);
    const filled = document.querySelectorAll('button[data-variant="filled"]');
    expect(filled.length).toBe(0);
    fireEvent.click(await since('It held'));
    expect(document.querySelectorAll('button[data-variant="filled"]').length).toBe(1);
  });
  it('that changed gets another date and a line, in one request', async () => {
    const sent = start();
    fireEvent.click(await since('It changed'));
    fireEvent.change(screen.getByLabelText('New date'), { target: { value: '2026-12-12' } });
    type('What happened?', 'The audit comes first.');
    press('Save answer');
    await waitFor(() =>
      expect(named(sent, 'commitment.since')).toMatchObject([
        {
          ...{ id: 'c1', since: 'changed', due: '2026-12-12' },
          line: { text: 'It changed: The audit comes first.' },
          outcome: { signal: 'promiseUnmet', outcome: 'answered', reason: 'changed' },
        },
      ]),
    );
  });
  it('whose answer was lost is saved with what was sent before', async () => {
    const sent = background(db, {
      'commitment.since': () => {
        throw new Refusal('unreachable');
      },
    });
    panel(withCommitment());
    fireEvent.click(await since('It held'));
    for (const [index, text] of ['Sent.', 'Sent, signed.'].entries()) {
      type('What happened?', text);
      press('Save answer');
      await waitFor(() => expect(named(sent, 'commitment.since')).toHaveLength(index + 1));
      await screen.findByRole('alert');
    }
    expect(named(sent, 'commitment.since')).toMatchObject([
      { line: { text: 'It held: Sent.', sent: [] } },
      { line: { text: 'It held: Sent, signed.', sent: ['It held: Sent.'] } },
    ]);
  });
  it('that held needs no line; of somebody else’s words the own day can be moved', async () => {
    const sent = start(commitment({ author: 'dana' }));
    fireEvent.click(await since('It changed'));
    expect(screen.queryByLabelText('New date')).not.toBeNull();
    fireEvent.click(await since('It held'));
    press('Save answer');
    await waitFor(() =>
      expect(named(sent, 'commitment.since')).toMatchObject([{ since: 'held', line: null }]),
    );
  });
  it('is put aside with Later, which the panel confirms', async () => {
    const sent = start();
    await since('It held');
    fireEvent.click(screen.getAllByRole('button', { name: 'Later' })[0] as HTMLElement);
    await screen.findByText(/Set aside\. It comes back on 25 Nov/);
    expect(named(sent, 'prompt.outcome')).toMatchObject([
      { signal: 'promiseUnmet', outcome: 'snoozed' },
    ]);
  });
  it('of a colleague asks only them', () => {
    start(commitment({ owner: 'tomas' }));
    expect(screen.queryByRole('radio')).toBeNull();
  });
});
