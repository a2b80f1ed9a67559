// @vitest-environment happy-dom
// The list of one-on-ones, what stands in one before the talk, and the clock.
import 'fake-indexeddb/auto';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import OneOnOnes from '../../components/workspace/oneOnOne/OneOnOnes.tsx';
import { items } from '../../lib/store/index.ts';
import { type Device, openDevice } from '../commands/device.ts';
import { agreement, line, PAIR, SLOT } from '../commands/samples.ts';
import { now } from '../helpers/deals.ts';
import { row } from '../helpers/rows.ts';
import { sampleFields } from '../helpers/sampleFields.ts';
import { profileOf } from '../helpers/view.ts';
import { background, org, show } from './harness.tsx';
import { page, press, stepOn, write } from './oneOnOnePage.tsx';

describe('the list of one-on-ones', () => {
  it('has each pair with its next date, and nothing that counts', async () => {
    await page('dana', null);
    const list = await screen.findByRole('list', { name: 'Your one-on-ones' });
    const [row] = within(list).getAllByRole('listitem');
    expect(row?.textContent).toMatch(/tomas.*10:00.*every week/);
    expect(row?.textContent).toContain('suggested, not in a calendar yet');
    expect(within(list).getByRole('link', { name: 'Open agenda: tomas' })).toBeTruthy();
  });
  it('keeps those with a former manager who left, to read alone', async () => {
    const former = row('oneOnOne', 'm1', 'p:left:tomas', {
      ...{ refKey: 'one-on-one/tomas/2026-11-02', state: 'finished', to: null, began: 5 },
      ...{ step: 'finish', deal: 'k', dealName: 'Orrin Biotech', became: {}, sure: {} },
      ...{ author: 'left', at: 5 },
    });
    const words = row('oneOnOneLine', 'l1', 'p:left:tomas', {
      ...{ refKey: 'one-on-one/tomas/2026-11-02', part: 'will', voice: 'rep', text: 'I call' },
      ...{ done: false, commitment: null, author: 'tomas', createdAt: 5, editedAt: null },
      ...{ editedBy: null, conflicts: [] },
    });
    await page('tomas', 'former-left', (device) => device.db.rows.bulkPut([former, words]));
    await screen.findByText('Orrin Biotech: I call');
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Someone');
    await press(/^One deal Orrin Biotech/);
    await screen.findByText('I call');
    expect(screen.queryAllByRole('textbox')).toEqual([]);
    expect(screen.queryByRole('button', { name: 'Start one-on-one' })).toBeNull();
  });
  it('says what is missing where nobody is signed in', async () => {
    const device = await openDevice('local');
    background(device.db);
    const who = {
      ...{ me: null, user: 'local', localRole: 'rep' as const, names: new Map() },
      teamOf: new Map(),
    };
    show(<OneOnOnes id={null} who={who} org={org} now={now} />, device.db);
    await screen.findByText(/Sign in to have one-on-ones/);
  });
});

describe('the one-on-one of a rep', () => {
  it('has three lines to write before, and private ones', async () => {
    const device = await page('tomas', 'dana');
    await write('I’d like to open with', 'Saying no earlier');
    await waitFor(async () =>
      expect(await device.rows('oneOnOneLine')).toMatchObject([
        { scope: PAIR, fields: { part: 'open', text: 'Saying no earlier' } },
      ]),
    );
    await screen.findByRole('heading', { name: '“Saying no earlier”' });
    await write('Private line', 'I am tired');
    await waitFor(async () => expect(await device.rows('oneOnOneLine')).toHaveLength(2));
    const strip = await screen.findByRole('region', { name: 'Your own lines' });
    expect(within(strip).getByText('Only you')).toBeTruthy();
    await within(strip).findByText('I am tired');
    expect((await device.rows('oneOnOneLine')).map(({ scope }) => scope).sort()).toEqual([
      ...[PAIR, 'u:tomas'],
    ]);
  });
  it('asks for what was most useful on this screen alone, until it is shared', async () => {
    const device = await page('tomas', 'dana');
    await stepOn('Wrap-up');
    await write('Most useful', 'That I may stop');
    await press('Share with dana');
    await waitFor(async () =>
      expect(await device.rows('oneOnOneLine')).toMatchObject([{ scope: PAIR }]),
    );
  });
  it('takes a deleted line back', async () => {
    const device = await page('tomas', 'dana', (before) =>
      before.run('line.save', { ...line, part: 'private', text: 'Too harsh' }),
    );
    await press('Delete line: Too harsh');
    await press('Undo');
    await screen.findByText('Too harsh');
    expect(await device.rows('oneOnOneLine')).toMatchObject([{ deleted: false }]);
  });
  it('offers no further topic while five are open', async () => {
    await page('tomas', 'dana', async (device) => {
      for (const id of ['a', 'b', 'c', 'd', 'e'])
        await device.run('line.save', { ...line, id, part: 'item', text: `Topic ${id}` });
    });
    await screen.findByText('Topic e');
    expect(screen.queryByRole('textbox', { name: 'Topic' })).toBeNull();
    fireEvent.click(screen.getByRole('checkbox', { name: 'Done: Topic a' }));
    await screen.findByRole('textbox', { name: 'Topic' });
  });
});

