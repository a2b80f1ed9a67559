// @vitest-environment jsdom
// The page of a day: its blocks in their order, what a press does, and what is there without
// anybody or anything.

import 'fake-indexeddb/auto';
import { configure, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import Today from '../../components/workspace/today/Today.tsx';
import type { Me } from '../../lib/model/index.ts';
import type { SidelineDb } from '../../lib/store/index.ts';
import { putMeta } from '../../lib/store/write.ts';
import { day, deal, NOON, now } from '../helpers/deals.ts';
import { row } from '../helpers/rows.ts';
import { sampleFields } from '../helpers/sampleFields.ts';
import { meOf } from '../helpers/view.ts';
import { violationsInPage } from './axe.ts';
import { background, named, newDb, org, show } from './harness.tsx';

// An event is awaited, however long the machine takes.
configure({ asyncUtilTimeout: 8_000 });

let db: SidelineDb;
beforeEach(async () => {
  db = newDb();
  await db.open();
  fakeBrowser.runtime.getManifest = () => ({ version: '1.0.0' }) as never;
});

const KEY = 'espocrm/t/deal/1';
const PAIR = 'p:dana:tomas';
const names = new Map([
  ['dana', 'Dana Whitfield'],
  ['tomas', 'Tomas Lindqvist'],
]);
const dana: Me = { ...meOf('dana'), reports: [{ ...meOf('tomas').user, name: 'Tomas Lindqvist' }] };
const tomas: Me = { ...meOf('tomas'), manager: { ...dana.user, name: 'Dana Whitfield' } };
const put = (collection: string, id: string, fields: object, scope = PAIR) =>
  db.rows.put(row(collection, id, scope, { ...sampleFields[collection]?.(1), ...fields }));
const made = (id: string, fields: object, scope = PAIR) =>
  put(
    'commitment',
    id,
    { text: id, owner: 'dana', author: 'dana', state: 'open', settledAt: null, ...fields },
    scope,
  );
const note = (id: string, fields: object) =>
  put('note', id, { refKey: KEY, recordName: 'Marlow Foods', createdAt: NOON, ...fields });
/** A deal with something to ask about, as this device has read it. */
const read = (fields: object = {}) =>
  db.records.put({
    ...{ key: KEY, at: NOON, address: 'https://crm.example/1' },
    record: deal({ nextStep: null, nextStepDate: null, ...fields }),
  } as never);

async function page(me: Me | null, handlers: Parameters<typeof background>[1] = {}) {
  if (me) await putMeta(db, 'me', me);
  const sent = background(db, handlers);
  const user = me?.user.id ?? 'local';
  const who = { me, user, localRole: 'rep' as const, names, teamOf: new Map<string, string>() };
  const drawn = show(
    <Today who={who} org={org} now={now} hasTeam={(me?.reports.length ?? 0) > 0} />,
    db,
  );
  const most = await screen.findByRole('region', { name: 'The conversation that matters most' });
  return { sent, drawn, most: within(most) };
}
const region = (name: string) => within(screen.getByRole('region', { name }));
const regions = () => screen.getAllByRole('region').map((one) => one.getAttribute('aria-label'));

describe('the conversation that matters most', () => {
  it('is a request for help, with its words, its readers, and why', async () => {
    await note('n', { kind: 'help', author: 'tomas', text: 'How would you meet finance?' });
    await read();
    const { most } = await page(dana);
    await most.findByText('Needs you now');
    most.getByText('“How would you meet finance?”');
    most.getByText('Tomas Lindqvist');
    most.getByText('You and Tomas');
    most.getByText(
      'Tomas asked for help on 22 Nov · a request for help comes before anything Sideline notices',
    );
    screen.getByText('One conversation matters most today. Everything else can wait.');
  });
  it('is answered where it is read, and the focus goes on from the title', async () => {
    await note('n', { kind: 'help', author: 'tomas', text: 'How would you meet finance?' });
    const { most, sent } = await page(dana, {
      'reply.save': async ({ id, text }) => {
        await put('reply', id, {
          refKey: KEY,
          parent: 'n',
          author: 'dana',
          text,
          createdAt: NOON + 1,
        });
        return { id };
      },
    });
    fireEvent.click(most.getByRole('button', { name: 'Reply to Tomas Lindqvist' }));
    const field = await most.findByRole('textbox', { name: 'Reply to Tomas Lindqvist' });
    fireEvent.change(field, { target: { value: 'What would Ruth gain?' } });
    fireEvent.click(most.getByRole('button', { name: 'Save reply' }));
    await screen.findByText('Nothing needs you right now.');
    expect(named(sent, 'reply.save')).toMatchObject([
      { parent: 'n', text: 'What would Ruth gain?', draft: `${KEY}#reply:n` },
    ]);
    expect(document.activeElement?.tagName).toBe('H1');
  });
  it('is for a rep the deal with its question, which one press opens', async () => {
    await read();
    const { most, sent } = await page(tomas, { 'record.open': () => null });
    await most.findByText(/\?$/);
    most.getByText('Only you');
    expect(most.queryByText('Needs you now')).toBeNull();
    expect(most.queryByRole('button', { name: 'Another conversation' })).toBeNull();
    fireEvent.click(await most.findByRole('button', { name: 'Open deal' }));
    await waitFor(() => expect(named(sent, 'record.open')).toEqual([{ refKey: KEY }]));
  });
  it('is for a rep the question of their manager, and no second one', async () => {
    await note('n', { kind: 'question', author: 'dana', text: 'Who has seen the numbers?' });
    await read();
    const { most } = await page(tomas);
    await most.findByText('Dana asked you a question on 22 Nov');
    await most.findByRole('button', { name: 'Open deal' });
    await most.findByText(/^£40,000/);
    expect(most.getAllByText(/\?”?$/).map(({ textContent }) => textContent)).toEqual([
      '“Who has seen the numbers?”',
    ]);
    expect(most.queryByText('Needs you now')).toBeNull();
  });
  it('gives way to the others one at a time, and comes back', async () => {
    for (const [id, at] of [
      ['first', 1],
      ['second', 2],
    ] as const)
      await note(id, {
        ...{ kind: 'help', author: 'tomas', text: `${id}?`, createdAt: NOON + at },
        refKey: `espocrm/t/deal/${id}`,
      });
    const { most } = await page(dana);
    most.getByText('“first?”');
    const another = most.getByRole('button', { name: 'Another conversation' });
    fireEvent.click(another);
    most.getByText('“second?”');
    // The button stays where the keyboard is.
    expect(most.getByRole('button', { name: 'Another conversation' })).toBe(another);
    fireEvent.click(another);
    most.getByText('“first?”');
  });
});

describe('commitments', () => {
  it('come by their day, in words that blame nobody, the own ones first', async () => {
    await made('Introduce him', { due: day(-2) });
    await made('Listen to two calls', { due: day(1) });
    await made('Ask Ruth', { owner: 'tomas', author: 'tomas', due: day(0) });
    await page(dana);
    const block = region('Your commitments');
    block.getByText('You and the person named');
    expect(block.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/^Introduce him.*was due 2 days ago.*to Tomas/),
      expect.stringMatching(/^Listen to two calls.*due tomorrow/),
      expect.stringMatching(/^Ask Ruth.*due today.*from Tomas/),
    ]);
    expect(document.body.textContent).not.toMatch(/missed|overdue|late\b|failed/i);
  });
  it('one press keeps one, and it stays where it was pressed', async () => {
    await made('Introduce him', { due: day(1) });
    const { sent } = await page(dana, {
      'commitment.setState': async ({ id, state }) => {
        await made(id, { due: day(1), state, settledAt: NOON });
        return null;
      },
    });
    const kept = region('Your commitments').getByRole('radio', { name: 'Kept' });
    fireEvent.click(kept);
    await waitFor(() => expect((kept as HTMLInputElement).checked).toBe(true));
    await region('Your commitments').findByText('kept');
    expect(named(sent, 'commitment.setState')).toEqual([{ id: 'Introduce him', state: 'kept' }]);
  });
  it('a line that others do not read says so', async () => {
    await made('For myself', { owner: 'tomas', due: day(1) }, 'u:tomas');
    await page(tomas);
    region('Your commitments').getByText('You and Dana');
    region('Your commitments').getByText('Only you');
  });
  it('shows a few, and the others on request', async () => {
    for (const index of [0, 1, 2, 3, 4, 5, 6]) await made(`Step ${index}`, { due: day(index) });
    await page(dana);
    expect(region('Your commitments').getAllByRole('listitem')).toHaveLength(5);
    fireEvent.click(region('Your commitments').getByRole('button', { name: 'Show 2 more' }));
    expect(region('Your commitments').getAllByRole('listitem')).toHaveLength(7);
  });
});

