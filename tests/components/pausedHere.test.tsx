// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeAll, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { Panel } from '../../components/panel/Panel.tsx';
import type { Out } from '../../lib/messages/index.ts';
import { setSetting } from '../../lib/settings/index.ts';
import { view } from '../helpers/panel.ts';
import { background, named, newDb, show } from './harness.tsx';

// What the panel loads for a page without a record is there: these tests are not about its time.
beforeAll(() => import('../../components/panel/NoRecord.tsx'));

const PAUSED = { kind: 'paused', host: 'crm.larch.example', crm: 'espocrm' } as const;
const HEADING = 'Sideline is paused on crm.larch.example';
const text = () => document.body.textContent ?? '';

/** The side panel of a tab without a record. */
async function open(site: () => Out<'sites.of'>) {
  const db = newDb();
  const sent = background(db, { 'sites.of': site });
  await db.views.put({ ...view, ref: null, refKey: null, state: 'ready' });
  show(<Panel tabId={1} aside />, db);
  return sent;
}

describe('an open side panel', () => {
  it('says that the CRM of the tab is paused, and resumes it', async () => {
    const sent = await open(() => PAUSED);
    await screen.findByRole('heading', { name: HEADING });
    expect(text()).not.toContain('No deal on this page');
    fireEvent.click(screen.getByRole('button', { name: 'Resume' }));
    await waitFor(() =>
      expect(named(sent, 'sites.pause')).toEqual([{ crm: 'espocrm', paused: false }]),
    );
  });
  it.each([
    { kind: 'none' },
    { kind: 'allowed', host: 'crm.larch.example' },
    { kind: 'new', host: 'x.example', origin: 'https://x.example', crm: null },
  ] as const)('with a site of the kind $kind: there is no deal', async (site) => {
    await open(() => site);
    await screen.findByRole('heading', { name: 'No deal on this page' });
  });
  it('follows what is paused and where the tab goes', async () => {
    let site: Out<'sites.of'> = { kind: 'allowed', host: 'crm.larch.example' };
    await open(() => site);
    await screen.findByRole('heading', { name: 'No deal on this page' });
    site = PAUSED;
    await setSetting('paused', ['espocrm']);
    await screen.findByRole('heading', { name: HEADING });
    site = { kind: 'none' };
    await fakeBrowser.tabs.onUpdated.trigger(1, {}, {} as never);
    await screen.findByRole('heading', { name: 'No deal on this page' });
  });
});