describe('the agenda, before anybody wrote a word', () => {
  const earlier = (device: Device) =>
    device.run('oneOnOne.agree', { ...agreement, slot: '2026-11-16' });
  it('has the last commitments, a praise, deals and a rehearsal, with their readers', async () => {
    await page('dana', 'tomas', earlier);
    const agenda = await screen.findByRole('region', { name: 'Prepared' });
    within(agenda).getByText(agreement.commitment.text);
    within(agenda).getByText('You and tomas');
    within(agenda).getByText('Only you');
    within(agenda).getByRole('button', { name: 'One deal' });
    within(agenda).getByText(/^No gap and no focus yet/);
    fireEvent.click(within(agenda).getByRole('button', { name: 'Since last time' }));
    await screen.findByRole('article', { name: 'Since last time' });
  });
  it('of the rep has no praise in it, and is gone when the talk has begun', async () => {
    await page('tomas', 'dana', earlier);
    const agenda = await screen.findByRole('region', { name: 'Prepared' });
    expect(within(agenda).queryByRole('button', { name: 'What went well' })).toBeNull();
    expect(within(agenda).queryByText('Only you')).toBeNull();
    await press('Start one-on-one');
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Prepared' })).toBeNull());
  });
  it('names the largest gap that both see, with its levels', async () => {
    const fields = { ...profileOf('tomas'), focus: null, agreedBy: null };
    const gaps = { value: 2, 'value.current': 1, 'value.wanted': 3, planning: 1 };
    const profiles = items('profile', [row('profile', 'p', PAIR, { ...fields, gaps })]);
    await page('dana', 'tomas', undefined, { ...org, rows: { ...org.rows, profiles } });
    const agenda = await screen.findByRole('region', { name: 'Prepared' });
    within(agenda).getByText('Value selling');
    within(agenda).getByText('The largest gap you both see · now 1, wanted 3');
  });
  it('names four of a hundred commitments, of both, and how many more there are', async () => {
    await page('dana', 'tomas', async (device) => {
      const rows = Array.from({ length: 100 }, (_, at) => {
        const owner = at < 90 ? 'dana' : 'tomas';
        const fields = { ...sampleFields.commitment?.(at), owner, text: `${owner} ${at}` };
        return row('commitment', `c${at}`, PAIR, fields);
      });
      await device.db.rows.bulkPut(rows);
    });
    const agenda = await screen.findByRole('region', { name: 'Prepared' });
    expect(within(agenda).getAllByText(/^(dana|tomas) \d+$/)).toHaveLength(4);
    expect(within(agenda).getAllByText(/^tomas \d+$/)).toHaveLength(2);
    within(agenda).getByText('96 more commitments');
  });
});

describe('the clock', () => {
  const began = (minutes: number) => (device: Device) =>
    device.db.rows.put(
      row('oneOnOne', 'm1', PAIR, {
        ...{ refKey: `one-on-one/tomas/${SLOT}`, state: 'open', to: null, step: 'opening' },
        ...{ began: Date.now() - minutes * 60_000, deal: null, dealName: '', became: {} },
        ...{ sure: {}, author: 'dana', at: 5 },
      }),
    );
  it('says in words how much of the half hour is over, and alarms nobody', async () => {
    await page('dana', 'tomas', began(18));
    const said = await screen.findByText('Minute 18 of 30');
    expect(said.closest('[aria-live], [role=status], [role=alert], [role=timer]')).toBeNull();
  });
  it('is as quiet after it', async () => {
    await page('dana', 'tomas', began(45));
    await screen.findByText('The 30 minutes are up. Take the time you need.');
    expect(document.body.textContent).not.toMatch(/late|overdue|overtime/i);
  });
});
