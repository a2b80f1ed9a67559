// @vitest-environment happy-dom
// Lists of what people wrote: two lines with one text are two rows, or one where both say the same.

import 'fake-indexeddb/auto';
import { screen, within } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import Plan from '../../components/panel/Plan.tsx';
import { Changes } from '../../components/workspace/Changes.tsx';
import { Mapping } from '../../components/workspace/Mapping.tsx';
import type { DealPlan } from '../../lib/coaching/index.ts';
import type { Playbook } from '../../lib/model/index.ts';
import { facts } from '../helpers/deals.ts';
import { background, model, newDb, show } from './harness.tsx';

const stage = {
  ...{ id: 's', name: 'Proposal', buyer: 'Decides', seller: 'Helps', guidance: '', fields: [] },
  ...{ exit: [], ask: ['Who signs?', 'Who signs?', 'What is next?'] },
};
const document = { name: 'SPIN', summary: '', stages: [stage] } as unknown as Playbook;

it('a question that a playbook lists twice is asked once', () => {
  const db = newDb();
  background(db);
  const problems = vi.spyOn(console, 'error');
  const latest = { version: 1, retired: false, why: '', document, at: 0 };
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
      {...{ playbook: 'b', published: true, document, maps: [], allowed: true }}
      deals={deals as never}
    />,
    db,
  );
  const names = within(screen.getByRole('list'))
    .getAllByRole('listitem')
    .map((item) => item.querySelector('b')?.textContent);
  expect(names).toEqual(titles);
});
