import type { Page } from 'playwright-core';
import { signals } from '../lib/coaching/index.ts';
import { textsOf } from '../lib/commands/texts.ts';
import { refKey } from '../lib/model/index.ts';

const NEXT = 'Send the plan';
const NOTE = 'They compare us with another vendor. Ruth asks finance about the budget next week.';
/** Rows on each deal. */
export const A_DEAL = 25;
/** Deals in one write. */
const PART = 40;

interface Filling {
  keys: string[];
  /** The number of the first of these deals. */
  from: number;
  now: number;
  signals: string[];
  next: string;
  note: string;
  says: Record<string, unknown>;
}

/** Runs in a page of the extension: writes the rows of some deals, as the device stores them. */
function write({ keys, from, now, signals, next, note, says }: Filling): Promise<void> {
  const DAY = 86_400_000;
  const rows = keys.flatMap((key, index) => {
    const deal = from + index;
    const [crm = '', tenant = '', , id = ''] = key.split('/').map(decodeURIComponent);
    const ref = { crm, tenant, object: 'deal', id };
    const status = ['open', 'open', 'open', 'won', 'lost'][deal % 5];
    let n = 0;
    /** Some moment of the last two years, another one for each row. */
    const at = () => now - DAY - ((deal * 7919 + n * 104_729) % 1_051_200) * 60_000;
    const row = (collection: string, fields: Record<string, unknown>) => {
      n += 1;
      const copy = { scope: 'u:local', deleted: false, fields, version: deal * 30 + n, rev: 1 };
      const { version, rev, ...state } = copy;
      return {
        ...{ id: `${collection}-${String(deal).padStart(6, '0')}-${n}`, collection, ...state },
        ...{ refKey: key, rev, version, pending: 0, serverCopy: copy },
        ...(says[collection] ? { says: says[collection] } : {}),
      };
    };
    const own = { refKey: key, author: 'local' };
    const signal = (number: number) => signals[(deal * 7 + number) % signals.length];
    const list = (count: number, make: (number: number) => ReturnType<typeof row>) =>
      Array.from({ length: count }, (_, number) => make(number));
    return [
      ...list(5, (number) =>
        row('dealSnapshot', {
          ...{ refKey: key, name: `Deal ${deal}`, at: at(), stage: `Stage ${number}` },
          ...{ amount: 1000 + deal + number, currency: 'GBP', closeDate: '2027-03-01' },
          ...{ owner: `Rep ${deal % 100}`, status, nextStep: next },
        }),
      ),
      ...list(7, (number) => {
        const last = at();
        const shown = { signal: signal(number), fingerprint: `${signal(number)} ${number}` };
        const kind = ['process', 'skill', 'human'][number % 3];
        const more = { kind, days: 1, before: null, editedBy: null };
        return row('promptShown', { ...own, ...shown, ...more, last, at: last });
      }),
      ...list(5, (number) => {
        const outcome = ['answered', 'asked', 'snoozed', 'dismissed'][(deal + number) % 4];
        const what = { signal: signal(number), fingerprint: `${signal(number)} ${number}` };
        return row('promptOutcome', { ...own, ...what, outcome, reason: 'timing', at: at() });
      }),
      ...list(3, () =>
        row('note', {
          ...{ ref, ...own, recordName: `Deal ${deal}`, text: note, createdAt: at() },
          ...{ editedAt: null, editedBy: null, kind: 'note', prompt: null, conflicts: [] },
        }),
      ),
      ...list(2, (number) => row('readMark', { ...own, parent: `n${deal}-${number}`, at: at() })),
      row('typedFact', { ...own, field: 'account', value: 'Co', editedBy: null, at: at() }),
      row('commitment', {
        ...{ ...own, text: 'Send the offer', owner: 'local', due: '2026-12-01', state: 'kept' },
        ...{ settledAt: at(), at: at() },
      }),
      row('checkItem', {
        ...{ ...own, playbook: 'p', item: 'i', done: true, evidence: '', editedBy: null, at: at() },
      }),
    ];
  });
  return new Promise((done, fail) => {
    const opening = indexedDB.open('sideline:local');
    opening.onerror = () => fail(opening.error);
    opening.onsuccess = () => {
      const db = opening.result;
      const tx = db.transaction('rows', 'readwrite', { durability: 'relaxed' });
      for (const item of rows) tx.objectStore('rows').put(item);
      tx.oncomplete = () => done(db.close());
      tx.onerror = () => fail(tx.error);
    };
  });
}

/**
 * Fills the device of an extension with rows on deals, `A_DEAL` on each.
 * @param known keys of the deals that come first; then others.
 */
export async function fillRows(
  page: Page,
  total: number,
  known: readonly string[],
  now: number,
): Promise<void> {
  const says = (collection: string, fields: Record<string, unknown>) =>
    textsOf.row({ collection, fields, deleted: false });
  const other = { crm: 'espocrm', tenant: 't', object: 'deal' } as const;
  const deals = Math.ceil(total / A_DEAL);
  const keys = [
    ...known,
    ...Array.from({ length: deals }, (_, index) => refKey({ ...other, id: `x${index}` })),
  ].slice(0, deals);
  const input = {
    ...{ now, next: NEXT, note: NOTE, signals: signals.map(({ id }) => id) },
    says: {
      note: says('note', { text: NOTE }),
      dealSnapshot: says('dealSnapshot', { nextStep: NEXT }),
      typedFact: says('typedFact', { field: 'account', value: 'Co' }),
    },
  };
  for (let from = 0; from < keys.length; from += PART)
    await page.evaluate(write, { ...input, keys: keys.slice(from, from + PART), from });
}
