// @vitest-environment happy-dom
// Keys in a one-on-one, and where the others write and look.
import 'fake-indexeddb/auto';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { putMeta } from '../../lib/store/write.ts';
import { line, PAIR, SLOT } from '../commands/samples.ts';
import { button, page, press, stepOn } from './oneOnOnePage.tsx';

describe('keys', () => {
  const key = (init: KeyboardEventInit) =>
    fireEvent.keyDown(document.activeElement ?? document.body, init);
  const regionOf = () =>
    document.activeElement?.closest('[data-region]')?.getAttribute('aria-label') ?? null;
  it('move between the regions, and to the field of the step', async () => {
    await page('dana', 'tomas');
    await press('Start one-on-one');
    await screen.findByRole('textbox', { name: 'Write a line' });
    // The button that had the focus would now end the talk.
    await waitFor(() => expect(document.activeElement?.className).toBe('focus-step'));
    const seen = [0, 1, 2, 3, 4].map(() => {
      key({ key: 'F6' });
      return regionOf();
    });
    expect(seen).toEqual(['Beside the notes', null, 'Steps', 'Notes', 'Beside the notes']);
    key({ key: 'F6', shiftKey: true });
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Write a line');
  });
  it('go to the next step, and the focus goes with it', async () => {
    await page('dana', 'tomas');
    await press('Start one-on-one');
    await button('Finish');
    key({ key: 'Enter', ctrlKey: true });
    await waitFor(() =>
      expect(document.activeElement?.getAttribute('aria-label')).toBe('Since last time'),
    );
  });
  it('are in the field of the next question, also of the last one', async () => {
    await page('dana', 'tomas', async (device) => {
      await device.run('oneOnOne.set', {
        ...{ pair: PAIR, slot: SLOT, deal: { key: 'k', name: 'Orrin Biotech' } },
      });
      for (const part of ['goal', 'reality'] as const)
        await device.run('line.save', { ...line, id: part, part });
    });
    await stepOn('One deal');
    await press('What will you do?');
    await waitFor(() =>
      expect(document.activeElement?.closest('.focus-step > .add-line')).toBeTruthy(),
    );
    expect(screen.queryByRole('button', { name: 'What will you do?' })).toBeNull();
  });
  it('hide the own lines while somebody looks on, and keep what is written', async () => {
    await page('dana', 'tomas');
    const field = (await screen.findByRole('textbox', {
      name: 'Private line',
    })) as HTMLInputElement;
    await waitFor(() => expect(field.readOnly).toBe(false));
    fireEvent.change(field, { target: { value: 'Let him get there' } });
    // The Mac’s character for Alt+P.
    key({ key: 'π', code: 'KeyP', altKey: true });
    await waitFor(() => expect(screen.queryByRole('textbox', { name: 'Private line' })).toBeNull());
    screen.getByRole('button', { name: 'Show lines', expanded: false });
    key({ key: 'p', code: 'KeyP', altKey: true, ctrlKey: true });
    expect(screen.queryByRole('textbox', { name: 'Private line' })).toBeNull();
    key({ key: 'p', code: 'KeyP', altKey: true });
    const again = (await screen.findByRole('textbox', {
      name: 'Private line',
    })) as HTMLInputElement;
    expect(again.value).toBe('Let him get there');
  });
  it('open the field for a recognition', async () => {
    await page('dana', 'tomas');
    await button('Start one-on-one');
    key({ key: 'L', ctrlKey: true, shiftKey: true });
    const seen = await screen.findByRole('textbox', { name: 'What you saw' });
    await waitFor(() => expect(document.activeElement).toBe(seen));
  });
});

describe('presence', () => {
  it('marks by name where the other writes, and nothing of what', async () => {
    const device = await page('dana', 'tomas', async (before) => {
      await before.run('line.save', { ...line, id: 'l1', part: 'opening', text: 'Three calls' });
    });
    await screen.findByText('Three calls');
    const open = (place: string) =>
      putMeta(device.db, 'here', [
        { refKey: `one-on-one/tomas/${SLOT}`, users: ['tomas'], open: [{ user: 'tomas', place }] },
      ]);
    await open('opening');
    const mark = await screen.findByText('tomas is writing here');
    expect(mark.closest('.add-line')).toBeTruthy();
    await open('line:l1');
    await waitFor(() =>
      expect(screen.getByText('tomas is writing here').closest('li')?.textContent).toContain(
        'Three calls',
      ),
    );
    await putMeta(device.db, 'here', []);
    await waitFor(() => expect(screen.queryByText('tomas is writing here')).toBeNull());
  });
});

describe('where the others are', () => {
  it('is named where they look at another step, and not where they write here', async () => {
    const device = await page('dana', 'tomas');
    await screen.findByRole('heading', { level: 1, name: 'tomas' });
    const open = (place: string) =>
      putMeta(device.db, 'here', [
        { refKey: `one-on-one/tomas/${SLOT}`, users: ['tomas'], open: [{ user: 'tomas', place }] },
      ]);
    await open('at:agreement');
    await screen.findByText('tomas is looking at “Agreement”.');
    await open('will');
    await screen.findByText('tomas is looking at “One deal”.');
    await open('opening');
    await waitFor(() => expect(screen.queryByText(/^tomas is looking at/)).toBeNull());
  });
});
