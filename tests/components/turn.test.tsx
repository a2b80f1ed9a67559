// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { useUi } from '../../components/data/ui.ts';
import { Prompts } from '../../components/panel/Prompts.tsx';
import { coach } from '../../lib/coaching/index.ts';
import { facts } from '../helpers/deals.ts';
import { view } from '../helpers/panel.ts';
import { meOf, people } from '../helpers/view.ts';
import { background, model, named, newDb, show, who } from './harness.tsx';

const late = { closeDate: '2026-11-01' };
const { tomas } = people;
const dana = { ...who, me: { ...meOf('dana'), reports: [tomas] }, user: 'dana' };
const panel = (side: 'rep' | 'manager', reader: Parameters<typeof Prompts>[0]['who'] = who) => {
  const db = newDb();
  const sent = background(db, { 'note.save': () => ({ id: 'n1' }) });
  show(
    <Prompts
      model={{
        ...model(late),
        coaching: coach(facts(late), { side }),
        role: { roles: [side], rep: 'tomas', known: true },
        shareWith: 'tomas',
      }}
      view={view}
      side={side}
      who={reader}
    />,
    db,
  );
  return sent;
};
const question = () => document.querySelector('.prompt.open h3')?.textContent;
const radio = (name: string) => screen.findByRole('radio', { name });

beforeEach(() => {
  useUi.getState().reset('');
  useUi.getState().reset('k');
});

it('a manager turns the open question with one press, and asks what they see', async () => {
  const sent = panel('manager', dana);
  const reality = question();
  expect(((await radio('Reality')) as HTMLInputElement).checked).toBe(true);
  const texts: (string | null | undefined)[] = [];
  for (const name of ['Goal', 'Options', 'Will', 'Reality', 'Goal']) {
    fireEvent.click(await radio(name));
    texts.push(question());
  }
  expect(texts[0]).toBe('Which close date do you want to be able to stand behind?');
  expect(texts[3]).toBe(reality);
  expect(new Set(texts).size).toBe(4);
  fireEvent.click(screen.getByRole('button', { name: 'Ask tomas' }));
  const field = (await screen.findByRole('textbox', {
    name: 'Your question',
  })) as HTMLTextAreaElement;
  // While it is written, another sentence would change nothing in the field.
  expect(screen.queryByRole('radio')).toBeNull();
  await waitFor(() => expect(field.value).toBe(texts[4]));
  fireEvent.click(screen.getByRole('button', { name: 'Send question' }));
  await waitFor(() =>
    expect(named(sent, 'note.save')).toMatchObject([
      { text: texts[4], prompt: { signal: 'closePassed', question: texts[4] } },
    ]),
  );
});

it('a rep is asked in one wording', () => {
  panel('rep');
  expect(question()).toBeTruthy();
  expect(screen.queryByRole('radio')).toBeNull();
});
