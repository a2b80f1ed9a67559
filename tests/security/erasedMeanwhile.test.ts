// F64: a person who was erased while a backup was being written was in the backup, and not in its
// list of erasures: a restore on another machine brought the person back.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backupStream, writeBackup } from '../../server/ops/backup.ts';
import { restoreBackup } from '../../server/ops/restore.ts';
import { removeMember } from '../../server/people/removal.ts';
import { Client } from '../helpers/client.ts';
import { ids } from '../helpers/restored.ts';
import {
  context,
  note,
  organisation,
  startServer,
  storeKinds,
  type TestServer,
} from '../helpers/server.ts';
import { first, newStore } from '../helpers/stores.ts';

const WORD = 'words-of-an-erased-person';

describe.each(storeKinds)('a backup that is being written, on %s', (kind) => {
  let server: TestServer;
  let folder = '';
  beforeEach(async () => {
    server = await startServer(kind);
    folder = mkdtempSync(join(tmpdir(), 'sideline-meanwhile-'));
  });
  afterEach(async () => {
    await server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('brings nobody back who was erased meanwhile', async () => {
    const acme = await organisation(server.people, 'acme', 2);
    const [rep = '', stays = ''] = acme.reps;
    for (const user of [rep, stays]) {
      const device = new Client(server, user);
      // Does not get smaller when it is packed, so that the stream waits for its reader.
      const texts = Array.from({ length: 40 }, () => randomBytes(14_000).toString('base64'));
      await device.send(
        ...texts.map((text) =>
          device.mutation({
            scope: `t:${acme.team}`,
            patch: note(user, `${user === rep ? WORD : 'kept'} ${text}`),
          }),
        ),
      );
    }
    const stream = await backupStream(server.store, server.file, Date.now());
    await new Promise((begun) => stream.once('readable', begun));
    const boss = await context(server.people, acme.boss);
    await removeMember(server.people, boss, rep, 'erase');
    const path = join(folder, 'backup');
    await writeBackup(stream, path, 'plain');

    const restored = await newStore(kind);
    try {
      await restoreBackup(restored, path, { now: Date.now(), ids, first });
      const { all, users } = await restored.within(acme.org, async (tx) => ({
        all: await tx.selectFrom('row').select('fields').where('org_id', '=', acme.org).execute(),
        users: await tx.selectFrom('user').select('id').execute(),
      }));
      expect(all.filter(({ fields }) => fields.includes(WORD))).toHaveLength(0);
      expect(all.filter(({ fields }) => fields.includes('kept'))).toHaveLength(40);
      expect(users.map(({ id }) => id)).not.toContain(rep);
    } finally {
      await restored.close();
    }
  });
});
