// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { RecordModel } from '../../components/data/record.ts';
import StageStatus from '../../components/panel/StageStatus.tsx';
import type { StageAnswer } from '../../lib/coaching/index.ts';
import { SidelineDb } from '../../lib/store/index.ts';
import { facts, NOON } from '../helpers/deals.ts';
import { model, who } from '../helpers/panel.ts';
import { meOf } from '../helpers/view.ts';
import { background, show } from './harness.tsx';

const ANSWER: StageAnswer = {
  refKey: '',
  crm: 'espocrm',
  tenant: 't',
  pipeline: '',
  stage: 'order received',
  name: 'Order received',
  status: 'won',
  author: 'dana',
  editedBy: null,
  at: NOON,
  isShared: true,
};
const VALUES = { stage: 'Order received', status: undefined, probability: undefined, stages: null };
const shown = (answers: StageAnswer[] = [], values: object = VALUES): RecordModel => ({
  ...model(values),
  facts: facts(values, { answers }),
});
const as = (user: 'dana' | 'tomas') => ({ ...who, me: meOf(user), user });
const ASK = 'Is “Order received” open, won or lost?';

function open(it: RecordModel, user: 'dana' | 'tomas', name: string) {
  const db = new SidelineDb(name);
  const sent = background(db, { 'stage.answer': () => null });
  show(<StageStatus model={it} who={as(user)} />, db);
  return sent;
}

it('asks once, says for whom the answer counts, and sends it', async () => {
  const sent = open(shown(), 'tomas', 'stage 1');
  expect(await screen.findByRole('heading', { name: ASK })).toBeTruthy();
  expect(screen.getByText(/Your answer only counts for you/)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Won' }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toMatchObject({
    name: 'stage.answer',
    input: {
      crm: 'espocrm',
      tenant: 't',
      pipeline: '',
      stage: 'order received',
      name: 'Order received',
      status: 'won',
    },
  });
});
it('says that a manager answers for the company', async () => {
  open(shown(), 'dana', 'stage 2');
  expect(await screen.findByText(/counts for your whole company/)).toBeTruthy();
});
it('asks nothing where the status is known', async () => {
  open(shown([], { stage: 'Order received', status: 'open' }), 'dana', 'stage 3');
  expect(screen.queryByRole('heading')).toBeNull();
});
it('lets a manager change the company’s answer, and a rep only read it', async () => {
  const sent = open(shown([ANSWER]), 'dana', 'stage 4');
  fireEvent.click(await screen.findByRole('button', { name: 'Change answer' }));
  fireEvent.click(screen.getByRole('button', { name: 'Clear answer' }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toMatchObject({ input: { stage: 'order received', status: null } });
});
it('shows a rep whose answer counts', async () => {
  open(shown([ANSWER]), 'tomas', 'stage 5');
  expect(await screen.findByText(/Your company’s answer for “Order received”: Won/)).toBeTruthy();
  expect(screen.queryByRole('button')).toBeNull();
});
