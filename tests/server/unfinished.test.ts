// What an unfinished departure means for whoever asks for something else: a later removal, a
// handover, a command of the operator.
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { commands } from '../../server/commands.ts';
import { opsToken } from '../../server/routes/ops.ts';
import { contextOf } from '../../server/store/context.ts';
import type { Db } from '../../server/store/tables.ts';
import { ids, storeOf } from '../helpers/restored.ts';
import { scratchFolder } from '../helpers/scratch.ts';
import { organisation, startServer, storeKinds, tokenOf } from '../helpers/server.ts';

/** More steps than a batch has room for. */
const STEPS = Array.from({ length: 500 }, (_, index) => ({
  ...{ do: 'eraseScope', scope: `u:nobody${index}` },
}));

/** Leaves a departure as a kill does. */
async function leave(db: Db, org: string, steps = JSON.stringify(STEPS)): Promise<void> {
  const numbers = { at: 1, head: 1, moved_rows: 0, moved_notes: 0 };
  const nobody = { manager: null, rep: null, place: null };
  await db
    .insertInto('departure_job')
    .values({ org_id: org, id: 'left', steps, ...numbers, ...nobody })
    .execute();
}
const leftIn = (db: Db) => db.selectFrom('departure_job').select('id').execute();

describe.each(storeKinds)('a departure that is not finished, on %s', (kind) => {
  const { closing, path } = scratchFolder();
  async function started() {
    const server = await startServer(kind);
    closing.push(() => server.close().catch(() => {}));
    return { server, acme: await organisation(server.people, 'acme', 2) };
  }

  it.each(['removal', 'handover', 'erasure'])(
    'a %s is answered 503 with the time to wait, and nothing is done',
    async (what) => {
      const { server, acme } = await started();
      const { db, batches } = server.people;
      if (!batches) throw new Error('a server has batches');
      const boss = `Bearer ${await tokenOf(server.url, 'boss@acme.test')}`;
      const [rep = '', other = ''] = acme.reps;
      const operator = `Ops ${opsToken(server.config.secret)}`;
      const requests: Record<string, [path: string, key: string, body: object]> = {
        removal: [`/org/members/${rep}/removal`, boss, { notes: 'keep' }],
        handover: ['/org/handovers', boss, { rep, from: other }],
        erasure: ['/ops/erase', operator, { email: 'rep0@acme.test' }],
      };
      const [target, authorization, body] = requests[what] ?? ['', '', {}];
      const ask = () =>
        fetch(server.url + target, {
          method: 'POST',
          headers: { authorization, 'content-type': 'application/json' },
          body: JSON.stringify(body),
        });
      await leave(db, acme.org);
      const { patience } = batches;
      batches.patience = async () => {};
      const busy = await ask();
      expect(busy.status).toBe(503);
      expect(busy.headers.get('retry-after')).toBe('30');
      expect(await busy.json()).toEqual({ code: 'server' });
      expect(await contextOf(db, rep)).not.toBeNull();
      expect(await leftIn(db)).toHaveLength(1);
      batches.patience = patience;
      // There is no former pair.
      expect((await ask()).status).toBe(what === 'handover' ? 404 : 200);
      expect(await leftIn(db)).toEqual([]);
    },
  );

  it('a command says which departure it could not finish, and does its work', async () => {
    const { server, acme } = await started();
    const { config, people } = server;
    await leave(people.db, acme.org, JSON.stringify([{ do: 'unknown' }]));
    await server.stop();
    const said: { level: number; org?: string; msg: string; error?: string }[] = [];
    const printed: string[] = [];
    await commands.backup?.(
      {
        config,
        log: pino({ base: null }, { write: (line) => void said.push(JSON.parse(line)) }),
        now: () => Date.now(),
        ids,
        print: (line) => void printed.push(line),
      },
      [path('b.backup'), '--plain'],
    );
    expect(said).toEqual([
      {
        ...{ level: 40, time: expect.any(Number), org: acme.org, step: null },
        ...{
          error: expect.stringContaining('eraseScope'),
          msg: 'a departure could not be finished',
        },
      },
    ]);
    expect(printed).toEqual([`Backed up to ${path('b.backup')}, which is not encrypted.`]);
  });

  it('a command finishes what a kill left, and says nothing', async () => {
    const { server, acme } = await started();
    await leave(server.people.db, acme.org);
    await server.stop();
    const said: string[] = [];
    const log = pino({ base: null }, { write: (line) => void said.push(line) });
    const more = { now: () => Date.now(), ids, print: () => {} };
    await commands.backup?.({ config: server.config, log, ...more }, [path('b'), '--plain']);
    expect(said).toEqual([]);
    const store = storeOf(kind, server.config.database);
    closing.push(() => store.close());
    expect(await leftIn(store.db)).toEqual([]);
  });
});
