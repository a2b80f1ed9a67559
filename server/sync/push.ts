import type {
  PushRequest,
  PushResponse,
  PushResult,
  StoredResult,
} from '../../lib/sync/protocol.ts';
import type { Context } from '../store/context.ts';
import { insertMany } from '../store/insert.ts';
import type { Store, Touched } from '../store/store.ts';
import type { Tx } from '../store/tables.ts';
import { hideHistory } from './past.ts';
import { chunks, type Locked, lockOrg, writeRows } from './rows.ts';
import { singleKeysWritten } from './singles.ts';
import type { Work } from './state.ts';
import { computeWork, PUSH_PAIRS } from './work.ts';

/** True if something that the decisions depend on changed before the lock was held (P3). */
async function isOutdated(
  tx: Tx,
  work: Work,
  locked: Locked,
  clientId: string,
  at: number,
): Promise<boolean> {
  if (locked.orgVersion === work.orgVersion) return false;
  if (locked.people !== work.people) return true;
  // A note moves together with its children: a child may have been added meanwhile.
  const movesRows = [...work.changes.values()].some(
    ({ before, after }) => before !== null && before.scope !== after.scope,
  );
  if (movesRows || work.addsNumbers) return true;
  if (await isSingleAdded(tx, work, at)) return true;
  const { org, user } = work.who;
  const client = await tx
    .selectFrom('client')
    .select('last_seq')
    .where('org_id', '=', org)
    .where('user_id', '=', user)
    .where('id', '=', clientId)
    .executeTakeFirst();
  if ((client?.last_seq ?? 0) !== work.seqBefore) return true;
  const ids = [...new Set([...work.read.keys(), ...work.changes.keys()])];
  const current = new Map<string, number>();
  for (const chunk of chunks(ids))
    for (const row of await tx
      .selectFrom('row')
      .select(['id', 'version'])
      .where('org_id', '=', org)
      .where('id', 'in', chunk)
      .execute())
      current.set(row.id, row.version);
  const readVersion = (id: string) =>
    work.read.get(id) ?? work.changes.get(id)?.before?.version ?? 0;
  return ids.some((id) => (current.get(id) ?? 0) !== readVersion(id));
}

/** True if another push stored a row of which one is enough, and which this push adds. */
async function isSingleAdded(tx: Tx, work: Work, at: number): Promise<boolean> {
  if (work.addedSingleKeys.size === 0) return false;
  const added = [...work.changes.values()].map(({ after }) => after);
  const written = await singleKeysWritten(tx, work.who, added, at);
  return [...work.addedSingleKeys].some((key) => written.has(key));
}

type Source = Pick<Work['results'][number], 'source'>;

const isDecided = ({ source }: Source) => source === 'decided';

interface Decided {
  work: Work;
  results: readonly KeyedResult[];
  /** The organisation's version before the push. */
  orgVersion: number;
  clientId: string;
  at: number;
}

/** Stores the effects of a push. The caller holds the lock. */
async function storeWork(
  tx: Tx,
  { work, results, orgVersion, clientId, at }: Decided,
): Promise<void> {
  const { org, user } = work.who;
  const changes = [...work.changes.values()].map(({ before, after }) => ({
    before,
    after: { ...after, version: orgVersion + after.version },
  }));
  await writeRows(tx, org, changes, at);
  await hideHistory(tx, org, [...work.hiddenHistory.values()]);
  const revisions = work.revisions.map(({ version, ...revision }) => ({
    ...{ ...revision, version: orgVersion + version },
  }));
  await insertMany(tx, 'revision', revisions);
  const decided = results.filter(isDecided).map(({ seq, key, result }) => ({
    org_id: org,
    mutation_id: key,
    client_id: clientId,
    seq,
    result: JSON.stringify(result),
    at,
  }));
  await insertMany(tx, 'mutation_result', decided);
  // The response got lost and may get lost again: the retention of the result counts from now.
  const repeated = results.filter(({ source }) => source === 'repeated').map(({ key }) => key);
  for (const chunk of chunks(repeated))
    await tx
      .updateTable('mutation_result')
      .set({ at })
      .where('org_id', '=', org)
      .where('mutation_id', 'in', chunk)
      .execute();
  await tx
    .insertInto('client')
    .values({ org_id: org, id: clientId, user_id: user, last_seq: work.lastSeq, seen_at: at })
    .onConflict((conflict) =>
      conflict
        .columns(['org_id', 'user_id', 'id'])
        .doUpdateSet({ last_seq: work.lastSeq, seen_at: at }),
    )
    .execute();
}

