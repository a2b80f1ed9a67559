// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { useUi } from '../../components/data/ui.ts';
import Negotiation from '../../components/panel/moments/Negotiation.tsx';
import { Written } from '../../components/panel/moments/Written.tsx';
import { Prompts } from '../../components/panel/Prompts.tsx';
import { type TalkDeal, TalkItOver } from '../../components/workspace/TalkItOver.tsx';
import { alone, coach, type TriggeredSignal } from '../../lib/coaching/index.ts';
import type { RowOf } from '../../lib/model/index.ts';
import type { SidelineDb } from '../../lib/store/index.ts';
import { facts, NOON } from '../helpers/deals.ts';
import { view } from '../helpers/panel.ts';
import { meOf, people } from '../helpers/view.ts';
import { background, item, model, named, newDb, noteFields, show, who } from './harness.tsx';

const HOUR = 3_600_000;
const late = { closeDate: '2026-11-01' };
const names = new Map([['tomas', 'Tomas Lindqvist']]);
const rep = { ...people.tomas, name: 'Tomas Lindqvist' };
const dana = { ...who, me: { ...meOf('dana'), reports: [rep] }, user: 'dana', names };
const tomas = { ...who, me: meOf('tomas'), user: 'tomas' };
const buttons = () =>
  [...document.querySelectorAll('.prompt.open .row button')].map((button) => button.textContent);
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const write = async (name: string, value: string) => {
  const field = (await screen.findByRole('textbox', { name })) as HTMLTextAreaElement;
  const start = field.value;
  fireEvent.change(field, { target: { value } });
  return start;
};

let db: SidelineDb;
beforeEach(() => {
  db = newDb();
  useUi.getState().reset('');
  useUi.getState().reset('k');
});
const listen = () =>
  background(db, {
    'note.save': () => ({ id: 'n1' }),
    'record.open': () => null,
    'moment.write': () => null,
  });

const { triggered } = coach(facts(late), { side: 'manager' });
const [asked] = triggered.filter(({ kind }) => kind !== 'praise');
if (!asked) throw new Error('nothing is asked');
const answer = (author: string): RowOf<'note'> => ({
  ...{ ...noteFields('Finance would have to see the numbers.'), author, kind: 'answer' },
  ...{ prompt: { signal: asked.signal, question: 'Which?' }, createdAt: NOON - 2 * HOUR },
});
const prompts = (side: 'rep' | 'manager', notes: RowOf<'note'>[], shown = asked) => {
  const sent = listen();
  const coaching = coach(facts(late), { side });
  const ranked = alone(shown);
  const base = model(late);
  show(
    <Prompts
      model={{
        ...base,
        coaching: { ...coaching, prompts: [ranked], others: [] },
        rows: { ...base.rows, notes: notes.map((fields, n) => item<'note'>(`n${n}`, fields)) },
        role: { roles: [side], rep: 'tomas', known: true },
        shareWith: 'tomas',
      }}
      view={view}
      side={side}
      who={side === 'manager' ? dana : tomas}
    />,
    db,
  );
  return sent;
};

describe('a manager’s card', () => {
  it('shows the rep’s answer first, then the question that can be turned', async () => {
    prompts('manager', [answer('tomas')]);
    await screen.findByText('Finance would have to see the numbers.');
    expect(screen.getByText(/^Answer by Tomas, .*10:00/)).toBeTruthy();
    await screen.findByRole('radio', { name: 'Goal' });
    const inside = document.querySelector('.prompt.open .inside');
    const order = [...(inside?.querySelectorAll('blockquote, fieldset, h3') ?? [])];
    expect(order.map(({ tagName }) => tagName)).toEqual(['BLOCKQUOTE', 'FIELDSET', 'H3']);
    expect(buttons()).toEqual(['Ask Tomas', 'Say well done', 'Later']);
  });
  it('without an answer of the rep has no praise', () => {
    prompts('manager', [answer('nora')]);
    expect(document.querySelector('blockquote')).toBeNull();
    expect(buttons()).toEqual(['Ask Tomas', 'Answer', 'Later']);
  });
  it('says well done with the evidence and no words of its own', async () => {
    const sent = prompts('manager', [answer('tomas')]);
    press('Say well done');
    expect(await write('Your note', 'That is a clear next step.')).toBe('');
    press('Save note');
    await waitFor(() => expect(named(sent, 'note.save')).toHaveLength(1));
    const [note] = named(sent, 'note.save');
    expect(note).toMatchObject({
      ...{ text: 'That is a clear next step.', audience: 'pair', kind: 'note' },
      prompt: {
        signal: asked.signal,
        question: 'Finance would have to see the numbers. · Answer by Tomas, 22 Nov',
      },
    });
    expect(note).not.toHaveProperty('outcome');
    await waitFor(() => expect(buttons()).toContain('Say well done'));
  });
  it('of what went well names what happened, when, and its source', async () => {
    const praise: TriggeredSignal = {
      ...{ ...asked, signal: 'promiseKept', kind: 'praise', values: [], source: 'typed' },
      values: [{ type: 'text', value: 'Send the plan' }],
      evidence: [{ fact: 'commitment', values: [{ type: 'date', value: '2026-11-20' }] }],
    } as TriggeredSignal;
    const sent = prompts('manager', [], praise);
    expect(buttons()).toEqual(['Ask Tomas', 'Say well done', 'Later']);
    press('Say well done');
    await write('Your note', 'Thank you');
    const evidence = document.querySelector('blockquote')?.textContent ?? '';
    expect(evidence).toMatch(/Send the plan.* · .*20 Nov · \S+/);
    press('Save note');
    await waitFor(() =>
      expect(named(sent, 'note.save')).toMatchObject([
        { prompt: { question: evidence }, outcome: { outcome: 'answered', signal: 'promiseKept' } },
      ]),
    );
  });
  it('is not the rep’s: they answer, and see no praise button', () => {
    prompts('rep', [answer('dana')]);
    expect(buttons()).toEqual(['Answer', 'Ask my manager', 'Later']);
  });
});

