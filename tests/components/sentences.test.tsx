// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { useUi } from '../../components/data/ui.ts';
import { Facts, Head } from '../../components/panel/Facts.tsx';
import NeedsAttention from '../../components/panel/NeedsAttention.tsx';
import { NoteCard } from '../../components/panel/NoteCard.tsx';
import { Prompts } from '../../components/panel/Prompts.tsx';
import WhoIs from '../../components/panel/WhoIs.tsx';
import { signalText } from '../../components/ui/format.ts';
import { AccessLog } from '../../components/workspace/AccessLog.tsx';
import Insights from '../../components/workspace/Insights.tsx';
import Limits from '../../components/workspace/Limits.tsx';
import Person from '../../components/workspace/person/Person.tsx';
import { coach, type TriggeredSignal } from '../../lib/coaching/index.ts';
import type { SidelineDb } from '../../lib/store/index.ts';
import { day, facts, NOON, now } from '../helpers/deals.ts';
import { messagesOf } from '../helpers/messages.ts';
import { note } from '../helpers/note.ts';
import { view } from '../helpers/panel.ts';
import { row } from '../helpers/rows.ts';
import { meOf } from '../helpers/view.ts';
import { background, item, model, named, newDb, noteFields, org, show, who } from './harness.tsx';

let db: SidelineDb;
beforeEach(() => {
  db = newDb();
  useUi.getState().set({ open: null, composing: null, key: null });
});
const failed = { ...view, state: 'failed' as const, failure: 'forbidden' as const };
const unread = { record: null, facts: null, coaching: null };
const manager = {
  me: meOf('dana'),
  user: 'dana',
  localRole: 'manager' as const,
  names: new Map(),
  teamOf: new Map(),
};

describe('a record that could not be read', () => {
  it('shows no id as its heading, and calls no field unsupported', () => {
    const unreadModel = model({}, unread);
    const id = unreadModel.ref.id;
    show(
      <>
        <Head model={unreadModel} />
        <Facts model={unreadModel} view={failed} />
      </>,
      db,
    );
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Deal');
    expect(screen.queryByText(id)).toBeNull();
    expect(screen.getAllByText('not read yet').length).toBeGreaterThan(3);
    expect(screen.queryByText('not in this CRM')).toBeNull();
  });
  it('that the CRM keeps from this person says so in its heading', () => {
    show(<Head model={model({}, unread)} isWithheld />, db);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('A deal you can’t open');
  });
  it('says what the marks mean once all details are shown, of those on screen only', async () => {
    show(<Facts model={model({ forecast: undefined })} view={view} />, db);
    expect(screen.queryByRole('list', { name: 'Where the details come from' })).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Show all details' }));
    const legend = await screen.findByRole('list', { name: 'Where the details come from' });
    expect(within(legend).getByText('from the CRM', { selector: 'span' })).toBeTruthy();
    expect(within(legend).queryByText('from a label on the page')).toBeNull();
  });
  it('has the same reason in the mark of a field and in its place', () => {
    show(<Facts model={model({ forecast: undefined, probability: undefined })} view={view} />, db);
    fireEvent.click(screen.getByRole('button', { name: 'Show all details' }));
    const field = screen.getByText('Account news').parentElement as HTMLElement;
    expect(within(field).getByRole('img').getAttribute('aria-label')).toBe('not in this CRM');
    expect(within(field).getByText('not in this CRM', { selector: '.unseen' })).toBeTruthy();
    expect(within(field).getByTitle('Add in Sideline: Account news')).toBeTruthy();
  });
  it('shows no heading for questions that are not there', () => {
    show(<Prompts model={model({}, unread)} view={failed} side="rep" who={who} />, db);
    expect(screen.queryByRole('heading')).toBeNull();
  });
});

