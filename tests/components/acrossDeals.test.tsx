// @vitest-environment happy-dom
// *My deals*: what a rep's open deals have in common is asked once, above the list.

import { screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { AcrossDeals } from '../../components/workspace/AcrossDeals.tsx';
import { repDayOf, summarise } from '../../lib/coaching/index.ts';
import { LOCAL_USER, ownerKey, refKey, roleOn } from '../../lib/model/index.ts';
import { keepRepDay, keepSummary } from '../../lib/store/write.ts';
import { aboutReps, loadReps, repsOf } from '../../lib/view/people.ts';
import { deal, facts, now } from '../helpers/deals.ts';
import { meOf, type SampleUser } from '../helpers/view.ts';
import { newDb, org, show } from './harness.tsx';

const { ref } = deal();
const ownedBy = { owner: 'Tomas Lindqvist', ownerKey: ownerKey(ref, 'Tomas Lindqvist') };
const summaries = Array.from({ length: 6 }, (_, index) => ({
  ...summarise(refKey({ ...ref, id: `d${index}` }), facts({ name: `Deal ${index}` }), [], null),
  owner: ownerKey(ref, 'Tomas Lindqvist'),
  warnings: [{ signal: 'closePassed', severity: 0.6 + index / 100, waits: true }],
}));

async function shown(days: 'stored' | 'none', settings = org) {
  const db = newDb();
  for (const summary of summaries) await keepSummary(db, summary, 0);
  const viewer = { me: null, user: LOCAL_USER, localRole: 'rep' as const };
  const role = roleOn({ ...viewer, linked: null, answer: null });
  const reps = repsOf([{ ...ownedBy, role }], LOCAL_USER);
  const owners = reps.map(({ owner }) => owner);
  expect(owners).toEqual([summaries[0]?.owner]);
  const today = repDayOf(summaries, owners[0] ?? '', now, { limit: 20, stored: null });
  if (days === 'stored')
    await keepRepDay(db, owners[0] ?? '', { ...today, deal: summaries[2]?.key ?? null });
  const about = aboutReps(reps, await loadReps(db, owners), settings, LOCAL_USER, now);
  show(<AcrossDeals reps={about} now={now} hasTeam={false} />, db);
}
const texts = (name: string) =>
  within(screen.getByRole('region', { name }))
    .getAllByText(/./)
    .map((node) => node.textContent);

it('asks once about what most open deals have in common, and says on which deal', async () => {
  await shown('none');
  expect(texts('Across the deals')).toEqual([
    'Across the deals',
    'What do your deals with “Close date passed” have in common?',
    '“Close date passed” shows up on 6 of 6 open deals.',
    'Asked once, and not on every deal: today on “Deal 0”.',
  ]);
});

it('shows the deal of the day that is stored, as every other page does', async () => {
  await shown('stored');
  expect(texts('Across the deals').at(-1)).toContain('today on “Deal 2”');
});

it('asks nothing that the person retired', async () => {
  await shown('none', { ...org, exposure: { shown: {}, week: [], retired: ['repPattern'] } });
  expect(screen.queryByRole('region')).toBeNull();
});

it('is about the reps that the viewer sells as or coaches, never about strangers', () => {
  const seen = (who: SampleUser, linked: SampleUser | null) => {
    const role = roleOn({ me: meOf(who), localRole: 'rep', linked, answer: null });
    return repsOf([{ ...ownedBy, role }], who).map(({ side, isOwn }) => [side, isOwn]);
  };
  expect(seen('tomas', 'tomas')).toEqual([['rep', true]]);
  expect(seen('dana', 'tomas')).toEqual([['manager', false]]);
  expect(seen('tomas', 'mika')).toEqual([]);
  expect(seen('tomas', null)).toEqual([]);
});
