import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inviteMember } from '../../server/people/invitations.ts';
import { setTeam } from '../../server/people/people.ts';
import { historyOf } from '../../server/sync/history.ts';
import { Client } from '../helpers/client.ts';
import {
  acceptInvitation,
  context,
  note,
  organisation,
  startServer,
  storeKinds,
  type TestServer,
} from '../helpers/server.ts';

/** Enough for PostgreSQL to run two of them between each other’s reads and writes. */
const TIMES = Array.from({ length: 12 }, (_, index) => index);

describe.each(storeKinds)('two requests at the same time, on %s', (kind) => {
  let server: TestServer;
  let acme: Awaited<ReturnType<typeof organisation>>;
  let [rep, scope] = ['', ''];
  beforeAll(async () => {
    server = await startServer(kind);
    acme = await organisation(server.people, 'acme', 1);
    rep = acme.reps[0] ?? '';
    scope = `p:${acme.boss}:${rep}`;
  });
  afterAll(() => server.close());

  /** The records of the access log, each as often as it has an entry. */
  const logged = async (how: string) =>
    (await new Client(server, rep).all())
      .filter(({ collection, fields }) => collection === 'opening' && fields.how === how)
      .map(({ fields }) => fields.refKey)
      .sort();

  it('from two devices store one entry of the access log for an hour', async () => {
    for (const index of TIMES) {
      const patch = { refKey: `odoo/t/deal/${index}`, rep, author: acme.boss, at: 900 };
      const devices = [new Client(server, acme.boss), new Client(server, acme.boss)];
      const answers = await Promise.all(
        devices.map((device) =>
          device.one({ collection: 'opening', scope, patch: { ...patch, how: 'panel' } }),
        ),
      );
      // Both devices drop their rows: the entry is the rep’s alone.
      expect(answers.map(({ result }) => result?.kind)).toEqual(['conflict', 'conflict']);
    }
    expect(await logged('panel')).toEqual(TIMES.map((index) => `odoo/t/deal/${index}`).sort());
  });

  it('for earlier versions store one entry of the access log for an hour', async () => {
    const who = await context(server.people, acme.boss);
    const device = new Client(server, rep);
    const keys: string[] = [];
    for (const index of TIMES) {
      const refKey = `odoo/t/deal/h${index}`;
      keys.push(refKey);
      const ref = { crm: 'odoo', tenant: 't', object: 'deal', id: `h${index}` };
      const { id } = await device.one({ scope, patch: { ...note(rep, 'mine'), refKey, ref } });
      const read = (entry: string) =>
        historyOf(server.store, who, id, () => `${refKey}${entry}`, 5000);
      const versions = await Promise.all([read('a'), read('b')]);
      expect(versions.map((list) => list?.length)).toEqual([1, 1]);
    }
    expect(await logged('history')).toEqual(keys.sort());
  });

  it('that add a member and change the manager leave the pair that is current', async () => {
    const { people, store } = server;
    const admin = await context(people, acme.boss);
    const invited = (email: string) =>
      inviteMember(people, admin, { email, role: 'rep', team: acme.team });
    for (const index of TIMES) {
      const manager = index % 2 === 0 ? rep : acme.boss;
      const email = `at${index}@acme.test`;
      const token = await invited(email);
      const [joined] = await Promise.all([
        acceptInvitation(people, token, email),
        setTeam(people, admin, acme.team, { manager }),
      ]);
      const pairs = await store.within(acme.org, (tx) =>
        tx
          .selectFrom('pairing')
          .select('manager')
          .where('rep', '=', joined)
          .where('until', 'is', null)
          .execute(),
      );
      expect(pairs).toEqual([{ manager }]);
    }
  });
});
