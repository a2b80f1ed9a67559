import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Pictures } from '../../lib/model/index.ts';
import { stillHolds } from '../../lib/view/hello.ts';
import {
  afterChanges,
  afterDoubt,
  afterReading,
  afterUnknownReading,
  MOST_PICTURES,
  mayKeep,
  noPictures,
  PICTURE_MS,
  pictureFor,
  pictureToPaint,
  pictureToStore,
  withPicture,
} from '../../lib/view/pictures.ts';
import { item, model, noteFields, view as tabView } from '../helpers/panel.ts';
import { pictureOfPanel } from '../helpers/pictures.ts';

const SEED = 18;

const origins = ['https://a.example', 'https://b.example'] as const;
const of = (origin: string, refKey: string, store = 'one') => ({ store, origin, refKey });

type Event =
  | { kind: 'read'; origin: string; viewer: string }
  | { kind: 'doubt'; origin: string }
  | { kind: 'keep'; origin: string; refKey: string; store: string }
  | { kind: 'wait'; ms: number };

const origin = fc.constantFrom(...origins);
const pause = fc.integer({ min: 0, max: PICTURE_MS / 3 });
const event: fc.Arbitrary<Event> = fc.oneof(
  fc.record({
    kind: fc.constant('read' as const),
    origin,
    viewer: fc.constantFrom('tomas', 'dana'),
  }),
  fc.record({ kind: fc.constant('doubt' as const), origin }),
  fc.record({
    kind: fc.constant('keep' as const),
    origin,
    refKey: fc.constantFrom('r', 's'),
    store: fc.constantFrom('one', 'two'),
  }),
  fc.record({ kind: fc.constant('wait' as const), ms: pause }),
);

/** Applies events; each picture says who had been read last when it was kept. */
function play(events: readonly Event[]) {
  let all: Pictures = noPictures;
  let now = 0;
  /** The last reading of each origin, as the events say; null after a doubt. */
  const readBy = new Map<string, string | null>();
  for (const item of events) {
    if (item.kind === 'wait') now += item.ms;
    else if (item.kind === 'read') {
      all = afterReading(all, item.origin, item.viewer);
      readBy.set(item.origin, item.viewer);
    } else if (item.kind === 'doubt') {
      all = afterDoubt(all, item.origin);
      readBy.set(item.origin, null);
    } else {
      const title = JSON.stringify([item.origin, item.refKey, item.store, now]);
      const by = readBy.get(item.origin) ?? null;
      all = withPicture(all, item, pictureOfPanel(`${by} ${title}`), now);
    }
  }
  return { all, now, readBy };
}

describe('a picture', () => {
  it('is painted only for its page and account, its reader, and 15 minutes', () => {
    let seen = 0;
    fc.assert(
      fc.property(fc.array(event, { minLength: 10, maxLength: 40 }), origin, (events, at) => {
        const { all, now, readBy } = play(events);
        for (const refKey of ['r', 's'])
          for (const store of ['one', 'two']) {
            const found = pictureFor(all, of(at, refKey, store), now);
            if (found === null) continue;
            seen += 1;
            const [by, ...rest] = found.title.split(' ');
            const [keptOn, keptFor, keptIn, keptAt] = JSON.parse(rest.join(' '));
            expect([keptOn, keptFor, keptIn]).toEqual([at, refKey, store]);
            expect(by).toBe(readBy.get(at));
            expect(now - keptAt).toBeLessThanOrEqual(PICTURE_MS);
          }
        expect(all.kept.length).toBeLessThanOrEqual(MOST_PICTURES);
      }),
      { seed: SEED, numRuns: 600 },
    );
    expect(seen).toBeGreaterThan(100);
  });

  const [here] = origins;
  const kept = withPicture(
    afterReading(noPictures, here, 'tomas'),
    of(here, 'r'),
    pictureOfPanel('x'),
    0,
  );
  it('is the one that was kept, also after another reading by the same person', () => {
    expect(pictureFor(kept, of(here, 'r'), PICTURE_MS)?.title).toBe('x');
    const again = afterReading(kept, here, 'tomas');
    expect(pictureFor(again, of(here, 'r'), 1)?.title).toBe('x');
  });
  it.each<[string, (all: Pictures) => Pictures]>([
    ['another person was read', (all) => afterReading(all, here, 'dana')],
    [
      'that person was read between',
      (all) => afterReading(afterReading(all, here, 'dana'), here, 'tomas'),
    ],
    ['a reading failed', (all) => afterDoubt(all, here)],
    [
      'a reading failed and the next succeeded',
      (all) => afterReading(afterDoubt(all, here), here, 'tomas'),
    ],
    ['a reading does not say whose it is', (all) => afterUnknownReading(all, here)],
    [
      'such a reading was kept as a picture too',
      (all) =>
        afterReading(
          withPicture(afterUnknownReading(all, here), of(here, 'r'), pictureOfPanel('y'), 0),
          here,
          'tomas',
        ),
    ],
  ])('is gone where %s', (_, later) => {
    expect(pictureFor(later(kept), of(here, 'r'), 1)).toBeNull();
  });
  it('counts again once the next reading says that it is the same person', () => {
    const read = afterReading(afterUnknownReading(kept, here), here, 'tomas');
    expect(pictureFor(read, of(here, 'r'), 1)?.title).toBe('x');
  });
  it('is none without a CRM user, and none from the future', () => {
    expect(withPicture(noPictures, of(here, 'r'), pictureOfPanel('x'), 0).kept).toEqual([]);
    expect(pictureFor(kept, of(here, 'r'), -1)).toBeNull();
  });
  it('is one of the newest', () => {
    const many = Array.from({ length: MOST_PICTURES + 3 }, (_, n) => `r${n}`).reduce(
      (all, refKey, n) => withPicture(all, of(here, refKey), pictureOfPanel(refKey), n),
      afterReading(noPictures, here, 'tomas'),
    );
    expect(many.kept).toHaveLength(MOST_PICTURES);
    expect(pictureFor(many, of(here, 'r0'), 20)).toBeNull();
  });
});

