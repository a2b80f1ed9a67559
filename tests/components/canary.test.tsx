// @vitest-environment happy-dom
// No line of a card comes from a row that the viewer may not read: a word of its own is planted in
// every collection and every scope. A device has the rows that `canRead` lets its person read.

import { cleanup } from '@testing-library/react';
import type { ComponentProps } from 'react';
import { describe, expect, it } from 'vitest';
import Brief from '../../components/panel/moments/Brief.tsx';
import Debrief from '../../components/panel/moments/Debrief.tsx';
import { MomentCards } from '../../components/panel/moments/Moments.tsx';
import Negotiation from '../../components/panel/moments/Negotiation.tsx';
import Review from '../../components/panel/moments/Review.tsx';
import { wordReader } from '../../lib/coaching/evidence/read.ts';
import type { Due, Meeting } from '../../lib/coaching/moments/index.ts';
import {
  type CollectionRule,
  canRead,
  collectionNames,
  collections,
  type Membership,
} from '../../lib/model/index.ts';
import { momentRows, recordRows, type SidelineDb } from '../../lib/store/index.ts';
import { orgView } from '../../lib/view/org.ts';
import { viewOf } from '../../lib/view/record.ts';
import { deal, NOON, now } from '../helpers/deals.ts';
import { row } from '../helpers/rows.ts';
import { key, sampleFields } from '../helpers/sampleFields.ts';
import { calm, meOf, noCoachingRows, type SampleUser } from '../helpers/view.ts';
import { newDb, show } from './harness.tsx';

const HOUR = 3_600_000;
const SCOPES = [
  ...['u:dana', 'u:tomas', 'u:mika', 'u:ada'],
  ...['p:dana:tomas', 'p:nora:mika', 't:north', 't:south', 'o:o', 'p:gone:tomas', 'o:other'],
];
const north = { id: 'north', manager: 'dana' };
const south = { id: 'south', manager: 'nora' };
const nobody = { org: 'o', role: 'rep', team: null, manages: [], past: [] } as const;
const members: Record<SampleUser, Membership> = {
  dana: { ...nobody, user: 'dana', role: 'manager', manages: [{ ...north, members: ['tomas'] }] },
  tomas: { ...nobody, user: 'tomas', team: north, past: ['gone'] },
  mika: { ...nobody, user: 'mika', team: south },
  ada: { ...nobody, user: 'ada', role: 'admin' },
};

const word = (collection: string, scope: string, about: string) =>
  `canary ${collection} ${scope.replaceAll(':', '.')} ${about} end`;
const CANARY = /canary (\S+) (\S+) (\S+) end/g;

/** The same value with a planted word in place of every text. */
function planted(value: unknown, text: string): unknown {
  if (typeof value === 'string') return text;
  if (Array.isArray(value)) return [text];
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.keys(value).map((name) => [name, text]));
}

/** A row of a collection in a scope, by a writer, with its own word in each field with texts. */
function rowIn(collection: (typeof collectionNames)[number], scope: string, about: string) {
  const rule: CollectionRule = collections[collection];
  const fields = sampleFields[collection]?.(1) ?? {};
  for (const name of ['at', 'createdAt', 'last']) if (name in fields) fields[name] = NOON - HOUR;
  const text = word(collection, scope, about);
  const texts = [...rule.readable, ...rule.text, ...('title' in fields ? ['title'] : [])];
  for (const name of texts) if (name in fields) fields[name] = planted(fields[name], text);
  if ('words' in fields) fields.words = { said: text, lesson: text, aim: text };
  if (collection === 'plannedCall')
    Object.assign(fields, { start: NOON + HOUR, call: scope.replaceAll(':', '-') });
  if (collection === 'commitment')
    Object.assign(fields, about === 'kept' ? { state: 'kept', settledAt: NOON - HOUR } : {});
  if (collection === 'dealLook') Object.assign(fields, { refKey: key, before: NOON - 48 * HOUR });
  // Of a private row its owner is the author; of the others somebody else than the viewer too.
  const author = scope.startsWith('u:') ? scope.slice(2) : (scope.split(':')[1] ?? 'x');
  const written = { ...fields, ...('author' in fields ? { author } : {}) };
  return { ...row(collection, `${collection} ${scope} ${about}`, scope, written) };
}

const everything = SCOPES.flatMap((scope) =>
  collectionNames.flatMap((collection) => {
    const abouts = collection === 'commitment' ? ['open', 'kept'] : ['row'];
    return abouts.map((about) => rowIn(collection, scope, about));
  }),
);

