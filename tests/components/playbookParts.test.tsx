// @vitest-environment happy-dom
// Parts of playbooks: lists of what people wrote, and buttons that are there while they can do
// something.

import 'fake-indexeddb/auto';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import { expect, it, vi } from 'vitest';
import Plan from '../../components/panel/Plan.tsx';
import { Changes } from '../../components/workspace/Changes.tsx';
import { Mapping } from '../../components/workspace/Mapping.tsx';
import { StageForm } from '../../components/workspace/StageForm.tsx';
import type { DealPlan } from '../../lib/coaching/index.ts';
import type { Playbook } from '../../lib/model/index.ts';
import { facts } from '../helpers/deals.ts';
import { background, model, newDb, show } from './harness.tsx';

const stage = {
  ...{ id: 's', name: 'Proposal', buyer: 'Decides', seller: 'Helps', guidance: '', fields: [] },
  ...{ exit: [], ask: ['Who signs?', 'Who signs?', 'What is next?'] },
};
const spin = { name: 'SPIN', summary: '', stages: [stage] } as unknown as Playbook;

it('a question that a playbook lists twice is asked once', () => {
  const db = newDb();
  background(db);
  const problems = vi.spyOn(console, 'error');
  const latest = { version: 1, retired: false, why: '', document: spin, at: 0 };
  const plan = {
    ...{ book: { id: 'b', latest }, version: latest },
    checklist: { stage, items: [], skipped: [] },
  } as unknown as DealPlan;
  show(<Plan model={model()} plan={plan} />, db);
  const asks = screen.getAllByRole('listitem').map(({ textContent }) => textContent);
  expect(asks).toEqual(['Who signs?', 'What is next?']);
  expect(problems).not.toHaveBeenCalled();
});

it('two criteria with one text that go at once are two changes', () => {
  const problems = vi.spyOn(console, 'error');
  const gone = { stage: 'Proposal', part: 'exit' as const, before: 'Met Ruth', after: '' };
  show(<Changes changes={[gone, { ...gone }]} />, newDb());
  expect(screen.getAllByRole('listitem')).toHaveLength(2);
  expect(problems).not.toHaveBeenCalled();
});

it.each([
  [
    ['t1', 't1'],
    ['EspoCRM', 'EspoCRM'],
  ],
  [
    ['t1', 't2'],
    ['EspoCRM on t1', 'EspoCRM on t2'],
  ],
])('a CRM is named with its tenant where it has several: %s', (tenants, titles) => {
  const db = newDb();
  background(db);
  const deals = tenants.map((tenant, index) => ({
    ref: { crm: 'espocrm' as const, tenant, object: 'deal' as const, id: `${index}` },
    facts: facts({ stages: [{ name: `Stage ${index}`, kind: 'open' }] }),
  }));
  show(
    <Mapping
      {...{ playbook: 'b', published: true, document: spin, maps: [], allowed: true }}
      deals={deals as never}
    />,
    db,
  );
  const names = within(screen.getByRole('list'))
    .getAllByRole('listitem')
    .map((item) => item.querySelector('b')?.textContent);
  expect(names).toEqual(titles);
});

it('the stages of a CRM have no button to confirm once they are confirmed', () => {
  const db = newDb();
  background(db);
  const ref = { crm: 'espocrm' as const, tenant: 't', object: 'deal' as const, id: '1' };
  const known = { ref, facts: facts({ stages: [{ name: 'Proposal', kind: 'open' }] }) };
  const map = { playbook: 'b', crm: 'espocrm', tenant: 't', stages: { Proposal: 's' } };
  const page = (maps: object[]) => (
    <Mapping
      {...{ playbook: 'b', published: true, document: spin, allowed: true }}
      maps={maps as never}
      deals={[known] as never}
    />
  );
  const { again } = show(page([]), db);
  screen.getByRole('button', { name: 'Confirm' });
  again(page([map]));
  expect(screen.queryByRole('button')).toBeNull();
  screen.getByText(/^Confirmed/);
});

it('a stage has the buttons that can move it; one that goes leaves the focus', async () => {
  function Stages() {
    const [place, setPlace] = useState(1);
    return (
      <StageForm
        stage={stage}
        onChange={() => {}}
        onUp={place > 0 ? () => setPlace(place - 1) : null}
        onDown={place < 1 ? () => setPlace(place + 1) : null}
        onRemove={null}
      />
    );
  }
  show(<Stages />, newDb());
  const has = (name: string) => screen.queryByRole('button', { name }) !== null;
  expect(['Move up', 'Move down', 'Remove stage'].map(has)).toEqual([true, false, false]);
  const up = screen.getByRole('button', { name: 'Move up' });
  up.focus();
  fireEvent.click(up);
  expect(['Move up', 'Move down', 'Remove stage'].map(has)).toEqual([false, true, false]);
  await waitFor(() => expect(document.activeElement?.textContent).toBe('Proposal'));
});