describe('the next one-on-one', () => {
  const talk = { refKey: 'one-on-one/tomas/2026-11-23', voice: 'rep', author: 'tomas' };
  it('says how far it is prepared, and opens its agenda', async () => {
    await made('Introduce him', { due: day(1) });
    await page(dana);
    const block = region('One-on-one with Tomas Lindqvist');
    await block.findByText('Tomas hasn’t written anything yet.');
    block.getByText('From Tomas before the one-on-one');
    block.getByText('1 commitment to look back on');
    block.getByText('You and Tomas');
    const link = block.getByRole('link', { name: 'Open agenda: Tomas Lindqvist' });
    expect(link.getAttribute('href')).toBe('#oneOnOnes/tomas');
  });
  it('has the words that the rep opens with', async () => {
    await put('oneOnOneLine', 'l', { ...talk, part: 'open', text: 'Saying no', createdAt: NOON });
    await page(dana);
    await region('One-on-one with Tomas Lindqvist').findByText('Saying no');
  });
});

describe('what else there is', () => {
  it('a praise is written where it is offered, and the focus goes on from the title', async () => {
    await made('Ask Ruth', { owner: 'tomas', due: day(-1), state: 'kept', settledAt: NOON });
    const { sent } = await page(dana, { 'recognition.give': () => null });
    const block = region('Worth a recognition');
    block.getByText('Kept: Ask Ruth');
    block.getByText('Only you');
    fireEvent.click(block.getByRole('button', { name: 'Write a recognition' }));
    const field = await block.findByRole('textbox', { name: 'What you want to say about it' });
    fireEvent.change(field, { target: { value: 'That took courage' } });
    fireEvent.click(block.getByRole('button', { name: 'Save recognition' }));
    await waitFor(() =>
      expect(named(sent, 'recognition.give')).toMatchObject([
        { to: 'tomas', text: 'That took courage', evidence: 'Kept: Ask Ruth', audience: 'pair' },
      ]),
    );
    await waitFor(() => expect(document.activeElement?.tagName).toBe('H1'));
  });
  it('unread notes say from whom, about which deal, and who reads them', async () => {
    await note('n1', { author: 'dana', text: 'Who has seen the numbers?' });
    await note('n2', { author: 'dana', text: 'Read already' });
    await put('readMark', 'm', { refKey: KEY, parent: 'n2', author: 'tomas', at: NOON });
    await page(tomas);
    const block = region('Unread notes');
    block.getByText('Who has seen the numbers?');
    block.getByText('Dana Whitfield');
    block.getByText('Marlow Foods');
    block.getByText('You and Dana');
    expect(block.queryByText('Read already')).toBeNull();
  });
  it('a note that is shown in full is read by a press', async () => {
    await note('n1', { author: 'dana', text: 'Who has seen the numbers?' });
    const { sent } = await page(tomas, { 'note.read': () => null });
    const block = region('Unread notes');
    const name = 'Mark the note from Dana Whitfield as read';
    fireEvent.click(block.getByRole('button', { name }));
    await waitFor(() => expect(named(sent, 'note.read')).toEqual([{ refKey: KEY, ids: ['n1'] }]));
  });
  it('this week’s deals are those of the list of deals, and are remembered', async () => {
    await read();
    const { sent } = await page(tomas);
    const block = within(await screen.findByRole('region', { name: 'This week’s conversations' }));
    block.getByText('Marlow Foods');
    await waitFor(() => expect(named(sent, 'deals.chosen')).toMatchObject([{ keys: [KEY] }]));
  });
  it('everything comes in one order', async () => {
    await read();
    await made('Ask Ruth', { owner: 'dana', due: day(-1), state: 'kept', settledAt: NOON });
    await note('n1', { author: 'dana', text: 'Who has seen the numbers?' });
    await page(tomas);
    expect(regions()).toEqual([
      ...['The conversation that matters most', 'Your commitments'],
      ...['One-on-one with Dana Whitfield', 'This week’s conversations', 'Worth a recognition'],
      'Unread notes',
    ]);
    for (const block of document.querySelectorAll('section.box'))
      expect(block.querySelector('.readers')?.textContent, block.ariaLabel ?? '').not.toBeFalsy();
    expect((await violationsInPage()).map(({ id }) => id)).toEqual([]);
  });
});

