import type { IdSource, Mutation } from '../../model/index.ts';
import { getMeta, type SidelineDb } from '../../store/index.ts';
import {
  acknowledge,
  type CompletedMutation,
  type MutationResult,
  resyncAfterRestore,
} from '../../store/write.ts';
import { PUSH_LIMIT, PUSH_VALUES, PushResponse, type PushResult } from '../protocol.ts';
import { type ServerClient, ServerError } from './http.ts';
import { ask } from './protocolVersion.ts';

/** A push stays well under the server's body limit, in characters of JSON. */
const PUSH_CHARS = 2_000_000;
/**
 * How many responses in a row may report a sequence gap and no final result; one more ends the
 * round.
 */
const MAX_GAPS_IN_A_ROW = 2;

export interface SyncRoundDeps {
  db: SidelineDb;
  client: ServerClient;
  now(): number;
  ids: IdSource;
  /** The most changes in one push: PUSH_LIMIT unless given, and never more. */
  pushLimit?: number;
  /** The most pages of one pull: MOST_PAGES unless given. */
  mostPages?: number;
}

/** The values in a value, names of fields counted. */
function valuesIn(value: unknown): number {
  if (value === null || typeof value !== 'object') return 1;
  const names = Array.isArray(value) ? 0 : 1;
  return Object.values(value).reduce<number>((sum, item) => sum + names + valuesIn(item), 1);
}

/** As many of the waiting changes as one push holds, in their order. */
export function batchOf(waiting: readonly Mutation[]): Mutation[] {
  const batch: Mutation[] = [];
  let [size, values] = [0, 0];
  for (const mutation of waiting) {
    size += JSON.stringify(mutation).length;
    values += valuesIn(mutation);
    const isFull = size > PUSH_CHARS || values > PUSH_VALUES || batch.length >= PUSH_LIMIT;
    if (batch.length > 0 && isFull) break;
    batch.push(mutation);
  }
  return batch;
}

/**
 * What the device does with a change after the server's result. `done`: applied, with the row's new
 * version. `superseded`: a conflict. `rejected`: for good; the person sees it, unless Sideline made
 * the change by itself. `again`: stays in the outbox for a later push, after a `gap`. The result
 * `skipped` means that the server had decided the change before. It repeats that result; if it has
 * none, the change is sent again.
 */
export function resultOf(sent: PushResult['result']): MutationResult {
  const result = sent.kind === 'skipped' ? sent.result : sent;
  if (result === null) return { kind: 'again' };
  if (result.kind === 'ok')
    return { kind: 'done', version: result.version, rev: result.rev, ...stampedIn(result) };
  if (result.kind === 'merged')
    return {
      kind: 'done',
      version: result.version,
      rev: result.rev,
      text: result.text,
      ...stampedIn(result),
    };
  // The server has both texts on the row, and the next pull brings them: the outbox does not need
  // this one any longer.
  if (result.kind === 'conflict') return { kind: 'superseded' };
  return result.kind === 'rejected' ? { kind: 'rejected', code: result.code } : { kind: 'again' };
}

function stampedIn({ stamped }: { stamped?: Record<string, unknown> | undefined }) {
  return stamped === undefined ? {} : { stamped };
}

/** The fields of a change that the protocol has: the outbox stores more. */
const wireMutation = ({
  seq,
  id,
  op,
  collection,
  rowId,
  base,
  after, // id of the earlier mutation that this one builds on
  seen,
  scope,
  patch,
  lists,
  maps,
}: Mutation): Mutation => ({
  seq,
  id,
  op,
  collection,
  rowId,
  base,
  patch,
  ...(after === undefined ? {} : { after }),
  ...(seen === undefined ? {} : { seen }),
  ...(scope === undefined ? {} : { scope }),
  ...(lists === undefined ? {} : { lists }),
  ...(maps === undefined ? {} : { maps }),
});

/** A push on its way. */
interface Push {
  batch: Mutation[];
  response: Promise<PushResponse>;
}

const NO_RESULTS: PushResponse = { epoch: '', version: 0, answers: [] };

/** Sends the changes after a sequence number, as many as one push holds. */
async function send(deps: SyncRoundDeps, afterSeq: number): Promise<Push> {
  const [clientId, epoch] = [await getMeta(deps.db, 'clientId'), await getMeta(deps.db, 'epoch')];
  if (!clientId) throw new Error('this database has no client id');
  const batch = batchOf(
    await deps.db.outbox
      .where('seq')
      .above(afterSeq)
      .limit(deps.pushLimit ?? PUSH_LIMIT)
      .toArray(),
  );
  if (batch.length === 0) return { batch, response: Promise.resolve(NO_RESULTS) };
  const mutations = batch.map(wireMutation);
  const now = deps.now();
  const input = { clientId, ...(epoch === undefined ? {} : { epoch }), now, mutations };
  return { batch, response: ask(deps.client, '/sync/push', input, PushResponse) };
}

