// @vitest-environment jsdom
// The page about a team: one row for each person, narrowed to a part, and no comparison.

import 'fake-indexeddb/auto';
import { configure, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import Team from '../../components/workspace/team/Team.tsx';
import type { Me } from '../../lib/model/index.ts';
import { items, type SidelineDb } from '../../lib/store/index.ts';
import type { OrgView } from '../../lib/view/org.ts';
import { now } from '../helpers/deals.ts';
import { row } from '../helpers/rows.ts';
import { sampleFields } from '../helpers/sampleFields.ts';
import { meOf, people, profileOf } from '../helpers/view.ts';
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

const ada = { ...people.tomas, id: 'ada', name: 'Ada' };
const me: Me = { ...meOf('dana'), reports: [people.tomas, ada] };
const who = {
  ...{ me, user: 'dana', localRole: 'rep' as const, names: new Map(), teamOf: new Map() },
};
let count = 0;
const put = (collection: string, rep: string, fields: object) => {
  const all = { ...sampleFields[collection]?.(1), ...fields };
  return db.rows.put(row(collection, `${collection}${count++}`, `p:dana:${rep}`, all));
};
const withFocus = (agreedBy: string | null): OrgView => {
  const fields = { ...profileOf('tomas'), focus: 'value', agreedBy };
  const profiles = items('profile', [row('profile', 'p', 'p:dana:tomas', fields)]);
  return { ...org, rows: { ...org.rows, profiles } };
};
const rowOf = async (name: string) => {
  const link = await screen.findByRole('link', { name: `Open the page of ${name}` });
  return within(link.closest('tr') as HTMLElement);
};
const page = (of: OrgView = org) => {
  const sent = background(db);
  show(<Team who={who} org={of} now={now} />, db);
  return sent;
};

describe('the page about a team', () => {
  it('has a row for each person in alphabetical order, with what the manager owes', async () => {
    const mine = { owner: 'dana', author: 'dana', state: 'open', refKey: 'person/ada' };
    await put('commitment', 'ada', { ...mine, text: 'Ask the CFO', due: '2026-11-27' });
    await put('commitment', 'ada', { ...mine, text: 'Send the deck', due: '2026-12-01' });
    page();
    await screen.findByText('Ask the CFO');
    const names = screen.getAllByRole('rowheader').map((head) => head.textContent);
    expect(names).toEqual(['AAda', 'Ttomas']);
    expect(document.querySelector('.lead .readers')?.textContent).toBe('Only you');
    (await rowOf('Ada')).getByText('due 27 Nov · and 1 more');
  });
  it('offers to agree only where the other key is turned', async () => {
    const sent = page(withFocus(null));
    const theirs = await rowOf('tomas');
    fireEvent.click(theirs.getByRole('button', { name: 'Agree to Value selling for tomas' }));
    await waitFor(() =>
      expect(named(sent, 'profile.save')[0]).toMatchObject({ profile: { agreedBy: 'dana' } }),
    );
    expect((await rowOf('Ada')).queryByRole('button')).toBeNull();
    (await rowOf('Ada')).getByText('No focus yet');
  });
  it('an agreed focus leaves nothing to do', async () => {
    page(withFocus('dana'));
    expect((await rowOf('tomas')).queryByRole('button')).toBeNull();
  });
  it('shows a part of the team, and only parts that somebody is in', async () => {
    page(withFocus('dana'));
    fireEvent.click(await screen.findByRole('radio', { name: 'No focus yet 1' }));
    expect(screen.getAllByRole('rowheader').length).toBe(1);
    expect(screen.queryByRole('radio', { name: /^Asks for help/ })).toBeNull();
  });
  it('says in words what each week had, and counts nothing beside a name', async () => {
    await put('note', 'ada', { author: 'dana', createdAt: now.ms });
    page();
    const theirs = await rowOf('Ada');
    theirs.getByText('Week of 16 Nov: notes or questions only');
    const weeks = theirs.getAllByRole('listitem').map((item) => item.textContent);
    expect(weeks).toHaveLength(8);
    expect(weeks.filter((text) => !/^Week of \d+ \w+: [a-z ]+$/.test(text ?? ''))).toEqual([]);
  });
  it('the focus stays in the row once both have agreed', async () => {
    const of = withFocus(null);
    background(db);
    const drawn = show(<Team who={who} org={of} now={now} />, db);
    const agree = (await rowOf('tomas')).getByRole('button', { name: /^Agree to/ });
    agree.focus();
    fireEvent.click(agree);
    drawn.again(<Team who={who} org={withFocus('dana')} now={now} />);
    await (await rowOf('tomas')).findByText('you both agreed');
    expect(document.activeElement?.textContent).toContain('you both agreed');
  });
  it('axe finds nothing', async () => {
    await put('note', 'ada', { author: 'dana', createdAt: now.ms });
    page(withFocus(null));
    await rowOf('Ada');
    const violations = await violationsInPage();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  });
});
