import type { IdSource, Mutation } from '../../model/index.ts';
import { getMeta, type SidelineDb } from '../../store/index.ts';
import {
  acknowledge,
  applyPull,
  cursorsAfter,
  type MutationResult,
  repair,
  resyncAfterRestore,
} from '../../store/write.ts';
import { type Answer, PUSH_LIMIT, PullResponse, PushResponse } from '../protocol.ts';
import { type ServerClient, ServerError } from './http.ts';
import { ask } from './protocolVersion.ts';

/** A push stays well under the server's body limit, in characters of JSON. */
const PUSH_CHARS = 2_000_000;

export interface CycleDeps {
  db: SidelineDb;
  client: ServerClient;
  now(): number;
  ids: IdSource;
  /** Changes in one push, PUSH_LIMIT at most and without it. */
  pushLimit?: number;
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
export function resultOf(answer: Answer['result']): MutationResult {
  const result = answer.kind === 'skipped' ? answer.result : answer;
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
  if (result.kind === 'conflict') return { kind: 'dropped' };
  return result.kind === 'rejected' ? { kind: 'refused', code: result.code } : { kind: 'again' };
}

function stampedIn({ stamped }: { stamped?: Record<string, unknown> | undefined }) {
  return stamped === undefined ? {} : { stamped };
}

const sent = ({
  seq,
  id,
  op,
  collection,
  rowId,
  base,
  after,
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

interface Sending {
  batch: Mutation[];
  answer: Promise<PushResponse>;
}

/** Sends the changes after a number, as many as one push holds. */
async function send(deps: CycleDeps, after: number): Promise<Sending> {
  const [clientId, epoch] = [await getMeta(deps.db, 'clientId'), await getMeta(deps.db, 'epoch')];
  if (!clientId) throw new Error('this database has no client id');
  const batch = batchOf(
    await deps.db.outbox
      .where('seq')
      .above(after)
      .limit(deps.pushLimit ?? PUSH_LIMIT)
      .toArray(),
  );
  const none = { epoch: '', version: 0, answers: [] };
  return {
    batch,
    answer:
      batch.length === 0
        ? Promise.resolve(none)
        : ask(
            deps.client,
            '/sync/push',
            { clientId, ...(epoch === undefined ? {} : { epoch }), mutations: batch.map(sent) },
            PushResponse,
          ),
  };
}

/** Sends what waits, oldest first. @returns how many changes were answered. */
async function pushAll(deps: CycleDeps): Promise<number> {
  const { db, now } = deps;
  let answered = 0;
  let gaps = 0;
  let again = false;
  let ahead: Sending | null = null;
  for (;;) {
    const { batch, answer }: Sending = ahead ?? (await send(deps, 0));
    ahead = null;
    if (batch.length === 0) return answered;
    const value: PushResponse = await answer;
    const bySeq = new Map(batch.map((mutation) => [mutation.seq, mutation]));
    const said = value.answers.flatMap((answer) => {
      const mutation = bySeq.get(answer.seq);
      const result = resultOf(answer.result);
      return mutation && result.kind !== 'again' ? [{ mutation, result }] : [];
    });
    // The next push is on its way while this one's answers are written, unless they change what is to be sent. If writing fails, it is sent again.
    if (said.length === batch.length && (await getMeta(db, 'epoch')) === value.epoch) {
      const next = await send(deps, batch.at(-1)?.seq ?? 0);
      next.answer.catch(() => {});
      if (next.batch.length > 0) ahead = next;
    }
    if (said.length > 0)
      await acknowledge(db, said, now(), said.length === value.answers.length ? value : null);
    answered += said.length;
    // Restored from a backup: what it had acknowledged is offered again, after the answers to this push are in.
    if (await resyncAfterRestore(db, value.epoch, deps.ids.next())) {
      // Twice in one round: two servers take turns behind one address. Later it will be one.
      if (again)
        throw new ServerError('unexpected', true, 'the server changes from one answer to the next');
      again = true;
      continue;
    }
    const gap = value.answers.find((answer) => answer.result.kind === 'gap')?.result;
    // After the answered ones are out, the rest is numbered as the server expects it. Twice in a row without progress is a fault.
    if (gap?.kind === 'gap') await renumber(db, gap.expected);
    gaps = said.length > 0 ? 0 : gaps + 1;
    if (said.length === 0 && (gap?.kind !== 'gap' || gaps > 2)) return answered;
  }
}

/** The server expects another number (it was restored from a backup): waiting changes are numbered anew, their ids keep them single. */
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

interface Pulled {
  pulled: number;
  /** The person gained or lost a scope, so somebody's team or manager changed. */
  moved: boolean;
  /** The server was restored from a backup: what it lost has to be pushed before this round is over. */
  restored: boolean;
}

async function pullAll(deps: CycleDeps): Promise<Pulled> {
  const { db, ids } = deps;
  const result: Pulled = { pulled: 0, moved: false, restored: false };
  const page = (scopes: Record<string, string>) =>
    ask(deps.client, '/sync/pull', { scopes }, PullResponse);
  let repaired = false;
  let ahead: Promise<PullResponse> | null = null;
  for (;;) {
    const scopes = (await getMeta(db, 'cursors')) ?? {};
    const value: PullResponse = await (ahead ?? page(scopes));
    ahead = null;
    const anew = await resyncAfterRestore(db, value.epoch, ids.next());
    result.restored ||= anew;
    if (value.more && !anew) {
      // The next page is on its way while this one is written; if writing fails, nobody waits for it.
      ahead = page(cursorsAfter(scopes, value));
      ahead.catch(() => {});
    }
    await applyPull(db, value);
    result.pulled += value.rows.length + value.gone.length;
    result.moved ||= value.newScopes.length + value.dropScopes.length > 0;
    if (value.more) continue;
    // Once a round: a scope that is still wrong after it came anew is the server's fault, and the next round tells.
    if (repaired || !value.check || (await repair(db, value.check)).length === 0) return result;
    repaired = true;
  }
}

/** One round: push, then pull until nothing is left. Safe to stop anywhere and to repeat. @throws ServerError */
export async function cycle(
  deps: CycleDeps,
): Promise<{ pushed: number; pulled: number; moved: boolean }> {
  const pushed = await pushAll(deps);
  const first = await pullAll(deps);
  if (!first.restored) return { pushed, pulled: first.pulled, moved: first.moved };
  const more = await pushAll(deps);
  const second = await pullAll(deps);
  return { pushed: pushed + more, pulled: first.pulled + second.pulled, moved: true };
}
