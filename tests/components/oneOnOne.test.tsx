// @vitest-environment happy-dom
// The list of one-on-ones and the document of one: steps, lines, commitments, keys and presence.
import 'fake-indexeddb/auto';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import OneOnOnes from '../../components/workspace/oneOnOne/OneOnOnes.tsx';
import type { Name } from '../../lib/messages/index.ts';
import { items } from '../../lib/store/index.ts';
import { putMeta } from '../../lib/store/write.ts';
import { type Device, openDevice, people } from '../commands/device.ts';
import { agreement, line, PAIR, SLOT } from '../commands/samples.ts';
import { NOON, now } from '../helpers/deals.ts';
import { row } from '../helpers/rows.ts';
import { sampleFields } from '../helpers/sampleFields.ts';
import { profileOf } from '../helpers/view.ts';
import { background, org, show } from './harness.tsx';

type User = 'dana' | 'tomas';
const COMMANDS: readonly Name[] = [
  ...(['oneOnOne.rhythm', 'oneOnOne.arrange', 'oneOnOne.begin', 'oneOnOne.set'] as const),
  ...(['oneOnOne.finish', 'oneOnOne.became', 'oneOnOne.agree', 'recognition.give'] as const),
  ...([
    'line.save',
    'line.edit',
    'line.done',
    'line.delete',
    'line.share',
    'line.restore',
    'commitment.setState',
  ] as const),
];

/** The page of a person, whose requests run as in the background. */
async function page(
  user: User,
  id: string | null,
  before?: (device: Device) => PromiseLike<unknown>,
  of = org,
) {
  const device = await openDevice(user);
  await before?.(device);
  const run = device.run as (name: Name, input: unknown) => Promise<unknown>;
  background(
    device.db,
    Object.fromEntries(COMMANDS.map((name) => [name, (input: unknown) => run(name, input)])),
  );
  const who = {
    ...{ me: people[user], user, localRole: 'rep' as const },
    names: new Map([['gone', 'Imke Thoden']]),
    teamOf: new Map([['tomas', 'north']]),
  };
  show(<OneOnOnes id={id} who={who} org={of} now={now} />, device.db);
  return device;
}
const button = (name: string | RegExp) => screen.findByRole('button', { name });
const press = async (name: string | RegExp) => fireEvent.click(await button(name));
async function write(field: string, text: string, key: object = { key: 'Enter' }) {
  const box = (await screen.findByRole('textbox', { name: field })) as HTMLTextAreaElement;
  await waitFor(() => expect([box.readOnly, box.value]).toEqual([false, '']));
  fireEvent.change(box, { target: { value: text } });
  fireEvent.keyDown(box, key);
}
const commitKey = { key: 'K', ctrlKey: true, shiftKey: true };
/** Opens a step by the map. */
const stepOn = async (name: string) => {
  const map = await screen.findByRole('complementary', { name: 'Steps' });
  fireEvent.click(within(map).getByRole('button', { name: new RegExp(`^${name}( \\d+ min)?$`) }));
};

describe('the list of one-on-ones', () => {
  it('has each pair with its next date, and nothing that counts', async () => {
    await page('dana', null);
    const list = await screen.findByRole('list', { name: 'Your one-on-ones' });
    const [row] = within(list).getAllByRole('listitem');
    expect(row?.textContent).toMatch(/tomas.*10:00.*every week/);
    expect(row?.textContent).toContain('suggested, in no calendar');
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
    within(agenda).getByText('Both');
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
    await waitFor(() => expect(screen.queryByText(/^tomas is at/)).toBeNull());
  });
});

describe('a deal review', () => {
  it('goes from the deal that the rep picks to a commitment', async () => {
    const device = await page('tomas', 'review-dana');
    await screen.findByRole('heading', { level: 1, name: 'Deal review: dana' });
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
    await screen.findByText('tomas and you, nobody else');
    const beside = screen.getByRole('complementary', { name: 'Beside the notes' });
    for (const block of within(beside).getAllByRole('region'))
      expect(within(block).getByText('Both')).toBeTruthy();
  });
});

describe('a team session', () => {
  it('has a gap that the manager chooses, on whose screen alone the count is', async () => {
    const device = await page('dana', 'team-north');
    await screen.findByRole('heading', { level: 1, name: 'Team session: North' });
    await press('Start session');
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
    expect(screen.queryByRole('button', { name: 'Start session' })).toBeNull();
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
