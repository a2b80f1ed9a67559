import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render } from '@testing-library/react';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { ReactNode } from 'react';
import { afterEach, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { OrgData } from '../../components/data/coaching.ts';
import type { RecordModel } from '../../components/data/record.ts';
import { StoreProvider } from '../../components/data/store.ts';
import { coach } from '../../lib/coaching/index.ts';
import type { In, Name } from '../../lib/messages/index.ts';
import type { CollectionName, RowOf } from '../../lib/model/index.ts';
import { type Item, type Row, SidelineDb } from '../../lib/store/index.ts';
import { keepDraft } from '../../lib/store/write.ts';
import { deal, facts, NOON, now } from '../helpers/deals.ts';

export const who = {
  me: null,
  user: 'local',
  localRole: 'rep' as const,
  names: new Map<string, string>(),
};

/** An organisation that has set nothing. */
export const org: OrgData = {
  rows: {
    prompts: [],
    versions: [],
    maps: [],
    settings: [],
    profiles: [],
    self: [],
    suggestions: [],
    votes: [],
    newer: 0,
  },
  outlook: null,
  written: [],
  history: null,
  attention: null,
  learned: {},
};

/** What the panel knows of one deal. */
export function model(values: Parameters<typeof facts>[0] = {}, more: Partial<RecordModel> = {}): RecordModel {
  const given = facts(values);
  return {
    ref: deal().ref,
    key: 'k',
    record: deal(values),
    rows: {
      notes: [],
      replies: [],
      outcomes: [],
      facts: [],
      snapshots: [],
      reads: [],
      readsSince: null,
      commitments: [],
      checks: [],
      moved: [],
    },
    role: { roles: ['rep'], rep: 'local', known: true },
    shareWith: null,
    coached: null,
    unread: [],
    now,
    facts: given,
    coaching: coach(given),
    org,
    plan: null,
    ...more,
  };
}

/** A row as the panel's queries give it. */
export function item<C extends CollectionName>(id: string, fields: RowOf<C>): Item<C> {
  return { id, scope: 'u:local', rev: 1, pending: false, deleted: false, fields };
}

export const noteFields = (text: string): RowOf<'note'> => ({
  ref: deal().ref,
  refKey: 'k',
  recordName: 'Marlow Foods',
  text,
  author: 'local',
  createdAt: NOON,
  editedAt: null,
  editedBy: null,
  kind: 'note',
  prompt: null,
  conflicts: [],
});

let count = 0;
export const newDb = () => new SidelineDb(`components-${count++}`, { indexedDB: new IDBFactory(), IDBKeyRange });

/** Puts a row where the background would: as little of it as the pages read. */
export async function putRow(db: SidelineDb, id: string, text: string, deleted = false) {
  const row: Row = {
    id,
    collection: 'note',
    scope: 'u:local',
    deleted,
    fields: { text },
    refKey: 'k',
    rev: 0,
    version: 0,
    pending: 1,
    shadow: null,
  };
  await db.rows.put(row);
}

export interface Sent {
  name: Name;
  input: Record<string, unknown>;
}
type Answer = unknown;
/** What a handler throws to answer with this code. */
export class Refusal extends Error {}

/**
 * A background for pages: it keeps drafts as the real one does, and answers what a test says.
 * @returns every message sent, in order.
 */
export function background(db: SidelineDb, handlers: { [N in Name]?: (input: In<N>) => Answer | Promise<Answer> } = {}): Sent[] {
  const sent: Sent[] = [];
  const usual: Record<string, (input: never) => Answer> = {
    'draft.keep': ({ key, ...draft }: In<'draft.keep'>) => keepDraft(db, key, draft, NOON),
    'note.save': ({ id }: In<'note.save'>) => ({ id }),
    'reply.save': ({ id }: In<'reply.save'>) => ({ id }),
  };
  vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockImplementation((async (message: Sent) => {
    sent.push(structuredClone(message));
    const handler = (handlers[message.name] ?? usual[message.name]) as ((input: unknown) => Answer) | undefined;
    try {
      return { ok: true, value: (await handler?.(message.input)) ?? null };
    } catch (error) {
      if (error instanceof Refusal) return { ok: false, code: error.message, detail: '' };
      throw error;
    }
  }) as never);
  return sent;
}

export const named = (sent: readonly Sent[], name: Name) => sent.filter((message) => message.name === name).map((message) => message.input);

// What happy-dom lacks: fields that grow with their text listen for fonts.
if (!('fonts' in document)) Object.defineProperty(document, 'fonts', { value: new EventTarget() });

// An editor that went keeps its draft all the same: no test may hear of the one before it.
afterEach(async () => {
  cleanup();
  vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockImplementation((async () => ({
    ok: true,
    value: null,
  })) as never);
  window.dispatchEvent(new Event('pagehide'));
  await vi.waitFor(() => {
    const leaving = new Event('beforeunload', { cancelable: true });
    if (!window.dispatchEvent(leaving)) throw new Error('a draft is still on its way');
  });
});

/** Draws something of the panel, the workspace or the settings, with a store around it. */
export function show(content: ReactNode, db: SidelineDb) {
  const client = new QueryClient({ defaultOptions: { queries: { networkMode: 'always' } } });
  const inside = (node: ReactNode) => (
    <MantineProvider env="test">
      <QueryClientProvider client={client}>
        <StoreProvider value={db}>{node}</StoreProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
  const drawn = render(inside(content));
  return { ...drawn, again: (node: ReactNode) => drawn.rerender(inside(node)) };
}
