// @vitest-environment happy-dom
// The page of a person: goals, the two keys of a focus, confidence, check-ins, and what another
// person sees of them.

import 'fake-indexeddb/auto';
import { configure, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import Person from '../../components/workspace/person/Person.tsx';
import { addDays } from '../../lib/coaching/index.ts';
import type { Goal } from '../../lib/model/index.ts';
import type { SidelineDb } from '../../lib/store/index.ts';
import { items } from '../../lib/store/index.ts';
import type { OrgView } from '../../lib/view/org.ts';
import { now } from '../helpers/deals.ts';
import { row } from '../helpers/rows.ts';
import { sampleFields } from '../helpers/sampleFields.ts';
import { meOf, profileOf } from '../helpers/view.ts';
import { background, named, newDb, org, show } from './harness.tsx';

// An event is awaited, however long the machine takes.
configure({ asyncUtilTimeout: 20_000 });

const PAIR = 'p:dana:tomas';
const TODAY = '2026-11-22';
const tomas = {
  me: meOf('tomas'),
  user: 'tomas',
  localRole: 'rep' as const,
  names: new Map([
    ['tomas', 'tomas'],
    ['dana', 'dana'],
  ]),
  teamOf: new Map(),
};
const dana = { ...tomas, me: meOf('dana'), user: 'dana' };

let db: SidelineDb;
beforeEach(() => {
  db = newDb();
});

const put = (collection: string, scope: string, fields: Record<string, unknown>) => {
  const all = { ...sampleFields[collection]?.(1), refKey: 'person/tomas', ...fields };
  return db.rows.put(row(collection, `${collection}${Math.random()}`, scope, all));
};
/** An entry of a focus that was made on a day. */
const on = (day: string) => ({ day, at: Date.parse(`${day}T08:00:00Z`) });
const goal = (more: Partial<Goal> = {}) =>
  put('goal', PAIR, {
    ...{ goal: 'g1', vision: 'Be asked for', metric: 'Met before the quote', unit: 'percent' },
    ...{ baseline: 20, target: 60, due: '2027-03-31', author: 'tomas', ...more },
  });
/** Values of the last eight months. */
const marks = (values: readonly number[]) =>
  Object.fromEntries(values.map((value, index) => [addDays(TODAY, -30 * index), value]));
const withFocus = (agreedBy: string | null): OrgView => {
  const profile = row('profile', 'p', PAIR, { ...profileOf('tomas'), focus: 'value', agreedBy });
  return { ...org, rows: { ...org.rows, profiles: items('profile', [profile]) } };
};
const page = (who: typeof tomas, of: OrgView = org) =>
  show(<Person who={who} org={of} now={now} member="tomas" />, db);
const region = (name: string) => screen.findByRole('region', { name });

describe('a goal', () => {
  it('beyond the own best is offered a first step, and keeping the target is as good', async () => {
    const sent = background(db);
    await goal({ marks: marks([38, 15, 45, 30, 20, 41, 25, 33]) });
    page(tomas);
    await screen.findByText('60% lies beyond the best value so far, 45%.');
    const [use, keep] = ['Use the step', 'Keep 60%'].map((name) =>
      screen.getByRole('button', { name }),
    );
    expect(use?.className).toBe(keep?.className);
    fireEvent.click(keep as HTMLElement);
    await waitFor(() => expect(named(sent, 'goal.write')[0]).toMatchObject({ step: 60 }));
  });
  it('with few values has no range, and says how many there are', async () => {
    await goal({ marks: marks([38, 15, 45]) });
    page(tomas);
    await screen.findByText(/Usual range: too little data yet \(3 of 8 values\)/);
    expect(screen.queryByText(/lies beyond/)).toBeNull();
    expect(document.querySelector('.band')).toBeNull();
  });
  it.each([
    ['between both ends', 38, '45%', 'mark-now'],
    ['behind the start', 12, '0%', 'mark-now beyond-start'],
    ['beyond the target', 75, '100%', 'mark-now beyond-end'],
  ])('has a scale from the start to the target, with now %s', async (_, value, left, name) => {
    await goal({ marks: { '2026-11-20': value } });
    page(tomas);
    const list = (await screen.findByText('Start')).closest('ul');
    const words = [...(list?.children ?? [])].map((item) => item.textContent);
    expect(words).toEqual(['Start 20%', `Now ${value}%20 Nov`, 'Target 60%31 Mar 2027']);
    const mark = document.querySelector<HTMLElement>('.goal-line [class^="mark-now"]');
    expect([mark?.style.left, mark?.className]).toEqual([left, name]);
    expect(document.querySelector('.goal-line')?.getAttribute('aria-hidden')).toBe('true');
  });
  it('without a start has the number at that end for the eye alone', async () => {
    await goal({ baseline: null, marks: { '2026-11-20': 38 } });
    page(tomas);
    const first = (await screen.findByText('Target')).closest('ul')?.firstElementChild;
    expect([first?.textContent, first?.getAttribute('aria-hidden')]).toEqual(['0%', 'true']);
    expect(document.querySelector('.goal-line .mark-start')).toBeNull();
  });
  it('is read by the manager, who has no button to change it', async () => {
    await goal();
    page(dana);
    await screen.findByText('Be asked for');
    const goals = within(await region('Goals'));
    // Both can start the plan for the first weeks.
    expect(goals.getAllByRole('button').map((button) => button.textContent)).toEqual([
      'Start a plan for tomas’s first weeks',
    ]);
    expect(goals.getAllByText('You and tomas').length).toBeGreaterThan(0);
  });
  it('is saved with its words and numbers, in the form of the person’s language', async () => {
    const sent = background(db);
    page(tomas);
    fireEvent.click(await screen.findByRole('button', { name: 'Add a goal' }));
    const type = async (label: string, value: string) =>
      fireEvent.change(await screen.findByLabelText(label), { target: { value } });
    await type('Where do you want to be?', 'Lead a team');
    await type('What will you count?', 'Coached calls');
    await type('Where are you today?', '12.5 %');
    await type('Target', 'many');
    fireEvent.click(screen.getByRole('button', { name: 'Save goal' }));
    await waitFor(() =>
      expect(named(sent, 'goal.write')[0]).toMatchObject({
        ...{ vision: 'Lead a team', metric: 'Coached calls', baseline: 12.5, target: null },
      }),
    );
  });
});

describe('a focus', () => {
  it('with one key says that the manager has not agreed', async () => {
    await put('focusEntry', PAIR, { focus: 'value', event: 'picked', ...on('2026-11-20') });
    page(tomas, withFocus(null));
    await screen.findByText('not agreed yet');
    await screen.findByText('picked 20 Nov');
  });
  it('with both has both days', async () => {
    await put('focusEntry', PAIR, { focus: 'value', event: 'picked', ...on('2026-11-20') });
    await put('focusEntry', PAIR, { focus: 'value', event: 'agreed', ...on('2026-11-21') });
    page(dana, withFocus('dana'));
    await screen.findByText('agreed 21 Nov');
  });
  it('shows how sure the person is on ten steps, and in words', async () => {
    const sent = background(db);
    const sure = { focus: 'value', event: 'sure' };
    await put('focusEntry', PAIR, { ...sure, ...on('2026-11-01'), level: 5 });
    await put('focusEntry', PAIR, { ...sure, ...on('2026-11-20'), level: 7 });
    page(tomas, withFocus('dana'));
    await screen.findByText('7, on 20 Nov. Outlined: 5, at the beginning.');
    const steps = within(await region('Focus: Value selling')).getAllByRole('radio', {
      name: /^\d+$/,
    });
    expect(steps.map((step) => step.getAttribute('aria-label'))).toEqual([
      '1',
      '2',
      '3',
      '4',
      '5',
      '6',
      '7',
      '8',
      '9',
      '10',
    ]);
    fireEvent.click(steps[2] as HTMLElement);
    await waitFor(() =>
      expect(named(sent, 'focus.entry')[0]).toMatchObject({ level: 3, day: TODAY, event: 'sure' }),
    );
  });
  it('the manager reads it and cannot set it; what was tried stays with the person', async () => {
    await put('focusEntry', PAIR, { focus: 'value', event: 'sure', ...on(TODAY), level: 7 });
    page(dana, withFocus(null));
    await screen.findByText('7, on 22 Nov.');
    const block = within(await region('Focus: Value selling'));
    expect(block.queryAllByRole('radio')).toEqual([]);
    expect(block.queryByText('Practice')).toBeNull();
    block.getByRole('button', { name: 'Agree to Value selling for tomas' });
  });
  it('after eight weeks without a change offers another one and keeping it', async () => {
    const sent = background(db);
    await put('focusEntry', PAIR, { focus: 'value', event: 'picked', ...on('2026-09-27') });
    page(tomas, withFocus('dana'));
    await screen.findByText(/^8 weeks on this focus without a change/);
    fireEvent.click(screen.getByRole('button', { name: 'Keep for 4 weeks' }));
    await waitFor(() =>
      expect(named(sent, 'focus.entry')[0]).toMatchObject({ event: 'kept', day: TODAY }),
    );
  });
});

describe('check-ins', () => {
  const entry = {
    ...{ id: 'e1', day: '2026-11-20', at: 1, text: 'Tired, but the good kind' },
    ...{ energy: 'low' as const, confidence: null, load: null },
  };
  it('say before the first one what is lost with the device', async () => {
    page(tomas);
    await screen.findByText(/^Check-ins you don’t share stay on this device/);
  });
  it('are deleted at once, and can be brought back for ten seconds', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true });
    try {
      const sent = background(db, { 'checkIn.deleteAll': () => db.checkIns.clear() });
      await db.checkIns.put(entry);
      page(tomas);
      await screen.findByText(entry.text);
      expect(screen.queryByText(/^Check-ins you don’t share stay on this device/)).toBeNull();
      fireEvent.click(screen.getByRole('button', { name: 'Delete all, everywhere' }));
      await screen.findByText(/^All check-ins are deleted/);
      expect(await db.checkIns.count()).toBe(0);
      fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
      await waitFor(() =>
        expect(named(sent, 'checkIn.load')[0]).toEqual({ entries: [entry], self: null }),
      );
      await screen.findByText(/^The check-ins are back/);
      await db.checkIns.put(entry);
      fireEvent.click(await screen.findByRole('button', { name: 'Delete all, everywhere' }));
      await screen.findByRole('button', { name: 'Undo' });
      vi.advanceTimersByTime(10_000);
      await waitFor(() => expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull());
    } finally {
      vi.useRealTimers();
    }
  });
  it('that were shared can be withdrawn, and the page says what backups keep', async () => {
    const sent = background(db);
    await db.checkIns.put(entry);
    await put('checkIn', PAIR, { entry: 'e1', text: entry.text });
    page(tomas);
    await screen.findByText('shared with dana');
    fireEvent.click(screen.getByRole('button', { name: 'Withdraw the check-in of 20 Nov' }));
    await waitFor(() => expect(named(sent, 'checkIn.withdraw')).toEqual([{ id: 'e1' }]));
    await screen.findByText(
      /^Withdrawn: deleted from the server, .* Backups of the server keep it/,
    );
  });
  it('are on the manager’s page only where they were shared', async () => {
    await db.checkIns.put(entry);
    await put('checkIn', PAIR, { entry: 'e2', text: 'Shared words' });
    page(dana);
    await screen.findByText('Shared words');
    expect(screen.queryByText(entry.text)).toBeNull();
    expect(screen.queryByRole('region', { name: 'Check-in' })).toBeNull();
  });
});