/** Pairs each final result with the change that it is about. */
function completedIn(batch: readonly Mutation[], { answers }: PushResponse): CompletedMutation[] {
  const bySeq = new Map(batch.map((mutation) => [mutation.seq, mutation]));
  return answers.flatMap((item) => {
    const mutation = bySeq.get(item.seq);
    const result = resultOf(item.result);
    return mutation && result.kind !== 'again' ? [{ mutation, result }] : [];
  });
}

/** The number that the server waits for, where it reported a gap; else null. */
function expectedSeq({ answers }: PushResponse): number | null {
  const gap = answers.find(({ result }) => result.kind === 'gap')?.result;
  return gap?.kind === 'gap' ? gap.expected : null;
}

/**
 * Sends the next batch before the results of the current one are stored. Returns null if the next
 * batch may still change: a change of this batch has no final result, or the server's epoch is new.
 * Also null if nothing is left to send. If storing the results fails, a later round sends both
 * batches again and the server skips what it has applied.
 */
async function sendAhead(
  deps: SyncRoundDeps,
  batch: readonly Mutation[],
  completed: readonly CompletedMutation[],
  response: PushResponse,
): Promise<Push | null> {
  const isComplete = completed.length === batch.length;
  if (!isComplete || (await getMeta(deps.db, 'epoch')) !== response.epoch) return null;
  const push = await send(deps, batch.at(-1)?.seq ?? 0);
  // Prevents an unhandled rejection if pushAll ends before it awaits this response.
  push.response.catch(() => {});
  return push.batch.length > 0 ? push : null;
}

/** What one push led to. `nothing`: no final result, no gap, and no other server state. */
type Progress = 'completed' | 'gap' | 'restored' | 'nothing';

interface Exchange {
  /** The number of changes with a final result, and of the rejected ones among them. */
  completed: number;
  rejected: number;
  progress: Progress;
  /** The next push, if it was sent already. */
  ahead: Push | null;
}

/** Awaits the response to a push and stores its results. */
async function finish(deps: SyncRoundDeps, { batch, response }: Push): Promise<Exchange> {
  const { db } = deps;
  const received = await response;
  const completed = completedIn(batch, received);
  const ahead = await sendAhead(deps, batch, completed, received);
  const rejected = completed.filter(({ result }) => result.kind === 'rejected').length;
  if (completed.length > 0) {
    const isComplete = completed.length === received.answers.length;
    await acknowledge(db, completed, deps.now(), isComplete ? received : null);
  }
  // If the server was restored from a backup, queue again what it had acknowledged. This has to
  // come after acknowledge(), so that it includes the results just stored.
  if (await resyncAfterRestore(db, received.epoch, deps.ids.next()))
    return { completed: completed.length, rejected, progress: 'restored', ahead };
  // Completed changes are out of the outbox, so the others can take the expected numbers.
  const expected = expectedSeq(received);
  if (expected !== null) await renumber(db, expected);
  if (completed.length > 0)
    return { completed: completed.length, rejected, progress: 'completed', ahead };
  return { completed: 0, rejected, progress: expected === null ? 'nothing' : 'gap', ahead };
}

/** Decides after each push whether another one follows in the same round. */
class PushPolicy {
  #gapsInARow = 0;
  #hasResynced = false;

  /** @throws ServerError if the server was restored twice in one round. */
  mayContinueAfter(progress: Progress): boolean {
    if (progress === 'nothing') return false;
    if (progress === 'restored') {
      // A second restore in one round: requests alternate between two servers behind one URL. Stop
      // here; a later round tries again.
      if (this.#hasResynced)
        throw new ServerError('unexpected', true, 'the server changes from response to response');
      this.#hasResynced = true;
      return true;
    }
    this.#gapsInARow = progress === 'gap' ? this.#gapsInARow + 1 : 0;
    return this.#gapsInARow <= MAX_GAPS_IN_A_ROW;
  }
}

/**
 * Sends waiting changes, oldest first.
 * @returns how many of them got a final result, and how many of these were rejected.
 */
export async function pushAll(deps: SyncRoundDeps): Promise<{ pushed: number; rejected: number }> {
  const policy = new PushPolicy();
  const total = { pushed: 0, rejected: 0 };
  let push = await send(deps, 0);
  while (push.batch.length > 0) {
    const { completed, rejected, progress, ahead } = await finish(deps, push);
    total.pushed += completed;
    total.rejected += rejected;
    if (!policy.mayContinueAfter(progress)) break;
    push = ahead ?? (await send(deps, 0));
  }
  return total;
}

/**
 * Numbers the waiting changes from the number that the server expects (it was restored from a
 * backup). Their ids stay, so that none is applied twice.
 */
async function renumber(db: SidelineDb, expected: number): Promise<void> {
  await db.transaction('rw', db.outbox, db.meta, async () => {
    const waiting = await db.outbox.orderBy('seq').toArray();
    if (waiting[0]?.seq === expected) return;
    await db.outbox.clear();
    await db.outbox.bulkAdd(
      waiting.map((mutation, index) => ({ ...mutation, seq: expected + index })),
    );
    await db.meta.put({ key: 'seq', value: expected + waiting.length - 1 });
  });
}
