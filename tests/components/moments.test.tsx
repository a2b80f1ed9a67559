// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { RecordModel } from '../../components/data/record.ts';
import { useUi } from '../../components/data/ui.ts';
import { MomentCards } from '../../components/panel/moments/Moments.tsx';
import { Prompts } from '../../components/panel/Prompts.tsx';
import { draftOf, type MomentRows, type SidelineDb } from '../../lib/store/index.ts';
import { NOON } from '../helpers/deals.ts';
import { view } from '../helpers/panel.ts';
import { background, model, named, newDb, show, who } from './harness.tsx';

const none: MomentRows = { moments: [], steps: [], calls: [], looks: [] };
const MINUTE = 60_000;
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const type = (name: string, value: string) =>
  fireEvent.change(screen.getByRole('textbox', { name }), { target: { value } });
const withCall = (minutes: number, values = {}): RecordModel =>
  model({
    nextStep: null,
    activities: [
      {
        id: 'm1',
        kind: 'meeting',
        subject: 'Marlow Foods with Ruth',
        state: minutes > 0 ? 'open' : 'done',
        at: null,
        due: null,
        contactId: null,
        starts: NOON + minutes * MINUTE,
        ends: NOON + (minutes + 45) * MINUTE,
      },
    ],
    ...values,
  });

let db: SidelineDb;
beforeEach(() => {
  db = newDb();
  useUi.getState().reset('');
  useUi.getState().reset('k');
});
function panel(record: RecordModel, side: 'rep' | 'manager' = 'rep') {
  const sent = background(db, {
    'moment.write': () => null,
    'moment.audience': () => null,
  });
  show(
    <>
      <MomentCards rows={none} model={record} side={side} who={who} />
      <Prompts model={record} view={view} side={side} who={who} />
    </>,
    db,
  );
  return sent;
}

