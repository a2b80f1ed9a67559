// @vitest-environment happy-dom
import { fireEvent, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import LaterMenu from '../../components/panel/LaterMenu.tsx';
import { LOCAL_USER } from '../../lib/model/index.ts';
import { calendarFor } from '../../lib/view/calendars.ts';
import { NOON } from '../helpers/deals.ts';
import { noCoachingRows } from '../helpers/view.ts';
import { item, model, newDb, org, show } from './harness.tsx';

it('*Later* leaves out the days off of the person who chooses', async () => {
  const rows = {
    ...noCoachingRows,
    away: [
      item<'away'>('a', {
        ...{ refKey: '', member: LOCAL_USER, author: LOCAL_USER, editedBy: null, at: NOON },
        ranges: { '2026-11-23': '2026-11-24' },
      }),
      // Another person’s absence has no effect.
      item<'away'>('b', {
        ...{ refKey: '', member: 'dana', author: 'dana', editedBy: null, at: NOON },
        ranges: { '2026-11-25': '2026-12-20' },
      }),
    ],
  };
  const onChoose = vi.fn();
  const record = model({ activities: [] }, { org: { ...org, rows, calendarFor } });
  show(
    <LaterMenu model={record} user={LOCAL_USER} onChoose={onChoose}>
      <button type="button">Later</button>
    </LaterMenu>,
    newDb(),
  );
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Next working day, 25 Nov' }));
  expect(onChoose).toHaveBeenCalledWith('2026-11-25');
});
