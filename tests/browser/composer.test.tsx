import { beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import Notes from '../../components/panel/Notes.tsx';
import { background, named } from '../helpers/background.ts';
import { model, who } from '../helpers/panel.ts';
import { expectFits, newDb, show } from './harness.tsx';

const field = () => page.getByRole('textbox', { name: 'New note' });
const save = () => page.getByRole('button', { name: 'Save note' });
const audience = () => page.getByRole('combobox');
const height = () => field().element().getBoundingClientRect().height;

let sent: ReturnType<typeof background>;
beforeEach(async () => {
  const db = newDb();
  sent = background(db);
  await show(<Notes model={model()} who={who} />, db);
});

describe('the field for a note in the narrowest panel', () => {
  it('grows with its text and stays as wide as the panel', async () => {
    expectFits();
    const empty = height();
    await field().fill('She signs on Friday, when the board has met.\n'.repeat(4));
    await expect.poll(height).toBeGreaterThan(empty + 60);
    const area = field().element();
    expect(area.scrollHeight).toBeLessThanOrEqual(area.clientHeight);
    expectFits();
    await field().fill('');
    await expect.poll(height).toBe(empty);
  });

  it.each(['the keyboard', 'the button'])('has the focus after saving with %s', async (way) => {
    await field().fill('Met Ruth.');
    if (way === 'the button') await save().click();
    else await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.element(field()).toHaveValue('');
    await expect.element(field()).toHaveFocus();
    await userEvent.keyboard('Call Piotr.');
    await expect.element(field()).toHaveValue('Call Piotr.');
    expect(named(sent, 'note.save').map(({ text }) => text)).toEqual(['Met Ruth.']);
  });

  it('has the tab order readers, text, saving', async () => {
    await field().fill('Met Ruth.');
    audience().element().focus();
    for (const next of [field, save]) {
      await userEvent.tab();
      await expect.element(next()).toHaveFocus();
    }
    for (const before of [field, audience]) {
      await userEvent.tab({ shift: true });
      await expect.element(before()).toHaveFocus();
    }
  });

  it('shows where the focus is', async () => {
    await field().fill('Met Ruth.');
    const frame = document.querySelector('.compose') as Element;
    const outline = (element: Element) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      return `${outlineStyle} ${outlineWidth}`;
    };
    expect(getComputedStyle(frame).boxShadow).not.toBe('none');
    await userEvent.tab();
    expect(outline(save().element())).toBe('solid 2px');
    await userEvent.tab({ shift: true });
    await userEvent.tab({ shift: true });
    expect(outline(audience().element())).toBe('solid 2px');
    (document.activeElement as HTMLElement).blur();
    expect(getComputedStyle(frame).boxShadow).toBe('none');
  });
});
