// F23: a server that contradicts itself, on purpose or by mistake, keeps a device busy without end.

import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { freshSync, getMeta, SidelineDb } from '../../lib/store/index.ts';
import { putMeta } from '../../lib/store/write.ts';
import { request, type ServerError } from '../../lib/sync/client/index.ts';
import { afterFailure, waitOf } from '../../lib/sync/client/schedule.ts';
import { syncRound } from '../../lib/sync/client/syncRound.ts';

interface Page {
  epoch?: string;
  cursors: Record<string, string>;
  more?: boolean;
  reset?: string[];
  rows?: number;
}

let made = 0;
/** A round against a server whose n-th page is `page(n)`. @returns its error and the pages. */
async function round(page: (n: number) => Page, mostPages = 50) {
  made += 1;
  const db = new SidelineDb(`lying${made}`);
  await putMeta(db, 'clientId', 'c');
  let pages = 0;
  const fetch = async () => {
    pages += 1;
    const { rows = 1, ...rest } = page(pages);
    const number = pages;
    return Response.json({
      epoch: 'e',
      rows: Array.from({ length: rows }, (_, index) => ({
        id: `r${number}-${index}`,
        collection: 'note',
        scope: 'u:x',
        version: number,
        rev: 1,
        deleted: false,
        schema: 1,
        fields: { refKey: 'k', text: 'y' },
      })),
      gone: [],
      dropScopes: [],
      newScopes: [],
      reset: [],
      more: true,
      ...rest,
    });
  };
  let number = 0;
  const ids = { next: () => `id${++number}` };
  const client = { server: 'https://s.test', token: 't', fetch: fetch as never };
  const error = await syncRound({ db, client, now: () => 1, ids, mostPages }).then(
    () => null,
    (thrown: unknown) => thrown as ServerError,
  );
  return { error, pages, db };
}

describe('a server that', () => {
  it.each<[string, (n: number) => Page, number]>([
    ['always says “more”', (n) => ({ cursors: { 'u:x': `e:${n}` } }), 52],
    ['says “more” with the same cursors', () => ({ cursors: { 'u:x': 'e:1' } }), 4],
    ['names a scope like a part of every object', () => ({ cursors: { constructor: 'e:1' } }), 1],
    ['says “more” without a cursor', () => ({ cursors: {} }), 3],
    ['goes back', (n) => ({ cursors: { 'u:x': `e:${10 - n}` } }), 4],
    [
      'changes its epoch from page to page',
      (n) => ({ epoch: `e${n}`, cursors: { 'u:x': `e${n}:${n}` } }),
      8,
    ],
    [
      'alternates between two epochs and a third',
      (n) => ({ epoch: `e${n % 3}`, cursors: { 'u:x': `e${n % 3}:${n}` } }),
      8,
    ],
    [
      'starts a scope again and again',
      (n) => ({ cursors: { 'u:x': `e:${n}` }, reset: ['u:x'] }),
      8,
    ],
  ])('%s is given up on', async (_, page, most) => {
    const { error, pages } = await round(page);
    expect(error).toMatchObject({ code: 'implausible' });
    expect(pages).toBeLessThanOrEqual(most);
  });

  it('contradicts itself does not touch what is on the device from then on', async () => {
    const { db } = await round((n) => ({ cursors: { 'u:x': `e:${10 - n}` } }));
    expect(await db.rows.count()).toBe(1);
    expect(await getMeta(db, 'cursors')).toEqual({ 'u:x': 'e:9' });
  });

  it('sends many honest pages is pulled from to the end', async () => {
    const { error, pages, db } = await round((n) => ({
      cursors: { 'u:x': `e:${n}` },
      more: n < 40,
    }));
    expect(error).toBeNull();
    expect(pages).toBe(40);
    expect(await db.rows.count()).toBe(40);
  });

  it('answers without end is not read to the end', async () => {
    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        sent += 1;
        controller.enqueue(new Uint8Array(1_000_000));
      },
    });
    const fetch = async () => new Response(endless);
    const client = { server: 'https://s.test', token: null, fetch: fetch as never };
    await expect(request(client, 'GET', '/me', undefined, z.unknown())).rejects.toMatchObject({
      code: 'implausible',
    });
    expect(sent).toBeLessThan(70);
  });
});

it('the status says so, and the next attempt waits', () => {
  const failure = { code: 'implausible', retryAfter: null };
  const state = afterFailure(freshSync, failure, 1_000_000, 0);
  expect(state.problem).toBe('implausible');
  expect(waitOf(state, 1_000_000)).toBe(300_000);
});
