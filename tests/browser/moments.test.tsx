import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { AddedCalls } from '../../components/panel/moments/AddedCalls.tsx';
import Brief from '../../components/panel/moments/Brief.tsx';
import Debrief from '../../components/panel/moments/Debrief.tsx';
import Negotiation from '../../components/panel/moments/Negotiation.tsx';
import Review from '../../components/panel/moments/Review.tsx';
import { Written } from '../../components/panel/moments/Written.tsx';
import { facts, NOON } from '../helpers/deals.ts';
import { item, model, who } from '../helpers/panel.ts';
import { meOf, people } from '../helpers/view.ts';
import { expectFits, newDb, show } from './harness.tsx';
import { speak } from './setup.ts';
import '../../components/panel/moments/moments.css';

const HOUR = 3_600_000;
const long = 'Kühlkettenüberwachung mit Frau Lindenbaum-Westermann und dem Einkauf';
const dana = { ...people.dana, name: 'Dana Whitfield' };
const tomas = { ...who, me: { ...meOf('tomas'), manager: dana }, user: 'tomas' };
const meeting = {
  ...{ id: 'm', title: long, start: NOON + 20 * HOUR, end: NOON + 21 * HOUR, day: null },
  ...{ lastDay: null, state: 'planned' as const, customer: true },
};
const due = (moment: 'brief' | 'debrief' | 'negotiation' | 'lossReview' | 'winReview') => ({
  ...{ moment, about: '2026-11-20', meeting, at: NOON - HOUR },
  sentence: 'Zum Vertrag: Wir brauchen 10 % Nachlass und 60 Tage Zahlungsziel.',
});
const call = {
  ...{ refKey: 'k', call: 'own', withWhom: long, author: 'tomas', editedBy: null, at: NOON },
  start: NOON + 22 * HOUR,
};
const record = model({}, { shareWith: 'tomas', facts: { ...facts(), plannedCalls: [call] } });
const rows = {
  ...record.rows,
  commitments: [
    item<'commitment'>('c1', {
      ...{ refKey: 'k', text: `${long} vereinbaren`, owner: 'tomas', due: '2026-11-25' },
      ...{ state: 'open', settledAt: null, author: 'tomas', at: NOON },
    }),
  ],
};
const focused = {
  ...{ ...record, rows },
  coached: { person: { focus: { skill: 'negotiation', agreed: true } } },
} as unknown as typeof record;
const written = item<'moment'>('w', {
  ...{ refKey: 'k', moment: 'debrief', about: 'm', state: 'kept', until: null, title: long },
  ...{ words: { said: long, learned: long }, tried: null, next: 'c1', author: 'tomas' },
  ...{ editedBy: null, at: NOON - HOUR },
});
const props = { model: focused, who: tomas };

it.each([
  ['brief', <Brief key="c" {...props} due={due('brief')} meeting={meeting} also={[meeting]} />],
  ['debrief', <Debrief key="c" {...props} due={due('debrief')} />],
  ['negotiation', <Negotiation key="c" {...props} due={due('negotiation')} />],
  ['loss', <Review key="c" {...props} due={due('lossReview')} />],
  ['win', <Review key="c" {...props} due={due('winReview')} />],
  ['written', <Written key="c" {...props} item={written} />],
  ['calls', <AddedCalls key="c" model={focused} />],
])('the German card “%s” fits', async (_, card) => {
  speak('de');
  await show(card, newDb());
  await expect.element(page.getByRole('main')).toBeVisible();
  expectFits();
});
