import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { writtenInRow } from '../../lib/coaching/index.ts';
import {
  collection,
  collectionNames,
  collections,
  Id,
  Instant,
  Key,
} from '../../lib/model/index.ts';
import { collectionTable } from '../../scripts/collections.ts';
import { DECLARED_ONLY } from '../../server/sync/decide.ts';
import { missing } from './collections.ts';

const files = readdirSync('lib/model/collections').map((name) => basename(name, '.ts'));

describe('every collection against every policy', () => {
  it('nothing is missing', () => expect(missing(files, collections)).toEqual([]));
  it('the table of them is the one that the code makes', () => {
    expect(readFileSync('docs/collections.md', 'utf8'), 'npm run docs').toContain(
      collectionTable(),
    );
  });
});

describe('what is declared is true', () => {
  it.each(collectionNames)(
    '%s: the texts of a collection that is read, and of no other',
    (name) => {
      const { shape } = collections[name].schema as z.ZodMiniObject;
      const words = Object.fromEntries(Object.keys(shape).map((field) => [field, 'nextStep']));
      const { texts, steps } = writtenInRow(name, words);
      expect(texts.length + steps.length > 0).toBe(collections[name].read);
    },
  );
  it('docs/sync.md has the names that only a declared field may have', () => {
    const text = readFileSync('docs/sync.md', 'utf8').replaceAll('\n', ' ');
    const listed = /names with a meaning of their own[^:]*: ([^.]*)\./.exec(text)?.[1] ?? '';
    const names = [...listed.matchAll(/`(\w+)`/g)].map(([, name]) => name);
    expect([...DECLARED_ONLY]).toEqual(names);
  });
});

describe('what is forgotten is named', () => {
  const schema = z.object({
    refKey: Key,
    goal: z.string(),
    steps: z.array(z.string()),
    marks: z.record(z.string(), z.number()),
    author: Id,
    at: Instant,
    due: z.nullable(Instant),
  });
  const policy = {
    scopes: ['private'],
    create: 'anyone',
    change: 'readers',
    fixed: ['refKey'],
  } as const;
  const STATED = {
    ...{ persons: [], automatic: false, imported: true, history: false, exported: true },
    erased: 'deleted',
  } as const;
  const whole = collection({
    schema,
    readable: ['goal', 'steps'],
    lists: ['steps'],
    maps: ['marks'],
    instants: ['at', 'due'],
    policy,
    ...STATED,
  });
  const withToy = (toy: unknown) => missing([...files, 'aim'], { ...collections, aim: toy });

  it('a complete collection has no finding', () => expect(withToy(whole)).toEqual([]));
  it('a file without a line', () => {
    expect(missing([...files, 'aim'], collections)).toEqual([
      'aim: has a file and no line in lib/model/collections.ts',
    ]);
  });
  it('a line without a file', () => {
    expect(missing(files, { ...collections, aim: whole })).toEqual(['aim: has no file']);
  });
  it.each(Object.keys(whole))('a collection without its %s is reported', (name) => {
    const { [name]: _, ...rest } = whole as unknown as Record<string, unknown>;
    expect(withToy(rest)).toEqual([`aim: does not declare ${name}, or declares it wrongly`]);
  });
  it.each(Object.keys(STATED))('a collection that does not say its %s', (name) => {
    const { [name]: _, ...rest } = STATED as Record<string, unknown>;
    const forgotten = collection({ schema, ...rest, policy } as never);
    expect(withToy(forgotten)).toContain(`aim: does not declare ${name}, or declares it wrongly`);
  });
  it.each(Object.keys(policy))('a policy without %s', (name) => {
    const { [name]: _, ...rest } = policy as Record<string, unknown>;
    expect(withToy({ ...whole, policy: rest })).toEqual([
      `aim: does not declare policy.${name}, or declares it wrongly`,
    ]);
  });
  it.each([
    ['a key that is no field', { key: ['deal'] }, 'key names deal, which is no field'],
    ['a default of no field', { defaults: { aim: '' } }, 'defaults names aim, which is no field'],
    ['a moment that is not clamped', { instants: ['at'] }, 'instants lacks due'],
    ['an age of no moment', { aged: ['goal'] }, 'instants lacks goal, which is aged'],
    ['a moved value of no field', { moved: { aim: '' } }, 'moved names aim, which is no field'],
    ['a list that is overwritten', { lists: [] }, 'lists lacks steps'],
    ['an object that is overwritten', { maps: [] }, 'maps lacks marks'],
    [
      'an author that anybody may claim to be',
      { stamps: { author: null, created: 'at', editor: null, edited: null } },
      'stamps lacks author',
    ],
    [
      'words that nobody could read after a refusal',
      { readable: ['goal'] },
      'readable lacks steps',
    ],
    [
      'rows of a pair without a word about handovers',
      { policy: { ...policy, scopes: ['pair'] } },
      'handedOver does not say what becomes of the rows of a pair',
    ],
    ['a child without a parent', { childOf: 'note' }, 'childOf names parent, which is no field'],
  ])('%s', (_, more, line) => expect(withToy({ ...whole, ...more })).toContain(`aim: ${line}`));
});
