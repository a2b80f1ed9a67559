// @vitest-environment happy-dom
import { readFileSync } from 'node:fs';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { ActionPlan } from '../../components/panel/moments/ActionPlan.tsx';
import { OwnCall } from '../../components/panel/moments/OwnCall.tsx';
import { reasonsText } from '../../components/workspace/Deals.tsx';
import { Calibration } from '../../components/workspace/OwnCalibration.tsx';
import { RightDealList } from '../../components/workspace/RightDeals.tsx';
import type { DealExcerpt, RowOf } from '../../lib/model/index.ts';
import type { MomentRows, SidelineDb } from '../../lib/store/index.ts';
import { planText } from '../../lib/view/actionPlan.ts';
import { NOON, now } from '../helpers/deals.ts';
import { messagesOf } from '../helpers/messages.ts';
import { background, item, model, named, newDb, show, who } from './harness.tsx';

const none: MomentRows = { moments: [], steps: [], calls: [], looks: [] };
const step = (id: string, more: Partial<RowOf<'planStep'>> = {}) =>
  item<'planStep'>(id, {
    refKey: 'k',
    step: id,
    text: `Step ${id}`,
    side: 'us',
    who: '',
    due: null,
    state: 'open',
    author: 'local',
    editedBy: null,
    at: NOON,
    ...more,
  });
/** The browser’s language and its texts. */
function speak(locale: string): void {
  const file = `locales/${locale.slice(0, 2)}.json`;
  const texts = messagesOf(JSON.parse(readFileSync(file, 'utf8')));
  vi.spyOn(fakeBrowser.i18n, 'getUILanguage').mockImplementation(() => locale);
  vi.spyOn(fakeBrowser.i18n, 'getMessage').mockImplementation(texts as never);
}
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

let db: SidelineDb;
beforeEach(() => {
  db = newDb();
});

it('the own call is one press, private, and has one reason', async () => {
  const sent = background(db, { 'forecast.call': () => null });
  const call = { refKey: 'k', period: '2026-Q4', call: 'commit' as const, reason: '' };
  const rows = {
    ...none,
    calls: [
      item<'forecastCall'>('c', { ...call, author: 'local', editedBy: null, at: NOON }),
      // The call of another quarter says nothing about this one.
      item<'forecastCall'>('d', {
        ...{ ...call, period: '2026-Q3', call: 'pipeline' },
        ...{ author: 'local', editedBy: null, at: NOON },
      }),
    ],
  };
  const shown = show(<OwnCall rows={none} model={model()} who={who} />, db);
  expect(screen.getByText('Only you')).toBeTruthy();
  fireEvent.click(screen.getByRole('radio', { name: 'Commit' }));
  await waitFor(() => expect(named(sent, 'forecast.call')).toEqual([call]));
  shown.again(<OwnCall rows={rows} model={model()} who={who} />);
  expect((screen.getByRole('radio', { name: 'Commit' }) as HTMLInputElement).checked).toBe(true);
  press('One reason');
  fireEvent.change(await screen.findByRole('textbox', { name: 'One reason' }), {
    target: { value: 'The board agreed' },
  });
  press('Save reason');
  await waitFor(() =>
    expect(named(sent, 'forecast.call')[1]).toEqual({ ...call, reason: 'The board agreed' }),
  );
});

it('the plan is a table by date, which can be copied; a step is done or removed', async () => {
  const sent = background(db, { 'plan.step': () => null });
  const steps = [
    step('late', { due: '2026-12-09', side: 'buyer', who: 'Ruth' }),
    step('soon', { due: '2026-12-01', state: 'done' }),
    step('gone', { state: 'dropped' }),
    step('some'),
  ];
  show(<ActionPlan rows={{ ...none, steps }} model={model()} who={who} />, db);
  const rows = within(screen.getByRole('table')).getAllByRole('row').slice(1);
  expect(rows.map((row) => row.textContent)).toEqual([
    'Step soonWe1 Dec',
    'Step lateRuth9 Dec',
    'Step someWe–empty',
  ]);
  expect(
    planText(
      steps.slice(0, 2).map(({ fields }) => fields),
      () => 'We',
      String,
    ),
  ).toBe('[ ] Step late (We, 2026-12-09)\n[x] Step soon (We, 2026-12-01)');
  fireEvent.click(screen.getByRole('checkbox', { name: 'Done: Step late' }));
  await waitFor(() =>
    expect(named(sent, 'plan.step')).toMatchObject([{ step: 'late', state: 'done', who: 'Ruth' }]),
  );
  press('Remove “Step some”');
  await waitFor(() => expect(named(sent, 'plan.step')[1]).toMatchObject({ state: 'dropped' }));
  press('Add step');
  fireEvent.change(await screen.findByRole('textbox', { name: 'Step' }), {
    target: { value: 'Send the contract' },
  });
  press('Save step');
  await waitFor(() =>
    expect(named(sent, 'plan.step')[2]).toMatchObject({
      text: 'Send the contract',
      side: 'us',
      due: null,
      state: 'open',
    }),
  );
});