describe('recognitions', () => {
  const give = (text: string, scope: string, more = {}) =>
    put('recognition', scope, {
      ...{ refKey: '', to: 'tomas', text, evidence: `${text}: the call`, author: 'dana', at: 5 },
      ...more,
    });
  it('have their evidence and their readers, on the page of both', async () => {
    await give('You asked first', PAIR);
    await give('Saw the risk', 't:north', { author: 'mika', at: 6 });
    await give('Somebody else', PAIR, { to: 'dana', author: 'tomas' });
    for (const who of [tomas, dana]) {
      const shown = page(who);
      const block = within(await region('Recognitions'));
      await block.findByText('You asked first: the call');
      const cards = block.getAllByRole('listitem');
      expect(cards.map((card) => card.querySelector('.said')?.textContent)).toEqual([
        ...['Saw the risk', 'You asked first'],
      ]);
      for (const card of cards) expect(card.querySelector('.readers')?.textContent).not.toBe('');
      shown.unmount();
    }
  });
  it('of a former manager are not what the present one sees, and nobody counts them', async () => {
    for (let at = 0; at < 100; at++) await give(`Well done ${at}`, PAIR, { at });
    await give('With Nora', 'p:nora:tomas', { author: 'nora', at: 200 });
    page(tomas);
    const block = within(await region('Recognitions'));
    await block.findByText('With Nora');
    expect(block.getAllByRole('listitem')).toHaveLength(30);
    expect((await region('Recognitions')).textContent).not.toMatch(/100|\b30\b/);
    fireEvent.click(screen.getByRole('radio', { name: 'As dana sees it' }));
    await waitFor(() => expect(screen.queryByText('With Nora')).toBeNull());
    await block.findByText('Well done 99');
  });
});

