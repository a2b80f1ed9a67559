// F36: the stored answer to a merged change has the words of others in it. It was given again after
// these words had been erased or deleted, or after the person could no longer read the note.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { inviteMember } from '../../server/people/invitations.ts';
import { setMember } from '../../server/people/people.ts';
import { removeMember } from '../../server/people/removal.ts';
import { eraseSome } from '../../server/sync/bulk.ts';
import { Client } from '../helpers/client.ts';
import { note } from '../helpers/note.ts';
import {
  acceptInvitation,
  context,
  type Organisation,
  organisation,
  startServer,
  storeKinds,
  type TestServer,
} from '../helpers/server.ts';

const WORDS = 'one two three four five six seven';

describe.each(storeKinds)('answers to merged changes, on %s', (kind) => {
  let server: TestServer;
  let acme: Organisation;
  let [rep, team] = ['', ''];
  let count = 0;
  let [writer, reader]: Client[] = [];
  beforeAll(async () => {
    server = await startServer(kind);
    acme = await organisation(server.people, 'acme', 1);
    team = `t:${acme.team}`;
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    const email = `writer${++count}@acme.test`;
    const boss = await context(server.people, acme.boss);
    const to = { email, role: 'rep', team: acme.team } as const;
    rep = await acceptInvitation(server.people, await inviteMember(server.people, boss, to), email);
    [writer, reader] = [new Client(server, rep), new Client(server, acme.reps[0] ?? '')];
  });

  /** The reader's change, merged into a text with the writer's word. */
  async function merged(author: 'writer' | 'reader') {
    const [by, name] = author === 'writer' ? [writer, rep] : [reader, acme.reps[0] ?? ''];
    const create = by?.mutation({ scope: team, patch: note(name, WORDS) });
    if (!writer || !reader || !by || !create) throw new Error('no clients');
    await by.send(create);
    const { rowId } = create;
    const edit = { op: 'patch', rowId, base: 1 } as const;
    await writer.one({ ...edit, patch: { text: `SECRET ${WORDS}` } });
    const change = reader.mutation({ ...edit, patch: { text: `${WORDS} eight` } });
    expect((await reader.send(change)).answers[0]?.result).toMatchObject({
      kind: 'merged',
      text: `SECRET ${WORDS} eight`,
    });
    const again = async (more = {}) =>
      (await reader?.send({ ...change, ...more }))?.answers[0]?.result;
    return { rowId, again };
  }
  const stored = () =>
    server.store.within(acme.org, async (tx) => {
      const all = await tx.selectFrom('mutation_result').select('result').execute();
      return all.filter(({ result }) => result.includes('SECRET')).length;
    });
  const conflict = { kind: 'skipped', result: { kind: 'conflict', rev: 3 } };

  it('are given again while the person reads the note', async () => {
    const { again } = await merged('writer');
    const text = `SECRET ${WORDS} eight`;
    expect(await again()).toMatchObject({ kind: 'skipped', result: { kind: 'merged', text } });
  });
  it.each(['writer', 'reader'] as const)(
    'have nothing of an erased person in a note of the %s',
    async (author) => {
      const before = await stored();
      const { again } = await merged(author);
      expect(await stored()).toBe(before + 1);
      const boss = await context(server.people, acme.boss);
      await removeMember(server.people, boss, rep, 'erase');
      expect(await stored()).toBe(before);
      expect(await again()).toMatchObject(conflict);
    },
  );
  it('have nothing of rows whose retention is over', async () => {
    await merged('writer');
    expect(await stored()).toBeGreaterThan(0);
    const which = { collections: ['note'] };
    await server.store.within(acme.org, (tx) => eraseSome(tx, acme.org, which, '', 5000));
    expect(await stored()).toBe(0);
  });
  it('have nothing of a note that its author deleted, whichever row the change names', async () => {
    const { rowId, again } = await merged('writer');
    const { result } = (await writer?.one({ op: 'delete', rowId, base: 3 })) ?? {};
    expect(result?.kind).toBe('ok');
    expect(await again()).toMatchObject(conflict);
    const own = await reader?.one({
      scope: team,
      patch: note(acme.reps[0] ?? '', 'a note of the reader'),
    });
    expect(await again({ rowId: own?.id })).toMatchObject(conflict);
  });
  it('have nothing of a team that the person left', async () => {
    const { again } = await merged('writer');
    const boss = await context(server.people, acme.boss);
    const user = acme.reps[0] ?? '';
    await setMember(server.people, boss, user, { team: null });
    expect(await again()).toMatchObject(conflict);
    await setMember(server.people, boss, user, { team: acme.team });
  });
});
