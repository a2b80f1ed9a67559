// Transfer from SQLite to PostgreSQL: it can be stopped at any point and continued.

import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { transfer } from '../../server/ops/transfer.ts';
import { postgresStore } from '../../server/store/postgres.ts';
import { openFile, sqliteStore } from '../../server/store/sqlite.ts';
import { Client } from '../helpers/client.ts';
import { filledServers, seenBy } from '../helpers/filled.ts';
import { newDatabase, note, storeKinds } from '../helpers/server.ts';
import { first } from '../helpers/stores.ts';

const log = pino({ level: 'silent' });
const { closing, filled } = filledServers();

describe.skipIf(!storeKinds.includes('postgres'))('moving to PostgreSQL', () => {
  it('can be stopped anywhere, continues, and is done only when both sides are equal', async () => {
    const server = await filled('sqlite');
    const writer = new Client(server, server.rep);
    await writer.send(
      ...Array.from({ length: 500 }, (_, index) =>
        writer.mutation({ scope: `u:${server.rep}`, patch: note(server.rep, `note ${index}`) }),
      ),
    );
    const want = await seenBy(server.store, server.people, server.rep);
    const url = await newDatabase();
    await server.stop();
    const path = server.config.database;
    let reports = 0;
    const go = async (stopAfter: number) => {
      const [source, target] = [sqliteStore(openFile(path)), postgresStore(url, log, 2)];
      try {
        return await transfer(source, target, {
          now: 5,
          first,
          report: () => {
            if (++reports === stopAfter) throw new Error('pulled the plug');
          },
        });
      } finally {
        await source.close();
        await target.close();
      }
    };
    for (const stop of [1, 3, 2, 4]) {
      reports = 0;
      await expect(go(stop)).rejects.toThrow('pulled the plug');
    }
    reports = 0;
    expect((await go(0)).rows).toBeGreaterThan(1000);
    const target = postgresStore(url, log, 2);
    closing.push(() => target.close());
    expect(await seenBy(target, server.people, server.rep)).toEqual(want);
    await expect(go(0), 'a second transfer into the same place').rejects.toThrow(
      /already contains an organisation/,
    );
  });
});
