// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { fireEvent, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import OneOnOnes from '../../components/workspace/oneOnOne/OneOnOnes.tsx';
import { oneOnOneSteps } from '../../lib/model/index.ts';
import { openDevice, people } from '../commands/device.ts';
import { agreement, line, PAIR, rhythm, SLOT } from '../commands/samples.ts';
import { now } from '../helpers/deals.ts';
import { violationsInPage } from './axe.ts';
import { background, org, show } from './harness.tsx';

it.each(['dana', 'tomas'] as const)('axe finds nothing in the steps of %s', async (user) => {
  const device = await openDevice(user);
  await device.run('oneOnOne.agree', { ...agreement, slot: '2026-11-16' });
  await device.run('oneOnOne.begin', { pair: PAIR, slot: SLOT, to: null, rhythm });
  await device.run('oneOnOne.set', { pair: PAIR, slot: SLOT, deal: { key: 'k', name: 'Orrin' } });
  for (const part of ['goal', 'reality', 'options', 'will', 'opening', 'item'] as const)
    await device.run('line.save', { ...line, id: part, part });
  background(device.db);
  const who = {
    ...{ me: people[user], user, localRole: 'rep' as const, names: new Map() },
    teamOf: new Map([['tomas', 'north']]),
  };
  const other = user === 'dana' ? 'tomas' : 'dana';
  show(<OneOnOnes id={other} who={who} org={org} now={now} />, device.db);
  const map = await screen.findByRole('complementary', { name: 'Steps' });
  const steps = [...map.querySelectorAll('button')].slice(0, oneOnOneSteps.length);
  expect(steps.length).toBe(oneOnOneSteps.length);
  for (const step of steps) {
    fireEvent.click(step);
    const name = step.querySelector('span')?.textContent ?? '';
    await screen.findByRole('article', { name });
    const violations = await violationsInPage();
    const found = violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
    expect([name, found]).toEqual([name, []]);
  }
});

it.each([
  ['dana', 'review-tomas', 5],
  ['tomas', 'review-dana', 5],
  ['dana', 'team-north', 3],
  ['tomas', 'team-north', 3],
] as const)('axe finds nothing for %s in %s', async (user, id, count) => {
  const device = await openDevice(user);
  background(device.db);
  const who = {
    ...{ me: people[user], user, localRole: 'rep' as const, names: new Map() },
    teamOf: new Map([['tomas', 'north']]),
  };
  show(<OneOnOnes id={id} who={who} org={org} now={now} />, device.db);
  const map = await screen.findByRole('complementary', { name: 'Steps' });
  const steps = [...map.querySelectorAll('.talk-steps button')];
  expect(steps).toHaveLength(count);
  for (const step of steps) {
    fireEvent.click(step);
    const name = step.querySelector('span')?.textContent ?? '';
    await screen.findByRole('article', { name });
    const violations = await violationsInPage();
    const found = violations.map(({ id: rule, nodes }) => [rule, nodes.map(({ html }) => html)]);
    expect([name, found]).toEqual([name, []]);
  }
});
