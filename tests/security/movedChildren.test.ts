// F37: a push moved a note with thousands of children to and fro. Each move wrote each child again,
// so that the push delayed all other requests. F80: the refusal of a move showed how many
// children the note of somebody else has.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Client } from '../helpers/client.ts';
import { note } from '../helpers/note.ts';
import { rowIdOf } from '../helpers/rowIds.ts';
import {
  type Organisation,
  organisation,
  startServer,
  storeKinds,
  type TestServer,
} from '../helpers/server.ts';

describe.each(storeKinds)('a note with many children, on %s', (kind) => {
  let server: TestServer;
  let acme: Organisation;
  let rep = '';
  let client: Client;
  beforeAll(async () => {
    server = await startServer(kind);
    acme = await organisation(server.people, 'acme', 1);
    rep = acme.reps[0] ?? '';
    client = new Client(server, rep);
  });
  afterAll(() => server.close());

  const replyTo = (parent: string, writer = client) =>
    writer.mutation({
      collection: 'reply',
      patch: {
        ...{ refKey: 'odoo/t/deal/1', parent, text: 'x', author: writer.user, createdAt: 1 },
        ...{ editedAt: null, editedBy: null, conflicts: [] },
      },
    });
  async function noteWith(children: number, writer = client): Promise<string> {
    const { user } = writer;
    const { id } = await writer.one({ scope: `u:${user}`, patch: note(user, 'x') });
    for (let left = children; left > 0; left -= 500)
      await writer.send(...Array.from({ length: Math.min(500, left) }, () => replyTo(id, writer)));
    return id;
  }
  const moves = (rowId: string, count: number, writer = client) =>
    Array.from({ length: count }, (_, index) =>
      writer.mutation({
        op: 'patch',
        rowId,
        base: 1,
        scope: index % 2 === 0 ? `t:${acme.team}` : `u:${rep}`,
      }),
    );
  const scopesOf = async (id: string) => {
    const rows = await client.all();
    return rows
      .filter((row) => row.id === id || row.fields.parent === id)
      .map(({ scope }) => scope);
  };

  it('moves with all of them, a few times in a push; the device sends the rest again', async () => {
    const id = await noteWith(900);
    const sent = moves(id, 9);
    const { answers, cost } = await client.send(...sent);
    const kinds = answers.map(({ result }) => result.kind);
    expect(kinds).toEqual([...Array(3).fill('ok'), ...Array(6).fill('gap')]);
    expect(cost.rows).toBe(3 * 901);
    expect(answers.at(-1)?.result).toEqual({ kind: 'gap', expected: sent[3]?.seq });
    expect(await scopesOf(id)).toEqual(Array(901).fill(`t:${acme.team}`));
    const again = await client.send(...sent.slice(3));
    expect(again.answers.map(({ result }) => result.kind)).toEqual(kinds.slice(0, 6));
    const last = await client.send(...sent.slice(6));
    expect(last.answers.map(({ result }) => result.kind)).toEqual(kinds.slice(0, 3));
    const repeated = await client.send(...sent);
    expect(new Set(repeated.answers.map(({ result }) => result.kind))).toEqual(
      new Set(['skipped']),
    );
  });
  it('does not move if they are more than a thousand; its other changes are made', async () => {
    const id = await noteWith(1001);
    const move = moves(id, 1);
    const edit = client.mutation({ op: 'patch', rowId: id, base: 1, patch: { text: 'y' } });
    const { answers } = await client.send(...move, edit);
    expect(answers.map(({ result }) => result.kind)).toEqual(['rejected', 'ok']);
    expect(new Set(await scopesOf(id))).toEqual(new Set([`u:${rep}`]));
  });
  it('is counted with the children that the push adds', async () => {
    const { id } = await client.one({ scope: `u:${rep}`, patch: note(rep, 'x') });
    const sent = [...Array.from({ length: 400 }, () => replyTo(id)), ...moves(id, 20)];
    const { answers } = await client.send(...sent);
    expect(answers.filter(({ result }) => result.kind === 'ok')).toHaveLength(406);
    await client.send(...sent.slice(406));
    await client.send(...sent.slice(412));
    await client.send(...sent.slice(418));
    expect(new Set(await scopesOf(id))).toEqual(new Set([`u:${rep}`]));
  });
  it.each([1001, 900])('of somebody else does not tell that they are %i', async (children) => {
    const id = await noteWith(children, new Client(server, acme.boss));
    const stranger = new Client(server, rep);
    for (const rowId of [id, rowIdOf('no such note')]) {
      const { answers } = await stranger.send(...moves(rowId, 9, stranger));
      const results = answers.map(({ result }) => result);
      expect(results).toEqual(Array(9).fill({ kind: 'rejected', code: 'notFound' }));
    }
  });
});
