// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { evidenceText } from '../../components/panel/evidence.ts';
import Health from '../../components/panel/Health.tsx';
import Timeline from '../../components/panel/Timeline.tsx';
import { chartText } from '../../components/panel/TimelineChart.tsx';
import { size, valueText } from '../../components/ui/format.ts';
import Limits from '../../components/workspace/Limits.tsx';
import { coach } from '../../lib/coaching/index.ts';
import { say } from '../../lib/coaching/signal.ts';
import { day, facts, now } from '../helpers/deals.ts';
import { background, model, newDb, org, show, who } from './harness.tsx';

const october = say.date('2026-10-18');
const november = say.date('2026-11-24');

describe('evidence', () => {
  it.each([
    ['silence', [october, november, say.days(37)], '18 Oct to 24 Nov (37 days)'],
    ['silence', [october, say.days(42)], 'since 18 Oct (42 days)'],
    ['stageSince', [october, say.days(1)], '18 Oct (1 day)'],
    ['nextStep', [say.text('Send terms'), october, say.days(9)], 'Send terms, 18 Oct (9 days)'],
    ['closeDate', [october, november], '18 Oct → 24 Nov'],
    ['usual', [say.days(30), say.count(4)], '30 days, 4'],
    ['checklist', [], 'not set'],
  ] as const)('%s: dates with a number of days are one span', (fact, values, text) =>
    expect(evidenceText({ fact, values }, now)).toBe(text),
  );
  it('the last activity is so many days ago', () => {
    expect(valueText({ type: 'daysAgo', value: 4 }, now)).toBe('4 days ago');
    expect(valueText({ type: 'daysAgo', value: 1 }, now)).toBe('yesterday');
  });
});

describe('the reasons of the health label', () => {
  const reasons = (values: Parameters<typeof facts>[0]) => {
    const given = facts(values);
    show(<Health model={model(values, { facts: given, coaching: coach(given) })} />, newDb());
    return [...document.querySelectorAll('.health li')].map((line) => line.textContent ?? '');
  };
  it('are over a threshold only where there is one', () => {
    const lines = reasons({ amount: null, closeDate: day(-20), nextStep: null });
    const about = (name: string) => lines.find((line) => line.startsWith(name)) ?? '';
    expect(about('No amount')).toMatch(/^No amount(Weighs less|Weighs heavily) · /);
    expect(about('Close date passed')).not.toContain('threshold');
    expect(lines.length).toBeGreaterThan(1);
  });
  it('name what the label would be without each', () => {
    expect(reasons({ amount: null }).join()).toMatch(/without this reason/);
    expect(screen.queryByText(/without it/)).toBeNull();
  });
});

describe('the timeline for people who hear it', () => {
  const of = (...kinds: Parameters<typeof chartText>[0][number]['kind'][]) =>
    chartText(kinds.map((kind) => ({ kind })));
  it('has singular and plural, and leaves out what did not happen', () => {
    expect(of('later', 'forward', 'forward', 'note')).toBe(
      'Deal timeline: close date pushed once, 2 stages forward, 1 note or answer. ' +
        'Details in the list below.',
    );
    expect(of('activity')).toBe('Deal timeline. Details in the list below.');
  });
});

describe('a period without activity in the timeline', () => {
  it('has its dates, since entries of another kind may stand beside it', () => {
    const shown = facts({ activities: [], createdAt: Date.parse('2026-10-18T12:00:00Z') });
    const rows = model().rows;
    show(<Timeline facts={shown} rows={rows} names={new Map()} me="local" />, newDb());
    expect(document.querySelector('.gap')?.textContent?.replaceAll('\u00a0', ' ')).toBe(
      '35 days without a logged activity (18 Oct – 22 Nov)',
    );
  });
});

describe('the storage used', () => {
  it.each([
    [400_000, '0.4 MB'],
    [75_000_000, '75 MB'],
    [4_200_000_000, '4.2 GB'],
    [79_000_000_000, '79 GB'],
  ])('%d bytes', (bytes, text) => expect(size(bytes)).toBe(text));
});

describe('a threshold', () => {
  it('has its unit in singular and plural, and none for an amount', async () => {
    const db = newDb();
    background(db, {});
    show(<Limits who={who} org={org} />, db);
    await screen.findByText('Ask after 14 days without activity');
    fireEvent.click(screen.getByRole('button', { name: 'Change: No recent activity' }));
    const field = screen.getByRole('textbox', { name: 'Threshold: No recent activity' });
    const around = (of: HTMLElement) => of.closest('.sentence')?.textContent;
    expect(document.activeElement).toBe(field);
    expect(around(field)).toBe('Ask after  days without activity');
    fireEvent.change(field, { target: { value: '1' } });
    expect(around(field)).toBe('Ask after  day without activity');
    screen.getByText('Ask for deals of 100,000 or more, in the deal’s currency');
  });
});
