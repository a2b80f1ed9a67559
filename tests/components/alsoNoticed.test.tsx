// @vitest-environment happy-dom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { RecordModel } from '../../components/data/record.ts';
import { useUi } from '../../components/data/ui.ts';
import { Prompts } from '../../components/panel/Prompts.tsx';
import { view } from '../helpers/panel.ts';
import { background, model, named, newDb, show, who } from './harness.tsx';

const troubled = {
  nextStep: null,
  amount: null,
  closeDate: '2026-11-01',
  contacts: [],
  activities: [],
};
const draw = (record: RecordModel, db = newDb()) => {
  const sent = background(db);
  show(<Prompts model={record} view={view} side="rep" who={who} />, db);
  return sent;
};
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const signals = () =>
  [...document.querySelectorAll('[data-signal]')].map((item) => item.getAttribute('data-signal'));

const later = async () => {
  press('Later');
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Tomorrow' }));
};

beforeEach(() => {
  useUi.getState().reset('');
  useUi.getState().reset('k');
});

describe('what was also noticed', () => {
  it('opens: one line each, with its reason', async () => {
    const record = model(troubled);
    const count = record.coaching?.others.length ?? 0;
    expect(count).toBeGreaterThan(0);
    draw(record);
    const head = screen.getByRole('button', { name: /more noticed/ });
    expect(head.getAttribute('aria-expanded')).toBe('false');
    fireEvent.click(head);
    const list = document.querySelector('.also ul') as HTMLElement;
    await within(list).findAllByRole('listitem');
    expect(within(list).getAllByRole('listitem').length).toBe(count);
    for (const line of within(list).getAllByRole('listitem'))
      expect(line.querySelector('p')?.textContent).not.toBe('');
  });
  it('takes the last place when it is asked instead, and what stood there waits', async () => {
    const record = model(troubled);
    draw(record);
    const before = signals();
    const wanted = record.coaching?.others[0]?.item.signal;
    press(`${record.coaching?.others.length} more noticed`);
    const ask = await screen.findAllByRole('button', { name: 'Ask this instead' });
    fireEvent.click(ask[0] as HTMLElement);
    expect(signals()).toEqual([...before.slice(0, 2), wanted]);
    expect(document.querySelector('.prompt.open')?.getAttribute('data-signal')).toBe(wanted);
    expect(screen.getByRole('button', { name: /more noticed/ }).textContent).toContain(
      `${record.coaching?.others.length} more`,
    );
  });
});

describe('a question that was set aside', () => {
  it('says so, and comes back with Undo', async () => {
    const sent = draw(model({ closeDate: '2026-11-01' }));
    await later();
    await screen.findByText('Set aside. It comes back on 23 Nov, or sooner if the deal changes.', {
      exact: false,
    });
    press('Undo');
    await waitFor(() =>
      expect(named(sent, 'prompt.undo')).toMatchObject([
        { id: named(sent, 'prompt.outcome')[0]?.id },
      ]),
    );
    await waitFor(() => expect(screen.queryByText(/Set aside/)).toBeNull());
  });
  it('stops saying so after ten seconds', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    draw(model({ closeDate: '2026-11-01' }));
    await later();
    await screen.findByText(/Set aside/);
    await vi.advanceTimersByTimeAsync(10_000);
    await waitFor(() => expect(screen.queryByText(/Set aside/)).toBeNull());
    vi.useRealTimers();
  });
  it('that is hidden on the next record says nothing there', async () => {
    draw(model({ closeDate: '2026-11-01' }));
    await later();
    await screen.findByText(/Set aside/);
    useUi.getState().reset('another');
    await waitFor(() => expect(screen.queryByText(/Set aside/)).toBeNull());
  });
});