async function modelFor(db: SidelineDb, user: SampleUser, side: 'rep' | 'manager', values = {}) {
  const record = deal(values);
  const org = {
    ...{ rows: noCoachingRows, history: null, exposure: calm, learned: {} },
    ...{ winProbability: null, calendarFor: null },
  };
  const view = viewOf(
    {
      ...{ ref: record.ref, record, visits: null, ownerLink: [], summaries: [] },
      rows: await recordRows(db, key),
      reader: wordReader,
    },
    { viewer: { me: meOf(user), user, localRole: 'rep' }, links: [], org: orgView(org, [], true) },
    now,
    (_, text) => text,
  );
  return { ...view, key, role: { roles: [side], rep: user, known: true } };
}

const meeting: Meeting = {
  ...{ id: 'm', title: 'Marlow', start: NOON + HOUR, end: null, day: null, lastDay: null },
  ...{ state: 'planned', customer: true },
};
const due = (moment: Due['moment']): Due => ({
  ...{ moment, about: '2026-11-20', meeting, sentence: 'They want 10% off.', at: NOON - HOUR },
});

/** Everything that the cards of a deal say and prefill on a device with these rows. */
async function saidTo(user: SampleUser, side: 'rep' | 'manager', rows: typeof everything) {
  const db = newDb();
  await db.rows.bulkPut(rows);
  const moments = await momentRows(db, key);
  const who = {
    ...{ me: meOf(user), user, localRole: 'rep' as const },
    ...{ names: new Map<string, string>(), teamOf: new Map<string, string>() },
  };
  const open = await modelFor(db, user, side);
  const won = await modelFor(db, user, side, { status: 'won', stage: 'Closed Won' });
  const card = (moment: Due['moment'], model = open): ComponentProps<typeof Debrief> => ({
    ...{ due: due(moment), model: model as never, who },
  });
  const shown = show(
    <>
      <MomentCards rows={moments} model={open as never} who={who} side={side} />
      {side === 'rep' && (
        <>
          <Brief {...card('brief')} meeting={meeting} also={[]} />
          <Debrief {...card('debrief')} />
          <Negotiation {...card('negotiation')} />
          <Review {...card('lossReview')} />
          <Review {...card('winReview', won)} />
        </>
      )}
    </>,
    db,
  );
  const values = [...shown.container.querySelectorAll('input, textarea')].map(
    (field) => (field as HTMLInputElement).value,
  );
  const said = [shown.container.textContent, ...values].join('\n');
  cleanup();
  return [...said.matchAll(CANARY)].map(([, collection = '', scope = '']) => ({
    collection,
    scope: scope.replaceAll('.', ':'),
  }));
}

const mayRead = (user: SampleUser) =>
  everything.filter((item) => canRead(members[user], item.scope));

describe.each(Object.keys(members) as SampleUser[])('the cards of a deal, for %s', (user) => {
  it.each(['rep', 'manager'] as const)(
    'on the side of a %s say what they may read',
    async (side) => {
      const said = await saidTo(user, side, mayRead(user));
      expect(said.filter(({ scope }) => !canRead(members[user], scope))).toEqual([]);
      // The words are seen where they are readable: in the pair’s and the person’s own rows.
      const found = new Set(said.map(({ collection }) => collection));
      const shared = user === 'dana' || user === 'tomas';
      if (shared) expect([...found]).toEqual(expect.arrayContaining(['commitment', 'moment']));
      if (side === 'rep') expect(found).toContain('plannedCall');
      // What is private to its author is in no card of the manager’s side.
      if (side === 'manager')
        for (const own of ['plannedCall', 'forecastCall']) expect(found).not.toContain(own);
    },
  );
});

describe('the planted words', () => {
  it('are found where a device has rows that its person may not read', async () => {
    const said = await saidTo('mika', 'rep', everything);
    const leaked = said.filter(({ scope }) => !canRead(members.mika, scope));
    expect(new Set(leaked.map(({ collection }) => collection))).toContain('commitment');
  });
  it('are in a row of every collection in every scope', () => {
    const names = new Set(everything.map(({ collection, scope }) => `${collection} ${scope}`));
    expect(names.size).toBe(collectionNames.length * SCOPES.length);
    const silent = collectionNames.filter((collection) => {
      const { readable, text }: CollectionRule = collections[collection];
      const own = everything.filter((item) => item.collection === collection);
      return readable.length + text.length > 0 && !JSON.stringify(own).includes('canary');
    });
    expect(silent).toEqual([]);
  });
});