describe('nothing yet', () => {
  it.each([
    [
      'a new person without an account',
      null,
      'Sign in to have one-on-ones. They belong to two people.',
    ],
    [
      'a rep without a manager',
      { ...tomas, manager: null },
      'Your one-on-ones appear here once you’re in a team or manage one.',
    ],
    [
      'a manager without a team',
      { ...dana, reports: [] },
      'Your one-on-ones appear here once you’re in a team or manage one.',
    ],
  ])('%s reads what will be here, and the way to it', async (_, me, words) => {
    const { most } = await page(me);
    screen.getByText('Nothing needs you right now.');
    most.getByText(
      'Open a deal in your CRM. The conversation that matters most then appears here.',
    );
    const link = most.getByRole('link', { name: 'Allow your CRM' });
    expect(link.getAttribute('href')).toBe('#settings/sites');
    region('Next one-on-one').getByText(words);
    expect(screen.queryByRole('link', { name: 'Sign in' }) !== null).toBe(me === null);
    region('Your commitments').getByText('Only you');
    expect(regions()).toEqual([
      ...['The conversation that matters most', 'Your commitments', 'Next one-on-one'],
    ]);
    expect((await violationsInPage()).map(({ id }) => id)).toEqual([]);
  });
  it('deals without anything to say are no reason to look for some', async () => {
    await read({ nextStep: 'Send the plan', nextStepDate: day(5) });
    const { most } = await page({ ...tomas, manager: null });
    await most.findByText(/on your deals\. The next one appears here\.$/);
  });
});
