// @vitest-environment happy-dom
// The two other formats: a deal review, and a team session.
import 'fake-indexeddb/auto';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { openDevice } from '../commands/device.ts';
import { PAIR } from '../commands/samples.ts';
import { NOON } from '../helpers/deals.ts';
import { button, commitKey, page, press, stepOn, write } from './oneOnOnePage.tsx';

describe('a deal review', () => {
  it('goes from the deal that the rep picks to a commitment', async () => {
    const device = await page('tomas', 'review-dana');
    await screen.findByRole('heading', { level: 1, name: 'Deal review with dana' });
    await press('Start review');
    await button('Finish');
    await stepOn('Goal');
    await write('Write a line', 'A yes or no before Christmas');
    await press('Next: Reality');
    await press('Next: Options');
    await press('Next: Will');
    await press('Add commitment');
    const field = (name: string) => screen.findByRole('textbox', { name });
    fireEvent.change(await field('What'), { target: { value: 'Ask Imke' } });
    await press('Save commitment');
    await waitFor(async () =>
      expect(await device.rows('commitment')).toMatchObject([
        { scope: PAIR, fields: { owner: 'tomas', oneOnOne: 'deal-review/tomas/2026-11-22' } },
      ]),
    );
    const [finish] = await screen.findAllByRole('button', { name: 'Finish' });
    fireEvent.click(finish as HTMLElement);
    await screen.findByText(/Finished/);
    expect(await device.rows('oneOnOne')).toMatchObject([
      { fields: { state: 'finished', step: 'will' } },
    ]);
  });
  it('says who reads it on each block, and adds up to ten minutes', async () => {
    await page('dana', 'review-tomas');
    await screen.findByText('About 10 minutes');
    await screen.findByText('You and tomas, nobody else');
    const beside = screen.getByRole('complementary', { name: 'Beside the notes' });
    for (const block of within(beside).getAllByRole('region'))
      expect(within(block).getByText('You and tomas')).toBeTruthy();
  });
});

describe('a team session', () => {
  it('has a gap that the manager chooses, on whose screen alone the count is', async () => {
    const device = await page('dana', 'team-north');
    await screen.findByRole('heading', { level: 1, name: 'Team session: North' });
    await press('Start team session');
    fireEvent.change(await screen.findByRole('combobox', { name: 'Skill' }), {
      target: { value: 'value' },
    });
    await screen.findByRole('heading', { name: 'Value selling: what do you meet in your calls?' });
    await write('Write a line', 'The price comes first');
    await waitFor(async () =>
      expect(await device.rows('oneOnOneLine')).toMatchObject([
        { scope: 't:north', fields: { part: 'gap', author: 'dana' } },
      ]),
    );
    expect(screen.getAllByText(/^Team North/).length).toBeGreaterThan(2);
  });
  it('shows a rep what the manager chose, folded in one line', async () => {
    await page('tomas', 'team-north', async (device) => {
      const session = { pair: 't:north', slot: '2026-11-22', format: 'session' as const };
      const dana = await openDevice('dana');
      await dana.run('oneOnOne.begin', { ...session, to: null });
      await dana.run('oneOnOne.set', { ...session, gap: 'value' });
      await dana.run('oneOnOne.set', { ...session, step: 'each' });
      await device.db.rows.bulkPut(await dana.rows());
    });
    await press(/^The shared gap Value selling/);
    await screen.findByRole('heading', { name: 'Value selling: what do you meet in your calls?' });
  });
  it('looks back on the last one: what was agreed, and what became of it', async () => {
    const device = await page('tomas', 'team-north', async (before) => {
      const session = { pair: 't:north', slot: '2026-11-15', format: 'session' as const };
      const dana = await openDevice('dana');
      await dana.run('oneOnOne.begin', { ...session, to: null });
      await dana.run('oneOnOne.finish', session);
      await before.db.rows.bulkPut(await dana.rows());
      const words = { text: 'Ask what waiting costs', owner: 'tomas', due: '2026-11-20' };
      await before.run('oneOnOne.agree', {
        ...session,
        line: null,
        commitment: { id: 'c', ...words },
      });
    });
    const back = await screen.findByRole('region', { name: /^Last time/ });
    within(back).getByText('Ask what waiting costs');
    within(back).getByText(/^Team North/);
    fireEvent.click(within(back).getByRole('radio', { name: 'Kept' }));
    await waitFor(async () =>
      expect(await device.rows('commitment')).toMatchObject([{ fields: { state: 'kept' } }]),
    );
  });
  it('lets a rep write lines and the own commitment, and begin nothing', async () => {
    const device = await page('tomas', 'team-north');
    await screen.findByText('dana chooses the skill. You can already write.');
    expect(screen.queryByRole('button', { name: 'Start team session' })).toBeNull();
    expect(screen.queryByRole('combobox', { name: 'Skill' })).toBeNull();
    await stepOn('One practice');
    await write('Write a line', 'Ask what waiting costs', commitKey);
    await press('Save commitment');
    await waitFor(async () =>
      expect(await device.rows('commitment')).toMatchObject([
        { scope: 't:north', fields: { owner: 'tomas', text: 'Ask what waiting costs' } },
      ]),
    );
    expect(screen.queryByRole('combobox', { name: 'Who' })).toBeNull();
  });
});

it('the day on which these tests run is a Sunday in the week of the sample', () => {
  expect(new Date(NOON).getUTCDay()).toBe(0);
});