/** A result whose version counts from 1, with its final version. */
function withVersion(result: PushResult['result'], orgVersion: number): PushResult['result'] {
  const final = (stored: StoredResult): StoredResult =>
    'version' in stored ? { ...stored, version: orgVersion + stored.version } : stored;
  if (result.kind === 'gap') return result;
  if (result.kind === 'skipped')
    return { ...result, result: result.result && final(result.result) };
  return final(result);
}

type KeyedResult = PushResult & Pick<Work['results'][number], 'key' | 'source'>;

/** The results with their final versions. */
function resultsOf(work: Work, orgVersion: number): KeyedResult[] {
  return work.results.map(({ seq, key, result, source, isVersionRelative }) => ({
    seq,
    key,
    source,
    result: isVersionRelative ? withVersion(result, orgVersion) : result,
  }));
}

/** The results as they are sent. */
const wire = (results: readonly PushResult[]): PushResult[] =>
  results.map(({ seq, result }) => ({ seq, result }));

/**
 * The response to a push, and the scopes it changed: readers of other scopes have nothing to pull.
 */
export interface Pushed extends PushResponse {
  touched: Touched;
  /** Rows that were written or whose change was refused now, and pairs of words compared. */
  cost: { rows: number; pairs: number };
}

function costOf(work: Work): Pushed['cost'] {
  const decided = work.results.filter(isDecided).length;
  return { rows: Math.max(decided, work.versionCount), pairs: PUSH_PAIRS - work.budget.pairs };
}

/**
 * Applies a client's changes in order, in one transaction, with one result each (P4). It throws
 * only for faults where a retry can help. Everything is decided first. Then the organisation's row
 * is locked, and the decisions are made again if their rows changed meanwhile (P3).
 * @param at Unix ms of arrival.
 */
export async function push(
  store: Store,
  sender: Context,
  request: PushRequest,
  at: number,
): Promise<Pushed> {
  return store.within(sender.org, async (tx) => {
    let work = await computeWork(tx, sender, request, at);
    // Repeated mutations change no row, but their results are stored for longer.
    if (work.results.every(({ source }) => source === 'gap'))
      return {
        epoch: work.epoch,
        version: work.orgVersion,
        answers: wire(resultsOf(work, work.orgVersion)),
        touched: { from: work.orgVersion, scopes: [] },
        cost: costOf(work),
      };
    let locked = await lockOrg(tx, work.who.org, work.versionCount);
    if (await isOutdated(tx, work, locked, request.clientId, at)) {
      const taken = work.versionCount;
      work = await computeWork(tx, sender, request, at);
      locked = {
        ...(await lockOrg(tx, work.who.org, work.versionCount - taken)),
        orgVersion: locked.orgVersion,
      };
    }
    const { orgVersion } = locked;
    const results = resultsOf(work, orgVersion);
    await storeWork(tx, { work, results, orgVersion, clientId: request.clientId, at });
    const scopes = [
      ...new Set(
        [...work.changes.values()].flatMap(({ before, after }) =>
          before ? [before.scope, after.scope] : [after.scope],
        ),
      ),
    ];
    return {
      epoch: locked.epoch,
      version: orgVersion + work.versionCount,
      answers: wire(results),
      touched: { from: orgVersion, scopes },
      cost: costOf(work),
    };
  });
}