it('this week’s conversations say why, and that there may be more deals', () => {
  const deal: DealExcerpt = {
    ...{ key: 'k', name: 'Marlow Foods', owner: 'Tomas', ownerKey: null, account: null },
    ...{ amount: { amount: 40_000, currency: 'GBP' }, closeDate: '2026-12-04', stage: null },
    ...{ health: null, gravest: null, events: [] },
    role: { roles: ['manager'], rep: 'tomas', known: true },
  };
  const note = { note: 'n', scope: 'p:dana:tomas', text: 'How?', name: 'Marlow Foods' };
  const request = { key: 'k', kind: 'help' as const, author: 'tomas', at: NOON, ...note };
  show(
    <RightDealList
      chosen={[{ deal, request, signal: 'closesSoonEarly' }]}
      listed={{ deals: [deal], requests: [request], isWhole: true }}
      who={{ ...who, names: new Map([['tomas', 'Tomas Lindqvist']]) }}
      addresses={undefined}
      now={now}
      hasTeam
    />,
    db,
  );
  const list = screen.getByRole('region', { name: 'This week’s conversations with your reps' });
  expect(within(list).getByText(/Tomas asked for help on 22 Nov/).textContent).toMatch(
    /^Tomas · Tomas asked for help on 22 Nov · .+ · £40,000, close date 4 Dec$/,
  );
  expect(list.textContent).toContain(
    'Sideline knows 1 open deal so far; there may be more in the CRM.',
  );
});

it.each([
  ['en-GB', 'No next step, close date pushed and 2 more'],
  ['es-ES', 'Sin siguiente paso, fecha de cierre retrasada y 2 avisos más'],
  ['de-DE', 'Kein nächster Schritt, Abschlussdatum verschoben und 2 weitere Hinweise'],
])('the reasons of a label are one list: %s', (locale, text) => {
  speak(locale);
  const signals = ['noNextStep', 'closePushed', 'quiet', 'noReply'];
  expect(reasonsText({ health: { label: 'atRisk', signals } as never })).toBe(text);
});

it.each([
  ['en-GB', 'No next step, close date pushed and 1 more'],
  ['de-DE', 'Kein nächster Schritt, Abschlussdatum verschoben und 1 weiterer Hinweis'],
])('the third reason of a label has its own form: %s', (locale, text) => {
  speak(locale);
  const signals = ['noNextStep', 'closePushed', 'quiet'];
  expect(reasonsText({ health: { label: 'atRisk', signals } as never })).toBe(text);
});

it.each([
  ['en-GB', 'What’s your forecast for Q4 2026?'],
  ['es-ES', '¿Cómo ve esta oportunidad para el 4.º trimestre de 2026?'],
  ['de-DE', 'Wie schätzen Sie diesen Deal für das 4. Quartal 2026 ein?'],
])('a quarter is written in the language of the person: %s', (locale, text) => {
  speak(locale);
  show(<OwnCall rows={none} model={model()} who={who} />, db);
  expect(screen.getByText(text)).toBeTruthy();
});

it('own calls show how they came out from ten on, with the interval', () => {
  const finished = Array.from({ length: 9 }, () => ({ call: 'commit' as const, won: true }));
  const shown = show(<Calibration finished={finished} />, db);
  expect(screen.getByText(/So far on this device: 9/)).toBeTruthy();
  shown.again(<Calibration finished={[...finished, { call: 'commit', won: false }]} />);
  expect(screen.getByText('Commit: 9 of 10 won (60–98%)')).toBeTruthy();
  expect(screen.getByText('Brier score: 0.09 (0 is best, on 10 forecasts)')).toBeTruthy();
  expect(screen.getByText('Only you')).toBeTruthy();
});
