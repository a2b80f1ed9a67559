// Drafts as a page sends them: through the listener of the background, which parses them.
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { createListener, type Handlers, type In } from '../../lib/messages/index.ts';
import { MAX_DRAFT_CHARS, Playbook } from '../../lib/model/index.ts';
import { SidelineDb } from '../../lib/store/index.ts';
import { keepDraft } from '../../lib/store/write.ts';
import { largestPlaybook } from '../helpers/largestPlaybook.ts';

const ORIGIN = 'chrome-extension://abc';
const page = { id: 'abc', origin: ORIGIN, url: `${ORIGIN}/workspace.html` };
const largest = largestPlaybook('\u0001');
const document = JSON.stringify(largest);

/** @returns the response, and the draft that is stored then. */
async function keep(text: string, start?: string) {
  const db = new SidelineDb('drafts', { indexedDB: new IDBFactory(), IDBKeyRange });
  const handlers = {
    'draft.keep': ({ key, ...draft }: In<'draft.keep'>) => keepDraft(db, key, draft, 1),
  } as unknown as Handlers;
  const listen = createListener(handlers, {
    ...{ ownId: 'abc', ownOrigin: ORIGIN, now: () => 0 },
    report: (error) => {
      throw error;
    },
  });
  const input = { key: 'k', text, audience: null, ...(start ? { start } : {}) };
  const message = JSON.parse(JSON.stringify({ name: 'draft.keep', input, store: db.name }));
  return { response: await listen(message, page), stored: await db.drafts.get('k') };
}

describe('a draft', () => {
  it('of the largest playbook that its schema allows is kept whole', async () => {
    expect(Playbook.safeParse(largest).success).toBe(true);
    expect(document.length).toBeGreaterThan(1_300_000);
    const { response, stored } = await keep(document, document);
    expect(response).toEqual({ ok: true, value: null });
    expect(stored).toMatchObject({ text: document, start: document });
  });
  it('is as long as a draft may be, and one that is longer is refused as too long', async () => {
    const { response, stored } = await keep('x'.repeat(MAX_DRAFT_CHARS));
    expect([response, stored?.text.length]).toEqual([{ ok: true, value: null }, MAX_DRAFT_CHARS]);
    const longer = await keep('x'.repeat(MAX_DRAFT_CHARS + 1));
    expect(longer).toEqual({
      response: { ok: false, code: 'tooLong', detail: 'text' },
      stored: undefined,
    });
  });
});
