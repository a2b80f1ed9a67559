import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setMember } from '../../server/people/people.ts';
import { Client } from '../helpers/client.ts';
import {
  context,
  organisation,
  startServer,
  storeKinds,
  type TestServer,
} from '../helpers/server.ts';

describe.each(storeKinds)('versions of one playbook by two managers, on %s', (kind) => {
  let server: TestServer;
  let acme: Awaited<ReturnType<typeof organisation>>;
  let [boss, other] = ['', ''];
  beforeAll(async () => {
    server = await startServer(kind);
    acme = await organisation(server.people, 'acme', 1);
    [boss, other] = [acme.boss, acme.reps[0] ?? ''];
    await setMember(server.people, await context(server.people, boss), other, { role: 'manager' });
  });
  afterAll(() => server.close());

  const stage = { id: 's', name: 'S', seller: '', buyer: '', ask: [], exit: [], fields: [] };
  const stages = [{ ...stage, guidance: '' }];
  const document = { format: 1, name: 'P', method: '', summary: '', stages };
  const publication = (device: Client, playbook: string, version: number, scope: string) => {
    const patch = { refKey: '', playbook, version, document, why: '', takes: [], retired: false };
    const author = { author: device.user, at: 1 };
    return { collection: 'playbookVersion', scope, patch: { ...patch, ...author } };
  };
  const publish = (device: Client, playbook: string, version: number, scope = `o:${acme.org}`) =>
    device.one(publication(device, playbook, version, scope));
  /** The numbers of the organisation's versions, in the order of the server. */
  const numbers = async (playbook: string) =>
    (await new Client(server, boss).all())
      .filter(({ fields, scope }) => fields.playbook === playbook && scope === `o:${acme.org}`)
      .sort((a, b) => a.version - b.version)
      .map(({ fields }) => fields.version);

  it('have different numbers, and the second device gets its own', async () => {
    const [a, b] = [new Client(server, boss), new Client(server, other)];
    await publish(a, 'one', 1);
    await publish(a, 'one', 2);
    const { result } = await publish(b, 'one', 2);
    expect(result).toMatchObject({ kind: 'ok', stamped: { version: 3 } });
    const mine = await publish(b, 'one', 4);
    expect(mine.result).not.toMatchObject({ stamped: { version: 4 } });
    expect(await numbers('one')).toEqual([1, 2, 3, 4]);
  });
  it('have different numbers even if both arrive at the same time', async () => {
    for (let run = 0; run < 12; run++) {
      const playbook = `both${run}`;
      await Promise.all([boss, other].map((who) => publish(new Client(server, who), playbook, 1)));
      expect(await numbers(playbook)).toEqual([1, 2]);
    }
  });
  it('are counted in each scope and for each playbook', async () => {
    const a = new Client(server, boss);
    await publish(a, 'private', 1, `u:${boss}`);
    expect((await publish(a, 'private', 1)).result).not.toMatchObject({ stamped: { version: 2 } });
    expect((await publish(a, 'another', 1)).result).not.toMatchObject({ stamped: { version: 2 } });
  });
  it('are found without reading the versions, however many and long these are', async () => {
    const a = new Client(server, boss);
    const { id } = await publish(a, 'long', 7);
    await server.store.within(acme.org, (tx) =>
      tx.updateTable('row').set({ fields: 'not JSON' }).where('id', '=', id).execute(),
    );
    const many = [7, 8, 8].map((version) =>
      a.mutation(publication(a, 'long', version, `o:${acme.org}`)),
    );
    const { answers } = await a.send(...many);
    expect(answers.map(({ result }) => result)).toMatchObject([
      { kind: 'ok', stamped: { version: 8 } },
      { kind: 'ok', stamped: { version: 9 } },
      { kind: 'ok', stamped: { version: 10 } },
    ]);
    await server.store.within(acme.org, (tx) =>
      tx.updateTable('row').set({ fields: '{}' }).where('id', '=', id).execute(),
    );
  });
  it('stay one version when a renumbered one is sent again after its answer was lost', async () => {
    const [a, b] = [new Client(server, boss), new Client(server, other)];
    await publish(a, 'lost', 1);
    const mutation = b.mutation(publication(b, 'lost', 1, `o:${acme.org}`));
    await b.send(mutation);
    await server.store.within(acme.org, (tx) =>
      tx.deleteFrom('mutation_result').where('client_id', '=', b.id).execute(),
    );
    const again = new Client(server, other);
    const { answers } = await again.send({ ...mutation, seq: 1 });
    expect(answers[0]?.result).toMatchObject({ kind: 'ok' });
    expect(await numbers('lost')).toEqual([1, 2]);
  });
});