const moment = (author: string): RowOf<'moment'> => ({
  ...{ refKey: 'k', moment: 'debrief', about: 'm1', state: 'kept', until: null, title: 'Call' },
  ...{ words: { said: 'It goes through.' }, tried: null, next: null, author, editedBy: null },
  at: NOON - HOUR,
});

describe('a shared debrief', () => {
  const written = (reader: typeof dana, author: string) =>
    show(
      <Written
        item={{ ...item<'moment'>('w', moment(author)), scope: 'p:dana:tomas' }}
        model={model({}, { shareWith: 'tomas', role: managers() })}
        who={reader}
      />,
      db,
    );
  it('can be praised by the manager, with its words as the evidence', async () => {
    const sent = listen();
    written(dana, 'tomas');
    press('Say well done');
    await write('Your note', 'You let them talk.');
    press('Save note');
    await waitFor(() =>
      expect(named(sent, 'note.save')).toMatchObject([
        {
          kind: 'note',
          prompt: {
            signal: 'moment.debrief',
            question: 'It goes through. · Tomas: Debrief · 22 Nov',
          },
        },
      ]),
    );
    await screen.findByText('Saved.');
  });
  it('is not praised by its author', () => {
    written(dana, 'dana');
    expect(screen.queryByRole('button', { name: 'Say well done' })).toBeNull();
  });
});

describe('a rep’s card', () => {
  const due = {
    ...{ moment: 'negotiation' as const, about: '2026-11-20', meeting: null, at: NOON },
    sentence: 'They want 10% off.',
  };
  it('asks the manager for help with nothing but what the rep writes', async () => {
    const sent = listen();
    show(<Negotiation due={due} model={model({}, { shareWith: 'tomas' })} who={tomas} />, db);
    press('Ask dana');
    expect(await write('Your question', 'Where would you stop?')).toBe('');
    press('Send question');
    await waitFor(() =>
      expect(named(sent, 'note.save')).toMatchObject([
        { text: 'Where would you stop?', kind: 'help', audience: 'pair', prompt: null },
      ]),
    );
    await screen.findByText('Saved.');
    expect(named(sent, 'moment.write')).toEqual([]);
  });
  it.each([
    ['no manager', { ...tomas, me: { ...meOf('tomas'), manager: null } }, 'tomas'],
    ['a deal that is not linked to them', tomas, null],
    ['nobody signed in', who, null],
  ])('does not with %s', (_, reader, shareWith) => {
    show(<Negotiation due={due} model={model({}, { shareWith })} who={reader} />, db);
    expect(screen.queryByRole('button', { name: /^Ask / })).toBeNull();
  });
});

describe('“Talk it over”', () => {
  const dealFacts = facts(late);
  const right = (more: Partial<TalkDeal>, shareWith: string | null = 'tomas') =>
    ({
      deal: {
        ...{ key: 'k', ref: dealFacts.ref, name: 'Marlow Foods', owner: 'Tomas', record: null },
        ...{ facts: dealFacts, coaching: coach(dealFacts, { side: 'manager' }), shareWith },
        ...{ plan: null, role: managers(), unconfirmed: null, health: null },
      },
      ...{ request: null, signal: asked.signal },
      ...more,
    }) as TalkDeal;
  const talk = (item: TalkDeal, address?: string) => {
    const sent = listen();
    show(<TalkItOver item={item} who={dana} address={address} />, db);
    return sent;
  };
  it('opens a note with the question of the gravest warning', async () => {
    const sent = talk(right({}));
    press('Talk it over: Marlow Foods');
    const question = await write('Your question', 'What would make the date hold?');
    expect(question).toMatch(/\?$/);
    press('Send question');
    await waitFor(() =>
      expect(named(sent, 'note.save')).toMatchObject([
        {
          ...{ text: 'What would make the date hold?', kind: 'question', audience: 'pair' },
          prompt: { signal: asked.signal, question },
          outcome: { outcome: 'asked', refKey: 'k', fingerprint: asked.fingerprint },
        },
      ]),
    );
  });
  it.each([
    ['a request waits there', { request: { key: 'k', kind: 'help', author: 'tomas', at: 1 } }],
    ['nobody can receive a note', {}, null],
  ] as [string, Partial<TalkDeal>, null?][])('opens the deal where %s', async (...[, more, to]) => {
    const sent = talk(right(more, to), 'https://crm.example/1');
    press('Talk it over: Marlow Foods');
    await waitFor(() => expect(named(sent, 'record.open')).toEqual([{ refKey: 'k' }]));
    expect(screen.queryByRole('textbox')).toBeNull();
  });
  it('is absent where neither is possible', () => {
    talk(right({}, null));
    expect(screen.queryByRole('button')).toBeNull();
  });
});

function managers() {
  return { roles: ['manager' as const], rep: 'tomas', known: true };
}