describe('before a call', () => {
  it('the brief is private, is kept with its texts, and the questions wait', async () => {
    const sent = panel(withCall(20 * 60));
    await screen.findByRole('heading', { name: 'Next call' });
    expect(screen.getByText('Only you')).toBeTruthy();
    expect(screen.getByText(/tomorrow.*Marlow Foods with Ruth · 45 min/)).toBeTruthy();
    await screen.findByText('You’ll see the questions after the call.');
    expect(screen.queryByRole('button', { name: 'Answer' })).toBeNull();
    const ask = () => document.querySelector('.brief .main dd')?.textContent;
    const first = ask();
    press('Another question');
    expect(ask()).not.toBe(first);
    press('Edit');
    type('Aim', 'Ruth names who in finance looks at it');
    press('Save brief');
    await waitFor(() =>
      expect(named(sent, 'moment.write')).toMatchObject([
        {
          moment: 'brief',
          about: 'm1',
          state: 'kept',
          words: { aim: 'Ruth names who in finance looks at it' },
        },
      ]),
    );
  });
  it('Later puts it aside until it is useful again', async () => {
    const sent = panel(withCall(60));
    await screen.findByRole('heading', { name: 'Next call' });
    press('Later');
    await waitFor(() =>
      expect(named(sent, 'moment.write')).toMatchObject([
        { state: 'later', until: NOON + 45 * MINUTE },
      ]),
    );
  });
  it('minutes before only the question and what to listen for are shown', async () => {
    panel(withCall(12));
    await screen.findByText(/In 12 minutes/);
    expect([...document.querySelectorAll('.brief dt')].map((term) => term.textContent)).toEqual([
      'One question to ask',
      'One thing to listen for',
    ]);
    expect(screen.queryByRole('button', { name: 'Save brief' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Copy' })).toBeTruthy();
    press('Aim and focus');
    expect(screen.getByRole('button', { name: 'Save brief' })).toBeTruthy();
  });
  it('a manager gets no card of the rep’s', async () => {
    panel(withCall(60), 'manager');
    await waitFor(() => expect(document.querySelector('.prompt')).toBeTruthy());
    expect(screen.queryByRole('heading', { name: 'Next call' })).toBeNull();
  });
});

describe('after a call', () => {
  it('one button is filled: that of the card, not the answer below', async () => {
    panel(withCall(-65));
    const answer = await screen.findByRole('button', { name: 'Answer' });
    await waitFor(() => expect(answer.dataset.variant).toBe('default'));
    const filled = [...document.querySelectorAll('[data-variant="filled"]')];
    expect(filled.map((button) => button.textContent)).toEqual(['Next']);
  });
  it('one question at a time leads to a commitment, in one message', async () => {
    const sent = panel(withCall(-65));
    await screen.findByRole('textbox', { name: 'What did they say?' });
    expect(screen.queryByRole('textbox', { name: 'What did you learn?' })).toBeNull();
    type('What did they say?', 'If Priya sees the cost, it goes through.');
    press('Next');
    await screen.findByRole('textbox', { name: 'What did you learn?' });
    expect(screen.getByText('If Priya sees the cost, it goes through.')).toBeTruthy();
    type('What did you learn?', 'The audit worries finance too');
    press('Next');
    await screen.findByRole('heading', { name: 'What next?' });
    type('What', 'Send Priya the March figures');
    fireEvent.click(screen.getByRole('radio', { name: 'Tomorrow' }));
    press('Make it a commitment');
    await waitFor(() =>
      expect(named(sent, 'moment.write')).toMatchObject([
        {
          moment: 'debrief',
          about: 'm1',
          state: 'kept',
          words: {
            said: 'If Priya sees the cost, it goes through.',
            learned: 'The audit worries finance too',
          },
          commitment: { text: 'Send Priya the March figures', due: '2026-11-23', onlyMe: true },
        },
      ]),
    );
    expect(named(sent, 'commitment.make')).toEqual([]);
    await waitFor(async () =>
      expect(await draftOf(db, 'k#moment=debrief:m1:said')).toBeUndefined(),
    );
  });
  it.each([
    ['nothing', '', 'left'],
    ['a sentence', 'They like it', 'kept'],
  ])('“Stop here” after %s ends it', async (_, text, state) => {
    const sent = panel(withCall(-65));
    await screen.findByRole('textbox', { name: 'What did they say?' });
    if (text) type('What did they say?', text);
    press('Stop here');
    await waitFor(() =>
      expect(named(sent, 'moment.write')).toMatchObject([{ moment: 'debrief', state }]),
    );
  });
});

describe('at the end of a deal', () => {
  const closed = (status: 'won' | 'lost') =>
    model({
      status,
      stage: status === 'won' ? 'Won' : 'Lost',
      stages: undefined,
      stageSince: undefined,
      closeDate: '2026-11-18',
      activities: [],
    });
  it('a lost deal asks for a doubt and a lesson, for this person alone', async () => {
    const sent = panel(closed('lost'));
    await screen.findByRole('heading', {
      name: 'What do you want to take away from this deal?',
    });
    const save = screen.getByRole('button', { name: 'Save review' }) as HTMLButtonElement;
    // An empty review is not saved: its first question has the focus.
    fireEvent.click(save);
    expect(document.activeElement).toBe(screen.getAllByRole('radio')[0]);
    expect(named(sent, 'moment.write')).toEqual([]);
    fireEvent.click(screen.getByRole('radio', { name: 'Halfway' }));
    type('In your words, if you like', 'Ask for a no earlier');
    fireEvent.click(save);
    await waitFor(() =>
      expect(named(sent, 'moment.write')).toMatchObject([
        {
          moment: 'lossReview',
          state: 'kept',
          words: { doubt: 'middle', lesson: 'Ask for a no earlier' },
        },
      ]),
    );
    expect(named(sent, 'moment.audience')).toEqual([]);
  });
  it('Not now brings a won deal back after three days', async () => {
    const sent = panel(closed('won'));
    await screen.findByRole('heading', {
      name: 'What did you do here that others should hear about?',
    });
    press('Not now');
    await waitFor(() =>
      expect(named(sent, 'moment.write')).toMatchObject([
        { moment: 'winReview', state: 'later', until: NOON + 3 * 86_400_000 },
      ]),
    );
  });
});