describe('a question', () => {
  const triggered = (values: Parameters<typeof facts>[0], limits = {}) => {
    const by = { author: 'dana', editedBy: null, at: 1 };
    const fields = { refKey: '' as const, limits, off: [], competitors: [], ...by };
    const settings = [{ ...item<'coachingSettings'>('s1', fields), scope: 'o:larch' }];
    const base = model(values, { org: { ...org, rows: { ...org.rows, settings } } });
    return { ...base, coaching: coach(facts(values), { settings: { limits, off: [] } }) };
  };
  const why = (record: ReturnType<typeof triggered>) => {
    show(<Prompts model={record} view={view} side="rep" who={who} />, db);
    fireEvent.click(screen.getByRole('button', { name: 'Why this?' }));
  };
  it.each([
    ['the deal’s pace', {}, /\(from the pace of this deal\)/],
    ['the company’s', { closesSoonEarly: 20 }, /20 days \(set by your company\)/],
  ])('shows whose threshold it uses: %s', async (_, limits, text) => {
    why(triggered({ closeDate: day(5) }, limits));
    expect(await screen.findByText(text)).toBeTruthy();
  });
  it('ends the sentences of “Why now” with one full stop each', async () => {
    why(triggered({ closeDate: day(5) }, { closesSoonEarly: 14 }));
    expect((await screen.findByText('Why now')).nextElementSibling?.textContent).toBe(
      'This deal is in Qualification. The close date is 27 Nov.',
    );
  });
  it('calls a field without a value not set, and a count of nothing none', () => {
    show(<Facts model={model({ nextStep: null, activities: [] })} view={view} />, db);
    fireEvent.click(screen.getByRole('button', { name: 'Show all details' }));
    const value = (label: string) =>
      within(screen.getByText(label).parentElement as HTMLElement).getByRole('definition');
    expect(value('Next step').textContent).toContain('not set');
    expect(value('Open activities').textContent).toBe('none');
  });
  it('removes the full stop of a text that it quotes', () => {
    const questionAbout = (text: string) =>
      signalText(
        {
          signal: 'overdueTask',
          wording: 'reality',
          values: [{ type: 'text', value: text }],
        } as unknown as TriggeredSignal,
        'rep',
        now,
      );
    expect(questionAbout('Send the quote.')).toContain('“Send the quote”');
    expect(questionAbout('Wait …')).toContain('“Wait …”');
    expect(questionAbout('Call J. R.')).toContain('“Call J. R.”');
  });
  it('has the start of a long text, in whole words', () => {
    const long = 'Send the revised quote, with the second option and the new terms, to Ruth';
    const text = (part: 'rep' | 'because') =>
      signalText(
        {
          signal: 'overdueTask',
          wording: 'reality',
          values: [
            { type: 'text', value: long },
            { type: 'text', value: 'Monday' },
          ],
        } as unknown as TriggeredSignal,
        part,
        now,
      );
    expect(text('rep')).toContain('until “Send the revised quote, with the second…” is done');
    expect(text('because')).toContain(long);
  });
});

describe('what a person is asked to choose', () => {
  it('the role on a device without an account has a label to be seen', async () => {
    show(<WhoIs model={model()} view={view} who={who} />, db);
    expect(screen.getByText('What do you do?')).toBeTruthy();
    expect(screen.getByLabelText('What do you do?')).toBeTruthy();
  });
  it('the readers of a note: what the choice does, not what is', async () => {
    const card = (
      <NoteCard
        note={{ ...item<'note'>('n', { ...noteFields('Met Ruth.'), author: 'tomas' }) }}
        model={model({}, { shareWith: 'tomas' })}
        who={{ ...who, me: meOf('tomas'), user: 'tomas' }}
        unread={false}
        replies={[]}
        reads={[]}
      />
    );
    show(card, db);
    fireEvent.click(screen.getByRole('button', { name: 'More options for this note' }));
    await screen.findByText('Change who can read this: Team North');
  });
  it('a threshold shows in one word which CRMs can ask, and each of them on demand', async () => {
    await fakeBrowser.storage.local.set({
      sites: ['odoo', 'salesforce'].map((crm) => ({ origin: `https://${crm}.example`, crm })),
    });
    show(<Limits who={who} org={org} />, db);
    const word = await screen.findByRole('button', {
      name: 'Works in 1 of 2 CRMs: Waiting for a reply',
    });
    const details = document.getElementById(word.getAttribute('aria-controls') ?? '');
    expect(details?.hidden).toBe(true);
    fireEvent.click(word);
    expect(details?.hidden).toBe(false);
    expect(details?.textContent).toMatch(/^Salesforce: no · Odoo: yes$/);
  });
  it('the thresholds are text for somebody who may not change them', async () => {
    show(<Limits who={{ ...manager, me: meOf('tomas'), user: 'tomas' }} org={org} />, db);
    await screen.findByText('Your company’s competitors: none');
    const field = (box: HTMLElement) => box.getAttribute('aria-label');
    expect(screen.getAllByRole('textbox').map(field)).toEqual(['Search thresholds']);
    expect(screen.queryAllByRole('switch')).toEqual([]);
    expect(screen.queryAllByRole('button', { name: /^Change/ })).toEqual([]);
    const line = screen.getByText('Ask after 14 days without activity').closest('li');
    expect(line?.textContent).toMatch(/^OnNo recent activity/);
  });
  it('a threshold of zero days has a sentence of its own, a larger one its number', async () => {
    const rep = { ...manager, me: meOf('tomas'), user: 'tomas' };
    show(<Limits who={rep} org={org} />, db);
    await screen.findByText('Ask as soon as the close date has passed');
    expect(screen.getByText('Ask as soon as a task or call is overdue')).toBeTruthy();
    expect(screen.getByText('Ask as soon as a commitment is overdue')).toBeTruthy();
    expect(screen.queryByText(/ 0 days/)).toBeNull();
    expect(screen.getByText(/^Ask when the amount is .+ \(2 standard deviations\)$/)).toBeTruthy();
    cleanup();
    const by = { author: 'dana', editedBy: null, at: 1, refKey: '' as const };
    const fields = { ...by, limits: { closePassed: 3 }, off: [], competitors: [] };
    const settings = [{ ...item<'coachingSettings'>('s1', fields), scope: 'o:larch' }];
    show(<Limits who={rep} org={{ ...org, rows: { ...org.rows, settings } }} />, db);
    await screen.findByText('Ask when the close date is more than 3 days in the past');
  });
  it('the caveat about results is shown with results only', () => {
    show(<Insights org={org} />, db);
    const caveat = /^This doesn’t show that the question made the difference/;
    expect(screen.queryByText(caveat)).toBeNull();
    cleanup();
    const quiet = { n: 12, followed: 6, low: 0.2, high: 0.8, base: 0.5, weeks: 20 };
    show(<Insights org={{ ...org, learned: { quiet: { ...quiet, effect: 0 } } }} />, db);
    expect(screen.getByText(caveat)).toBeTruthy();
  });
  it('their level now and the one they want, on a scale in words; the gap follows', async () => {
    const sent = background(db);
    show(<Person who={manager} org={org} now={now} member="dana" />, db);
    await screen.findByRole('combobox', { name: 'Skill' });
    const choose = (name: string, option: string) => {
      const field = screen.getByRole('combobox', { name, hidden: true });
      expect((field as HTMLSelectElement).value).toBe('');
      const chosen = within(field).getByRole('option', { name: option, hidden: true });
      fireEvent.change(field, { target: { value: (chosen as HTMLOptionElement).value } });
    };
    choose('Wanted level: Discovery', '3, reliably');
    await waitFor(() =>
      expect(named(sent, 'profile.save')[0]).toMatchObject({
        profile: { gaps: { 'discovery.wanted': 3 } },
      }),
    );
  });
  it('nothing about themselves before they answer; an answer can be withdrawn', async () => {
    const sent = background(db);
    await db.selfViews.put({ user: 'dana', approval: 2, rejection: null, control: null });
    const self = await db.selfViews.toArray();
    const rows = { ...org.rows, self };
    show(<Person who={manager} org={{ ...org, rows }} now={now} member="dana" />, db);
    await screen.findByRole('combobox', { name: 'Skill' });
    const value = (name: string) =>
      (screen.getByRole('combobox', { name }) as HTMLSelectElement).value;
    expect(value('A no hits me hard')).toBe('');
    expect(value('I like to be liked')).toBe('2');
    fireEvent.change(screen.getByRole('combobox', { name: 'I like to be liked' }), {
      target: { value: '' },
    });
    await waitFor(() =>
      expect(named(sent, 'self.save')).toEqual([
        { approval: null, rejection: null, control: null },
      ]),
    );
  });
});