describe('as my manager sees it', () => {
  it('shows the shared rows alone, names what is absent, and changes nothing', async () => {
    await goal();
    await put('goal', 'u:tomas', { goal: 'g2', vision: 'A private one', author: 'tomas' });
    page(tomas);
    await screen.findByText('A private one');
    fireEvent.click(screen.getByRole('radio', { name: 'As dana sees it' }));
    await screen.findByText('Only you see: 4 blocks, 1 line.');
    expect(screen.queryByText('A private one')).toBeNull();
    expect(screen.queryByRole('region', { name: 'Private self-check' })).toBeNull();
    const fields = screen.getAllByRole('combobox', { name: /level/, hidden: true });
    expect(fields.every((field) => field.closest('fieldset[disabled]') !== null)).toBe(true);
  });
  it('is what the manager’s device shows of the rows that it has', async () => {
    await goal({ behaviour: 'Ask who decides' });
    await put('goal', 'u:tomas', { goal: 'g2', vision: 'A private one', author: 'tomas' });
    await put('goal', PAIR, { goal: 'g3', vision: 'Was reached', state: 'reached' });
    await put('commitment', PAIR, { owner: 'dana', text: 'Introduce Ana' });
    await put('commitment', 'u:tomas', { owner: 'tomas', text: 'A private commitment' });
    await put('rampStep', PAIR, { step: 'a', text: 'Hears calls' });
    await put('rampStep', 'p:nora:tomas', { step: 'b', text: 'Of a former manager' });
    await put('checkIn', PAIR, { entry: 'e2', text: 'Shared words' });
    const profiles = items('profile', [
      row('profile', 'p', 'u:tomas', { ...profileOf('tomas'), focus: 'value', gaps: { value: 2 } }),
    ]);
    const ofTomas = { ...org, rows: { ...org.rows, profiles } };
    const own = page(tomas, ofTomas);
    fireEvent.click(await screen.findByRole('radio', { name: 'As dana sees it' }));
    await screen.findByText(/^Only you see/);
    /** The headings and the lines, without buttons; who “you” is depends on the device. */
    const words = () => {
      const boxes = [...document.querySelectorAll('.two.wide-left section.box')].map((box) => {
        const copy = box.cloneNode(true) as HTMLElement;
        for (const gone of copy.querySelectorAll('button, .readers, input, .ramp-start, h3'))
          gone.remove();
        for (const keys of copy.querySelectorAll('.two-keys')) keys.remove();
        return copy.textContent?.replaceAll(/ · $/g, '');
      });
      return boxes;
    };
    const seen = words();
    own.unmount();
    const all = await db.rows.toArray();
    await db.rows.bulkDelete(all.filter(({ scope }) => scope !== PAIR).map(({ id }) => id));
    page(dana);
    await screen.findByText('Shared words');
    await screen.findByText('Introduce Ana');
    expect(seen).toEqual(words());
    expect(seen.join()).toContain('tomas hasn’t chosen a focus yet.');
  });
  it('a private focus is not under the readers of the pair', async () => {
    const profiles = items('profile', [
      row('profile', 'p', 'u:tomas', { ...profileOf('tomas'), focus: 'value' }),
    ]);
    page(tomas, { ...org, rows: { ...org.rows, profiles } });
    const block = await region('Focus: Value selling');
    expect(block.querySelector('.box-head .readers')?.textContent).toBe('Only you');
  });
  it('milestones of a former pair say who reads them', async () => {
    await put('rampStep', PAIR, { step: 'a', text: 'Hears calls' });
    await put('rampStep', 'p:nora:tomas', { step: 'b', text: 'With Nora' });
    page(tomas);
    const block = await region('First weeks');
    expect(block.querySelector('.box-head .readers')?.textContent).toBe('Varies by entry');
    const line = (await screen.findByText('With Nora')).closest('li');
    const other = screen.getByText('Hears calls').closest('li');
    expect(other?.querySelector('.readers')?.textContent).toBe('You and dana');
    expect(line?.querySelector('.readers')?.textContent).not.toBe('You and dana');
  });
  it('every block says who reads it', async () => {
    page(tomas);
    await screen.findByText(/^A goal says/);
    for (const block of document.querySelectorAll('section.box'))
      expect(block.querySelector('.box-head .readers')?.textContent, block.ariaLabel ?? '').toMatch(
        /^(Only you|You and dana|Varies by entry)$/,
      );
  });
  it('is for nobody but the pair', async () => {
    show(<Person who={dana} org={org} now={now} member="mika" />, db);
    await screen.findByText('This person isn’t in your team.');
  });
});
