import { type FormerPairs, scopes } from '../../lib/model/index.ts';
import { type Context, currentMembership } from '../store/context.ts';
import type { Tx } from '../store/tables.ts';
import { loadRows } from '../sync/rows.ts';
import { addJob, movedSoFar } from './departureJobs.ts';
import { depart, finishInTime, usualBatches } from './departures.ts';
import { countNotes } from './noteCounts.ts';
import { memberIn, type PeopleDeps, PeopleError } from './people.ts';

async function managerOf(tx: Tx, org: string, rep: string): Promise<string | null> {
  const row = await tx
    .selectFrom('member')
    .innerJoin('team', (join) =>
      join.onRef('team.id', '=', 'member.team').onRef('team.org_id', '=', 'member.org_id'),
    )
    .select('team.manager')
    .where('member.org_id', '=', org)
    .where('member.user_id', '=', rep)
    .executeTakeFirst();
  return row?.manager && row.manager !== rep ? row.manager : null;
}

function checkAccess(who: Context, rep: string): void {
  if (who.role !== 'admin' && who.user !== rep) throw new PeopleError('notAllowed');
}

/**
 * Former managers of a rep, each with the number of notes of the pair, which only the rep can read
 * now. For the rep and for administrators.
 */
export async function formerPairs(
  deps: PeopleDeps,
  who: Context,
  rep: string,
): Promise<FormerPairs> {
  checkAccess(who, rep);
  await memberIn(deps.db, who, rep);
  return deps.store.within(who.org, async (tx) => {
    const past = await tx
      .selectFrom('pairing')
      .select(['manager', 'since', 'until'])
      .where('org_id', '=', who.org)
      .where('rep', '=', rep)
      .where('until', 'is not', null)
      .execute();
    const pairs: FormerPairs['pairs'] = [];
    for (const { manager, since, until } of past) {
      const notes = await countNotes(tx, who.org, [scopes.pair(manager, rep)]);
      pairs.push({ manager, since, until: until ?? 0, notes });
    }
    return {
      manager: await managerOf(tx, who.org, rep),
      pairs: pairs.filter((pair) => pair.notes > 0),
    };
  });
}

/**
 * Moves the rows of a rep and a former manager to the present manager (D3, D7), but not what two
 * people said to each other and what the rep works on: the rep reads that as of a former pair, and
 * can share goals again. Only at the request of the rep or an administrator; the rep sees who did
 * it, when, and how many notes, once all are there. The new manager cannot read earlier versions of
 * the texts (T5).
 * @returns the number of moved notes; of very many, those that moved so far.
 */
export async function handOver(
  deps: PeopleDeps,
  who: Context,
  input: { rep: string; from: string; to?: string | undefined },
): Promise<{ notes: number }> {
  checkAccess(who, input.rep);
  const { store, batches = usualBatches } = deps;
  const { value: id, version } = await depart(store, who.org, batches, async (tx) => {
    checkAccess(await currentMembership(tx, who), input.rep);
    await memberIn(tx, who, input.rep);
    const to = await managerOf(tx, who.org, input.rep);
    const pair = await tx
      .selectFrom('pairing')
      .select('until')
      .where('org_id', '=', who.org)
      .where('manager', '=', input.from)
      .where('rep', '=', input.rep)
      .where('until', 'is not', null)
      .executeTakeFirst();
    if (!pair || to === null || to === input.from) throw new PeopleError('notFound');
    // The person confirmed this manager; the team may have another one by now.
    if (input.to !== undefined && input.to !== to) throw new PeopleError('notFound');
    const job = deps.ids.next();
    const { rep, from } = input;
    const step = { do: 'handOver', rep, from, to, by: who.user } as const;
    await addJob(tx, who.org, { id: job, at: deps.now(), steps: [step], pair: null });
    return job;
  });
  deps.poke(who.org, version);
  await finishInTime(deps, who.org);
  return store.within(who.org, async (tx) => {
    const said = (await loadRows(tx, who.org, [id])).get(id);
    return { notes: Number(said?.fields.notes ?? (await movedSoFar(tx, who.org, id))) };
  });
}
