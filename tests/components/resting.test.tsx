// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { Resting } from '../../components/workspace/Resting.tsx';
import { meOf } from '../helpers/view.ts';
import { background, named, newDb, show, who } from './harness.tsx';

const reason = { flagged: 50, flaggedWon: 45, other: 60, otherWon: 20 };
const stored = (rested: Record<string, typeof reason> = {}) => ({
  ...{ refKey: '' as const, limits: { quiet: 7 }, off: ['noReply'], competitors: ['Acme'] },
  ...{ rested, author: 'dana', editedBy: null, at: 1 },
});
const start = (user: 'dana' | 'tomas', rested: Record<string, typeof reason> = {}) => {
  const db = newDb();
  const sent = background(db, { 'settings.coaching': () => null });
  const restable = ['quiet', 'noReply'].map((signal) => ({ signal, ...reason }));
  const reader = { ...who, me: meOf(user), user };
  show(<Resting who={reader} stored={stored(rested)} restable={restable} />, db);
  return sent;
};
const figures = /Won with it: 45 of 50 deals\. Won without it: 20 of 60\./;

it('the offer to a manager has figures, and the decision keeps them', async () => {
  const sent = start('dana');
  const rest = await screen.findByRole('button', { name: 'Pause “No recent activity”' });
  // One that is switched off is not offered.
  expect(screen.getAllByText(figures)).toHaveLength(1);
  fireEvent.click(rest);
  const others = { limits: { quiet: 7 }, off: ['noReply'], competitors: ['Acme'] };
  await waitFor(() =>
    expect(named(sent, 'settings.coaching')).toEqual([
      { settings: { ...others, rested: { quiet: reason } }, from: { ...others, rested: {} } },
    ]),
  );
});

it('a resting question shows why, and is asked again with one press', async () => {
  const sent = start('dana', { quiet: reason });
  expect(screen.getByText(figures)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Ask “No recent activity” again' }));
  await waitFor(() =>
    expect(named(sent, 'settings.coaching')).toMatchObject([{ settings: { rested: {} } }]),
  );
});

it('a rep sees resting questions and why, and changes nothing', () => {
  start('tomas', { quiet: reason });
  expect(screen.getByText(figures)).toBeTruthy();
  expect(screen.queryByRole('button')).toBeNull();
});
