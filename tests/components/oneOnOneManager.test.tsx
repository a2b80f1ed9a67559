// @vitest-environment happy-dom
// The one-on-one as the manager leads it: moved, skipped, finished, with commitments.
import 'fake-indexeddb/auto';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { agreement, line, PAIR, SLOT } from '../commands/samples.ts';
import { button, commitKey, page, press, stepOn, write } from './oneOnOnePage.tsx';

it('a one-on-one is moved to a day within a year, and says so', async () => {
  await page('dana', 'tomas');
  await press('Move');
  const day = await screen.findByLabelText(/^Day/);
  fireEvent.change(day, { target: { value: '9999-12-31' } });
  await screen.findByText('Choose a day in the next 12 months.');
  expect((await button('Save date')).hasAttribute('disabled')).toBe(true);
});

describe('the one-on-one of a manager', () => {
  it('has no field for the rep’s lines', async () => {
    await page('dana', 'tomas');
    await screen.findAllByText(/hasn’t written/);
    expect(screen.queryByRole('textbox', { name: 'I’d like to open with' })).toBeNull();
  });
  it('makes a line a commitment by its key', async () => {
    const device = await page('dana', 'tomas');
    await press('Start one-on-one');
    await write('Write a line', 'Share the wording', commitKey);
    const seen = await screen.findByRole('textbox', { name: 'How will it be seen?' });
    fireEvent.change(seen, { target: { value: 'He has it' } });
    await press('Save commitment');
    await waitFor(async () =>
      expect(await device.rows('commitment')).toMatchObject([
        { scope: PAIR, fields: { text: 'Share the wording', owner: 'dana', seenBy: 'He has it' } },
      ]),
    );
    const [made] = await device.rows('oneOnOneLine');
    expect(made?.fields.commitment).toBe((await device.rows('commitment'))[0]?.id);
  });
  it('takes two options of the rep before one of the manager', async () => {
    const deal = { key: 'k', name: 'Orrin Biotech' };
    const device = await page('dana', 'tomas', async (before) => {
      await before.run('oneOnOne.set', { pair: PAIR, slot: SLOT, deal });
      for (const part of ['goal', 'reality'] as const)
        await before.run('line.save', { ...line, id: part, part });
    });
    await stepOn('One deal');
    await screen.findByRole('heading', { name: 'Which ways do you see?' });
    await write('Option of tomas', 'Ask her');
    await screen.findAllByText('Ask her');
    await write('Option of tomas', 'Ask the lab');
    await write('Write a line', 'Ask finance');
    await waitFor(async () => {
      const options = (await device.rows('oneOnOneLine')).filter(
        ({ fields }) => fields.part === 'options',
      );
      expect(options.map(({ fields }) => fields.voice).sort()).toEqual(['manager', 'rep', 'rep']);
    });
  });
  it('looks back on commitments in words that blame nobody', async () => {
    const device = await page('dana', 'tomas', (before) =>
      before.run('oneOnOne.agree', { ...agreement, slot: '2026-11-16' }),
    );
    await stepOn('Since last time');
    await screen.findByText(/Yours come first/);
    fireEvent.click(screen.getByRole('radio', { name: 'Kept' }));
    await waitFor(async () =>
      expect(await device.rows('commitment')).toMatchObject([{ fields: { state: 'kept' } }]),
    );
    expect(document.body.textContent).not.toMatch(/missed|overdue|failed/i);
  });
  it('stays on screen when it is finished, and is followed by the next one', async () => {
    await page('dana', 'tomas');
    await press('Start one-on-one');
    await press('Finish');
    await screen.findByText(/· Finished/);
    await press('Back to the current one');
    await screen.findByRole('button', { name: 'Start one-on-one' });
    await screen.findByText('without a deal');
  });
  it('skips one, and takes it back', async () => {
    const device = await page('dana', 'tomas');
    await press('Skip this one');
    await press('Undo');
    await waitFor(async () =>
      expect(await device.rows('oneOnOne')).toMatchObject([{ fields: { state: 'open' } }]),
    );
  });
  it('recognises what went well, with its evidence', async () => {
    const device = await page('dana', 'tomas');
    await stepOn('What went well');
    const type = async (name: string, value: string) =>
      fireEvent.change(await screen.findByRole('textbox', { name }), { target: { value } });
    await type('What you want to say about it', 'You asked first');
    expect((await button('Save recognition')).hasAttribute('disabled')).toBe(true);
    await type('What you saw', 'The call on Monday');
    await press('Save recognition');
    await waitFor(async () =>
      expect(await device.rows('recognition')).toMatchObject([
        { scope: PAIR, fields: { to: 'tomas', evidence: 'The call on Monday' } },
      ]),
    );
  });
});
