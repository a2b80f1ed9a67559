import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addToSum, emptySum, keyedId, type ScopeSum } from '../../lib/model/index.ts';
import { personData } from '../../server/ops/person.ts';
import { tidy } from '../../server/ops/retention.ts';
import { handOver } from '../../server/people/handover.ts';
import { addTeam, setMember } from '../../server/people/people.ts';
import { removeMember } from '../../server/people/removal.ts';
import { Client } from '../helpers/client.ts';
import {
  context,
  organisation,
  startServer,
  storeKinds,
  type TestServer,
} from '../helpers/server.ts';

const DEAL = 'odoo/t/deal/1';

/** What the server does with keyed rows on its own account (D7). */
describe.each(storeKinds)('keyed rows as people move, on %s', (kind) => {
  let server: TestServer;
  let acme: Awaited<ReturnType<typeof organisation>>;
  let [boss, rep, erik] = ['', '', ''];
  let [old, next] = ['', ''];
  let run = 0;
  beforeAll(async () => {
    server = await startServer(kind);
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    acme = await organisation(server.people, `acme${++run}`, 2);
    boss = acme.boss;
    [rep = '', erik = ''] = acme.reps;
    [old, next] = [`p:${boss}:${rep}`, `p:${erik}:${rep}`];
  });

  const admin = () => context(server.people, boss);
  const as = (user: string) => new Client(server, user);
  const fact = (field: string, value: string) => ({ refKey: DEAL, field, value });
  const factId = (scope: string, field: string) =>
    keyedId(acme.org, scope, 'typedFact', [DEAL, field]);
  const all = () =>
    server.store.within(acme.org, (tx) =>
      tx.selectFrom('row').selectAll().where('org_id', '=', acme.org).orderBy('version').execute(),
    );
  const one = async (id: string) => {
    const row = (await all()).find((item) => item.id === id);
    return row && { ...row, fields: JSON.parse(row.fields) as Record<string, unknown> };
  };
  /** L3: the sums that are kept are those of what is there. */
  const expectSums = async () => {
    const sums: Record<string, ScopeSum> = {};
    for (const row of await all()) {
      if (!row.deleted)
        sums[row.scope] = addToSum(sums[row.scope] ?? emptySum, row.id, row.version, 1);
    }
    const kept = await server.store.within(acme.org, (tx) =>
      tx
        .selectFrom('scope_sum')
        .selectAll()
        .where('org_id', '=', acme.org)
        .where('count', '>', 0)
        .execute(),
    );
    expect(
      Object.fromEntries(kept.map(({ scope, count, hash }) => [scope, { count, hash }])),
    ).toEqual(sums);
  };
  const moveRep = async () => {
    const north = await addTeam(server.people, await admin(), { name: 'North', manager: erik });
    await setMember(server.people, await admin(), rep, { team: north });
  };
  const hand = async () =>
    handOver(server.people, await context(server.people, rep), { rep, from: boss });

  it('a handover makes a row under the new pair’s key, and the old one goes', async () => {
    const reader = as(rep);
    await as(rep).put('typedFact', old, fact('amount', '500'));
    await as(boss).put('typedFact', old, { ...fact('amount', '700'), at: 900 });
    await as(rep).put('profile', old, { member: rep, focus: 'closing', author: rep });
    await reader.pull();
    await moveRep();
    await hand();
    expect(await one(factId(old, 'amount'))).toMatchObject({ deleted: 1, scope: old, fields: {} });
    const moved = { value: '700', author: rep, editedBy: boss, at: 900 };
    expect(await one(factId(next, 'amount'))).toMatchObject({
      deleted: 0,
      scope: next,
      author: rep,
      fields: moved,
    });
    expect(await one(keyedId(acme.org, next, 'profile', [rep]))).toMatchObject({
      deleted: 0,
      fields: { focus: 'closing' },
    });
    await expectSums();
    const seen = await reader.pull();
    expect(seen.gone).toEqual([]);
    const facts = seen.rows
      .filter((row) => row.collection === 'typedFact')
      .map(({ id, deleted }) => [id, deleted]);
    expect(new Map(facts as [string, boolean][])).toEqual(
      new Map([
        [factId(old, 'amount'), true],
        [factId(next, 'amount'), false],
      ]),
    );
    expect(
      (await as(erik).all()).find((row) => row.id === factId(next, 'amount'))?.fields.value,
    ).toBe('700');
    expect(
      (await as(erik).put('typedFact', next, fact('amount', '900'))).result?.kind,
      'and is changed there',
    ).toBe('ok');
  });

  it('one that is there already stands, and one that was deleted there comes back', async () => {
    for (const field of ['amount', 'stage'])
      await as(rep).put('typedFact', old, fact(field, 'old'));
    await moveRep();
    for (const field of ['amount', 'stage'])
      await as(erik).put('typedFact', next, fact(field, 'new'));
    await as(erik).one({ op: 'delete', collection: 'typedFact', rowId: factId(next, 'stage') });
    await hand();
    expect(await one(factId(next, 'amount'))).toMatchObject({
      deleted: 0,
      author: erik,
      fields: { value: 'new' },
    });
    expect(await one(factId(next, 'stage'))).toMatchObject({
      deleted: 0,
      author: rep,
      fields: { value: 'old' },
    });
    for (const field of ['amount', 'stage'])
      expect((await one(factId(old, field)))?.deleted).toBe(1);
    await expectSums();
  });

  it('a handover says nothing anew: what somebody said later for themselves still counts, and history goes along', async () => {
    await as(rep).put('typedFact', old, fact('amount', '500'));
    await as(boss).put('typedFact', old, fact('amount', '700'));
    await as(rep).put('typedFact', `u:${rep}`, fact('amount', '900'));
    await as(rep).put('typedFact', `u:${rep}`, fact('stage', 'first'));
    await as(rep).put('typedFact', old, fact('stage', 'then'));
    await moveRep();
    await hand();
    const version = async (scope: string, field: string) =>
      (await one(factId(scope, field)))?.version ?? 0;
    expect(await version(`u:${rep}`, 'amount')).toBeGreaterThan(await version(next, 'amount'));
    expect(await version(next, 'stage')).toBeGreaterThan(await version(`u:${rep}`, 'stage'));
    const kept = await server.store.within(acme.org, (tx) =>
      tx
        .selectFrom('revision')
        .select('row_id')
        .where('org_id', '=', acme.org)
        .where('row_id', 'in', [factId(old, 'amount'), factId(next, 'amount')])
        .execute(),
    );
    expect(new Set(kept.map((revision) => revision.row_id))).toEqual(
      new Set([factId(next, 'amount')]),
    );
    await expectSums();
  });

  it('who leaves and is kept: what the manager read is the manager’s own', async () => {
    await as(rep).put('typedFact', old, fact('amount', '500'));
    await as(rep).put('typedFact', `u:${rep}`, fact('amount', 'my own guess'));
    await removeMember(server.people, await admin(), rep, 'keep');
    expect(await one(factId(`u:${boss}`, 'amount'))).toMatchObject({
      deleted: 0,
      author: rep,
      fields: { value: '500' },
    });
    expect(JSON.stringify(await all())).not.toContain('my own guess');
    expect((await as(boss).put('typedFact', `u:${boss}`, fact('amount', '600'))).result?.kind).toBe(
      'ok',
    );
    await expectSums();
  });

  it('who leaves takes along who they are in a CRM: somebody else may be that now', async () => {
    const [link, org] = [{ crm: 'odoo', tenant: 't', crmUserId: '7' }, `o:${acme.org}`];
    const { id } = await as(rep).put('crmIdentity', org, { ...link, userId: rep });
    expect((await as(erik).put('crmIdentity', org, { ...link, userId: erik })).result).toEqual({
      kind: 'rejected',
      code: 'notAllowed',
    });
    await removeMember(server.people, await admin(), rep, 'keep');
    expect((await as(erik).put('crmIdentity', org, { ...link, userId: erik })).result?.kind).toBe(
      'ok',
    );
    expect(await one(id)).toMatchObject({ deleted: 0, author: erik, fields: { userId: erik } });
    await expectSums();
  });

  it('who leaves and is erased: what is the company’s stays, and nothing else', async () => {
    await setMember(server.people, await admin(), rep, { role: 'manager' });
    const org = `o:${acme.org}`;
    const map = { playbook: 'b', crm: 'odoo', tenant: 't' };
    const kept = await as(rep).put('stageMap', org, map, {
      maps: { stages: { set: { New: 'first' }, remove: [] } },
    });
    const vote = await as(rep).put('vote', org, { suggestion: 's', author: rep });
    const shared = await as(rep).put('typedFact', old, fact('amount', 'words of the rep'));
    await removeMember(server.people, await admin(), rep, 'erase');
    expect(await one(kept.id)).toMatchObject({ deleted: 0, fields: { stages: { New: 'first' } } });
    for (const { id } of [vote, shared])
      expect(await one(id)).toMatchObject({ deleted: 1, fields: {} });
    const revisions = await server.store.within(acme.org, (tx) =>
      tx.selectFrom('revision').select('text').where('org_id', '=', acme.org).execute(),
    );
    expect(JSON.stringify([await all(), revisions])).not.toContain('words of the rep');
    await expectSums();
  });

  it('a person’s export holds what every key says of them', async () => {
    const { id } = await as(rep).put('typedFact', old, fact('amount', '500'));
    const data = await personData(
      server.store,
      `rep0@acme${run}.test`,
      await context(server.people, rep),
    );
    expect(data?.rows).toContainEqual(
      expect.objectContaining({ id, collection: 'typedFact', scope: old }),
    );
  });

  it('past its time a row goes, and its key begins anew', async () => {
    const { id } = await as(rep).put('typedFact', old, fact('amount', '500'));
    await tidy(server.store, Date.now() + 2 * 86_400_000, { typedFact: 1 });
    expect(await one(id)).toMatchObject({ deleted: 1, fields: {} });
    await as(boss).put('typedFact', old, { refKey: DEAL, field: 'amount' });
    expect(await one(id)).toMatchObject({
      deleted: 0,
      author: boss,
      fields: { value: null, author: boss },
    });
    await expectSums();
  });
});