describe('the access log and the list of conflicts', () => {
  it('describe handovers and exports by the reader with the right form of the verb', async () => {
    const german = messagesOf(JSON.parse(readFileSync('locales/de.json', 'utf8')));
    vi.spyOn(fakeBrowser.i18n, 'getMessage').mockImplementation(german as never);
    const transfer = { refKey: '', rep: 'dana', from: 'nora', to: 'jo', notes: 2, at: NOON };
    await db.rows.bulkPut([
      row('handover', 'h1', 'p:nora:dana', { ...transfer, author: 'dana' }),
      row('handover', 'h2', 'p:nora:dana', { ...transfer, author: 'ada' }),
    ]);
    const done = { refKey: '', author: 'local', at: NOON };
    await db.rows.bulkPut([
      row('dataExport', 'e1', 'u:local', { ...done, by: 'self' }),
      row('dataExport', 'e2', 'u:local', { ...done, by: 'operator' }),
    ]);
    const seen = { refKey: 'odoo/crm.example/deal/1', rep: 'dana', author: 'ada', at: NOON };
    await db.rows.bulkPut([
      row('opening', 'o1', 'p:ada:dana', { ...seen, how: 'panel' }),
      row('opening', 'o2', 'p:ada:dana', { ...seen, how: 'history' }),
    ]);
    show(<AccessLog who={manager} now={now} />, db);
    await screen.findByText(/^Jemand hat die Notizen angesehen \(gemeldet/);
    expect(screen.getByText(/^Jemand hat frühere Fassungen angesehen \(/)).toBeTruthy();
    await screen.findByText(/^Sie haben 2 Notizen von/);
    expect(screen.getByText('Sie haben Ihre Daten exportiert.')).toBeTruthy();
    expect(screen.getByText(/^Die Person, die den Server betreibt, hat/)).toBeTruthy();
    expect(screen.queryByText('Bisher niemand.')).toBeNull();
    expect(screen.getByText(/^Jemand hat 2 Notizen von/)).toBeTruthy();
  });
  it('link to a note with two versions if it is on screen', async () => {
    const versions = note('local', 'Thursday', {
      refKey: 'k',
      conflicts: [{ text: 'Friday', author: 'dana', at: NOON, rev: 1 }],
    });
    await db.rows.bulkPut([
      { ...row('note', 'here', 'u:local', versions), conflicted: 1 },
      { ...row('note', 'there', 'u:local', { ...versions, refKey: 'other' }), conflicted: 1 },
    ]);
    useUi.getState().set({ key: 'k' });
    show(
      <>
        <NeedsAttention />
        <article data-note="here">
          <section className="conflict">
            <button type="button">Keep mine</button>
          </section>
        </article>
      </>,
      db,
    );
    fireEvent.click(await screen.findByRole('button', { name: 'Open note' }));
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Keep mine'));
  });
});