it('ends when its record changes, and with a change about no record', () => {
  const read = afterReading(noPictures, origins[0], 'tomas');
  const both = ['k1', 'k2'].reduce(
    (all, key) => withPicture(all, of(origins[0], key), pictureOfPanel(key), 0),
    read,
  );
  const keysAfter = (refKeys: string[]) =>
    afterChanges(both, refKeys)
      .kept.map(({ refKey }) => refKey)
      .toSorted();
  expect(keysAfter(['k1'])).toEqual(['k2']);
  expect(keysAfter(['other'])).toEqual(['k1', 'k2']);
  expect(keysAfter([''])).toEqual([]);
});

describe('what may be kept', () => {
  const note = (id: string, scope: string, more = {}) => ({
    ...item<'note'>(id, { ...noteFields('Only for me'), ...more }),
    scope,
  });
  const shown = (view: ReturnType<typeof model>) =>
    (view.coaching?.prompts ?? []).slice(0, 3).map((ranked) => ranked.item);
  const view = model({ closeDate: '2026-11-01' });
  const [first] = shown(view);
  const quoting = first && { ...first, evidence: [{ fact: 'said' as const, values: [] }] };
  const withNote = (scope: string, more = {}) => ({
    ...view,
    rows: { ...view.rows, notes: [note('n', scope, more)] },
  });
  it('is a panel of what the CRM shows', () =>
    expect(mayKeep(view, shown(view), 'local')).toBe(true));
  it('is nothing without a question or a reading', () => {
    expect(mayKeep(view, [], 'local')).toBe(false);
    expect(mayKeep({ ...view, record: null }, shown(view), 'local')).toBe(false);
  });
  it('is no question that may quote a private text', () => {
    if (!quoting) throw new Error('no question');
    expect(mayKeep(withNote('u:local'), [quoting], 'local')).toBe(false);
    expect(mayKeep(withNote('p:dana:tomas'), [quoting], 'local')).toBe(true);
    expect(mayKeep(withNote('u:local'), shown(view), 'local')).toBe(true);
  });
  it('is no question with the person’s own answer', () => {
    const answer = { kind: 'answer', prompt: { signal: first?.signal, question: '?' } };
    expect(mayKeep(withNote('p:dana:tomas', answer), shown(view), 'local')).toBe(false);
    expect(mayKeep(withNote('p:dana:tomas', answer), shown(view), 'dana')).toBe(true);
  });
  it('is no question that people wrote, and no value that was typed for oneself', () => {
    const authored = { rep: '?', manager: '?', name: 'n', priority: 1 };
    expect(first && mayKeep(view, [{ ...first, authored }], 'local')).toBe(false);
    const typed = item<'typedFact'>('f', { refKey: 'k', field: 'amount', value: '1' } as never);
    const rows = { ...view.rows, facts: [{ ...typed, scope: 'u:local' }] };
    expect(mayKeep({ ...view, rows }, shown(view), 'local')).toBe(false);
  });
});

describe('the record of a tab', () => {
  const href = 'https://a.example/deals/7';
  const shown = {
    ...tabView,
    ...{ href, refKey: 'r', state: 'ready' as const, unsure: false },
    navigation: { document: 'd', number: 1 },
  };
  const place = { origin: 'https://a.example', refKey: 'r' };
  it.each([
    ['that its page was loaded with', {}, place],
    ['that is being read', { state: 'reading' as const }, place],
    ['that is being read, and may be none', { state: 'reading' as const, unsure: true }, null],
    ['that could not be read', { state: 'failed' as const }, null],
    ['of a later navigation', { navigation: { document: 'd', number: 2 } }, null],
    ['without an address', { href: null }, null],
    ['that is none', { refKey: null }, null],
  ])('%s is painted, or not', (_, more, result) =>
    expect(pictureToPaint({ ...shown, ...more })).toEqual(result),
  );
  it.each([
    ['on screen', {}, place],
    ['of a later navigation', { navigation: { document: 'd', number: 2 } }, place],
    ['that is not on screen any more', { refKey: 's' }, null],
    ['that is being read', { state: 'reading' as const }, null],
    ['without an address', { href: null }, null],
  ])('%s has its picture stored, or not', (_, more, result) =>
    expect(pictureToStore({ ...shown, ...more }, 'r')).toEqual(result),
  );
  it('of no tab has none', () => {
    expect(pictureToPaint(undefined)).toBeNull();
    expect(pictureToStore(undefined, 'r')).toBeNull();
  });
});

describe('an answer that was made before its greeting', () => {
  const made = { nonce: 'n', voids: 3, at: 1000 };
  const now = { nonce: 'n', voids: 3, at: 1500, isOnScreen: true };
  it.each([
    ['holds for it', {}, true],
    ['holds for ten seconds', { at: 10_999 }, true],
    ['does not hold later', { at: 11_000 }, false],
    ['does not hold for another frame', { nonce: 'm' }, false],
    ['does not hold for a side panel', { nonce: null }, false],
    ['does not hold once a picture is void', { voids: 4 }, false],
    ['does not hold for another record', { isOnScreen: false }, false],
  ])('%s', (_, more, holds) => expect(stillHolds(made, { ...now, ...more })).toBe(holds));
});
