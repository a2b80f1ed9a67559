import { type Mutation, ruleOf } from '../../lib/model/index.ts';
import type { PushRequest, StoredResult } from '../../lib/sync/protocol.ts';
import { type Context, currentMembership } from '../store/context.ts';
import type { Tables, Tx } from '../store/tables.ts';
import { scopeOfNew } from './addressed.ts';
import { mayMove, withinMoves } from './moves.ts';
import { type Numbers, numbersUsed } from './numbers.ts';
import { lastSeq, madeBefore, priorResults, withoutLostTexts } from './prior.ts';
import { revisionsFor } from './revisions.ts';
import { chunks, loadRows } from './rows.ts';
import { singleKeysWritten } from './singles.ts';
import type { Stored } from './stored.ts';
import type { Revision } from './text.ts';

/** Everything that the decisions about a push depend on, besides the request itself. */
export interface PushData {
  /** The sender with the membership of now. */
  who: Context;
  org: Pick<Tables['org'], 'version' | 'epoch' | 'people'>;
  /** The mutations to decide. */
  mutations: readonly Mutation[];
  /** The mutations that the device sends again: one push moves so many children and no more. */
  postponed: readonly Mutation[];
  /** Notes with too many children to move. */
  tooManyChildren: ReadonlySet<string>;
  /** The sequence number of the last mutation that earlier pushes decided. */
  seqBefore: number;
  /** The rows that the mutations name, with the children of those that may move. */
  rows: ReadonlyMap<string, Stored>;
  /** Ids of the rows that the mutations name. */
  ids: readonly string[];
  /** Results of earlier pushes. */
  prior: ReadonlyMap<string, StoredResult>;
  /** The revisions that the mutations refer to, by row. */
  revisions: ReadonlyMap<string, readonly Revision[]>;
  /** Rows that may move, and in whose history somebody other than the sender has a text. */
  withOthersTexts: ReadonlySet<string>;
  /** Keys of rows of the person of which one is enough (singles.ts). */
  singleKeys: ReadonlySet<string>;
  /** The numbers in use where the push adds rows of a numbered collection (numbers.ts). */
  numbers: Numbers;
}

/** Loads what a push depends on. Only reads. */
export async function loadPushData(
  tx: Tx,
  sender: Context,
  request: PushRequest,
  at: number,
): Promise<PushData> {
  // First: what changes after this statement, another server's change of people too, makes the
  // versions differ once the lock is held.
  const org = await tx
    .selectFrom('org')
    .select(['version', 'epoch', 'people'])
    .where('id', '=', sender.org)
    .executeTakeFirstOrThrow();
  // The membership of now, not of the moment when the request began to arrive.
  const who = await withColleagues(tx, await currentMembership(tx, sender), request);
  // With revision numbers of a server that was restored since, nothing is applied, and the response
  // contains the present epoch.
  const isSameEpoch = request.epoch === undefined || request.epoch === org.epoch;
  const sent = isSameEpoch ? request.mutations : [];
  const seqBefore = await lastSeq(tx, who, request.clientId);
  const prior = await priorResults(tx, who, sent);
  const { mutations, postponed, tooManyChildren } = await withinMoves(tx, who, sent, prior);
  const ids = [...new Set(mutations.flatMap(idsOf))];
  const moved = new Set(
    mutations
      .filter((item) => mayMove(item) && !tooManyChildren.has(item.rowId))
      .map(({ rowId }) => rowId),
  );
  const rows = await loadRows(tx, who.org, ids, { of: [...moved], user: who.user });
  await withoutLostTexts(tx, who, mutations, rows, prior);
  await madeBefore(tx, who, mutations, rows, prior);
  const revisions = await revisionsFor(tx, who, { ...request, mutations: [...mutations] }, rows);
  const withOthersTexts = await rowsWithOthersTexts(tx, who, [...moved]);
  const added = mutations.map(({ collection, scope, patch }) => ({
    ...{ collection, scope: scopeOfNew(collection, patch, scope), parent: patch.parent },
  }));
  const singleKeys = await singleKeysWritten(tx, who, added, at);
  const numbers = await numbersUsed(tx, who, mutations);
  const found = { seqBefore, rows, ids, prior, revisions, withOthersTexts, singleKeys, numbers };
  return { who, org, mutations, postponed, tooManyChildren, ...found };
}

/** The membership, with the members of the own team where a change names one of them. */
async function withColleagues(tx: Tx, who: Context, { mutations }: PushRequest): Promise<Context> {
  const { team } = who;
  if (!team || !mutations.some(({ collection }) => ruleOf(collection)?.namesTeam)) return who;
  const members = await tx
    .selectFrom('member')
    .select('user_id')
    .where('org_id', '=', who.org)
    .where('team', '=', team.id)
    .execute();
  return { ...who, colleagues: members.map(({ user_id }) => user_id) };
}

/** The rows that a mutation names. */
function idsOf({ rowId, patch }: Mutation): string[] {
  return typeof patch.parent === 'string' ? [rowId, patch.parent] : [rowId];
}

/** The rows among some in whose history somebody other than the sender has a text. */
async function rowsWithOthersTexts(
  tx: Tx,
  who: Context,
  ids: readonly string[],
): Promise<Set<string>> {
  const found = new Set<string>();
  for (const chunk of chunks(ids))
    for (const { row_id } of await tx
      .selectFrom('revision')
      .select('row_id')
      .distinct()
      .where('org_id', '=', who.org)
      .where('row_id', 'in', chunk)
      .where('kind', '!=', 'fields')
      .where('author', '!=', who.user)
      .execute())
      found.add(row_id);
  return found;
}
