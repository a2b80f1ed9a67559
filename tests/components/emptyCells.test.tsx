// @vitest-environment happy-dom
// A cell of a table without a value has a word, since a screen reader says nothing of a dash.

import 'fake-indexeddb/auto';
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { ActionPlan } from '../../components/panel/moments/ActionPlan.tsx';
import Deals from '../../components/workspace/Deals.tsx';
import Team from '../../components/workspace/team/Team.tsx';
import { putMeta } from '../../lib/store/write.ts';
import { deal, NOON, now } from '../helpers/deals.ts';
import { meOf, people } from '../helpers/view.ts';
import { background, item, who as local, model, newDb, org, show } from './harness.tsx';

/** What a screen reader reads in the cells of the only row: all but what is hidden from it. */
async function heard(row: RegExp): Promise<(string | undefined)[]> {
  const found = await screen.findByRole('row', { name: row });
  return [...found.querySelectorAll('td')].map((cell) => {
    const copy = cell.cloneNode(true) as HTMLElement;
    for (const hidden of copy.querySelectorAll('[aria-hidden="true"]')) hidden.remove();
    return copy.textContent ?? undefined;
  });
}

describe('a cell without a value is heard as empty', () => {
  it('in the list of deals', async () => {
    const db = newDb();
    fakeBrowser.runtime.getManifest = () => ({ version: '1.0.0' }) as never;
    await putMeta(db, 'me', meOf('dana'));
    const record = deal({ stage: null, amount: null, closeDate: null, owner: null });
    await db.records.put({ key: 'espocrm/t/deal/1', at: NOON, record });
    background(db);
    show(<Deals org={org} now={now} hasTeam />, db);
    const cells = await heard(/EspoCRM/);
    expect(cells.slice(2)).toEqual(['empty', 'empty', 'empty', 'empty']);
  });
  it('in the table of a team', async () => {
    const db = newDb();
    fakeBrowser.runtime.getManifest = () => ({ version: '1.0.0' }) as never;
    background(db);
    const me = { ...meOf('dana'), reports: [people.tomas] };
    show(<Team who={{ ...local, me, user: 'dana' }} org={org} now={now} />, db);
    const cells = await heard(/tomas/);
    expect([cells[2], cells[4]]).toEqual(['empty', 'empty']);
  });
  it('in the plan of both sides', async () => {
    const db = newDb();
    background(db);
    const fields = {
      ...{ refKey: 'k', step: 's', text: 'Send terms', side: 'us' as const, who: '', due: null },
      ...{ state: 'open' as const, author: 'local', editedBy: null, at: NOON },
    };
    const rows = { moments: [], steps: [item<'planStep'>('s', fields)], calls: [], looks: [] };
    show(<ActionPlan rows={rows} model={model()} who={local} />, db);
    expect((await heard(/Send terms/))[1]).toBe('empty');
  });
});
