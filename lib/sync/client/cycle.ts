import type { Mutation } from '../../model/index.ts';
import { getMeta, type SidelineDb } from '../../store/index.ts';
import { applyPull, settle, type Verdict } from '../../store/write.ts';
import { type Answer, PROTO, PUSH_LIMIT, PullResponse, PushResponse, SCHEMA } from '../protocol.ts';
import { request, type ServerClient } from './http.ts';

/** A push stays well under the server's body limit, in characters of JSON. */
const PUSH_CHARS = 2_000_000;

export interface CycleDeps {
  db: SidelineDb;
  client: ServerClient;
  now(): number;
}

function batchOf(waiting: readonly Mutation[]): Mutation[] {
  const batch: Mutation[] = [];
  let size = 0;
  for (const mutation of waiting) {
    size += JSON.stringify(mutation).length;
    if (batch.length > 0 && (size > PUSH_CHARS || batch.length >= PUSH_LIMIT)) break;
    batch.push(mutation);
  }
  return batch;
}

/** What an answer means for the change it is about. */
export function verdictOf(answer: Answer['result']): Verdict {
  const result = answer.kind === 'skipped' ? answer.result : answer;
  if (result === null) return { kind: 'again' };
  if (result.kind === 'ok') return { kind: 'done', version: result.version, rev: result.rev };
  if (result.kind === 'conflict') return { kind: 'dropped' };
  return result.kind === 'rejected' ? { kind: 'refused', code: result.code } : { kind: 'again' };
}

/** Sends what waits, oldest first. @returns how many changes were answered. */
async function pushAll({ db, client, now }: CycleDeps): Promise<number> {
  const clientId = await getMeta(db, 'clientId');
  if (!clientId) throw new Error('this database has no client id');
  let answered = 0;
  let gaps = 0;
  for (;;) {
    const batch = batchOf(await db.outbox.orderBy('seq').limit(PUSH_LIMIT).toArray());
    if (batch.length === 0) return answered;
    const mutations = batch.map(({ seq, id, op, collection, rowId, base, scope, patch }) => ({
      seq,
      id,
      op,
      collection,
      rowId,
      base,
      patch,
      ...(scope === undefined ? {} : { scope }),
    }));
    const { value } = await request(client, 'POST', '/sync/push', { proto: PROTO, schema: SCHEMA, clientId, mutations }, PushResponse);
    let progress = 0;
    const gap = value.answers.find((answer) => answer.result.kind === 'gap')?.result;
    for (const answer of value.answers) {
      const mutation = batch.find((item) => item.seq === answer.seq);
      const verdict = verdictOf(answer.result);
      if (!mutation || verdict.kind === 'again') continue;
      await settle(db, mutation, verdict, now());
      progress += 1;
    }
    answered += progress;
    // After the answered ones are out, the rest is numbered as the server expects it. Twice in a row without progress is a fault.
    if (gap?.kind === 'gap') await renumber(db, gap.expected);
    gaps = progress > 0 ? 0 : gaps + 1;
    if (progress === 0 && (gap?.kind !== 'gap' || gaps > 2)) return answered;
  }
}

/** The server expects another number (it was restored from a backup): waiting changes are numbered anew, their ids keep them single. */
async function renumber(db: SidelineDb, expected: number): Promise<void> {
  await db.transaction('rw', db.outbox, db.meta, async () => {
    const waiting = await db.outbox.orderBy('seq').toArray();
    if (waiting[0]?.seq === expected) return;
    await db.outbox.clear();
    await db.outbox.bulkAdd(waiting.map((mutation, index) => ({ ...mutation, seq: expected + index })));
    await db.meta.put({ key: 'seq', value: expected + waiting.length - 1 });
  });
}

/** `moved`: the person gained or lost a scope, so somebody's team or manager changed. */
async function pullAll({ db, client }: CycleDeps): Promise<{ pulled: number; moved: boolean }> {
  let pulled = 0;
  let moved = false;
  for (;;) {
    const scopes = (await getMeta(db, 'cursors')) ?? {};
    const { value } = await request(client, 'POST', '/sync/pull', { proto: PROTO, schema: SCHEMA, scopes }, PullResponse);
    await applyPull(db, value);
    pulled += value.rows.length + value.gone.length;
    moved ||= value.newScopes.length + value.dropScopes.length > 0;
    if (!value.more) return { pulled, moved };
  }
}

/** One round: push, then pull until nothing is left. Safe to stop anywhere and to repeat. @throws ServerError */
export async function cycle(deps: CycleDeps): Promise<{ pushed: number; pulled: number; moved: boolean }> {
  const pushed = await pushAll(deps);
  return { pushed, ...(await pullAll(deps)) };
}

/** Wait before try number `failures` (1 is the first failure): full jitter, 1 s doubling to 5 minutes. @param random 0 ≤ random < 1. @returns ms. */
export function backoff(failures: number, random: number): number {
  // AWS Architecture Blog, “Exponential Backoff And Jitter” (2015): full jitter spreads the load best.
  return Math.round(random * Math.min(300_000, 1000 * 2 ** Math.min(failures, 20)));
}
