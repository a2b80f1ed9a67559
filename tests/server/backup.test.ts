// Backups: from each kind of store into each, with damaged files, and while people write.

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gunzipSync, gzipSync } from 'node:zlib';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { idSource } from '../../lib/model/index.ts';
import { commands } from '../../server/commands.ts';
import { backupStream, writeBackup } from '../../server/ops/backup.ts';
import { restoreBackup } from '../../server/ops/restore.ts';
import { createAuth } from '../../server/people/auth.ts';
import { copyPrefix } from '../../server/store/sqlite.ts';
import type { Store } from '../../server/store/store.ts';
import { Client } from '../helpers/client.ts';
import { filledServers, seenBy } from '../helpers/filled.ts';
import { note, PASSWORD, storeKinds } from '../helpers/server.ts';
import { first, settings } from '../helpers/stores.ts';

const log = pino({ level: 'silent' });
const ids = idSource(
  () => Date.now(),
  (bytes) => crypto.getRandomValues(bytes),
);
const { emptyStore, filled, path } = filledServers();

describe.each(storeKinds.flatMap((from) => storeKinds.map((to) => [from, to] as const)))(
  'a backup of %s into %s',
  (from, to) => {
    it('brings everything back, under a new epoch, with the passwords people had', async () => {
      const server = await filled(from);
      const file = path('backup.gz');
      await writeBackup(await backupStream(server.store, server.file, 7), file, 'plain');
      const target = await emptyStore(to);
      await restoreBackup(target, file, { now: 8, ids, first });
      for (const user of [server.boss, server.rep])
        expect(await seenBy(target, server.people, user)).toEqual(
          await seenBy(server.store, server.people, user),
        );
      const epochs = async (store: Store) =>
        (
          await store.db
            .selectFrom('org')
            .select(['id', 'epoch', 'version'])
            .orderBy('id')
            .execute()
        ).map((org) => org);
      const [before, after] = [await epochs(server.store), await epochs(target)];
      expect(after.map((org) => [org.id, org.version])).toEqual(
        before.map((org) => [org.id, org.version]),
      );
      for (const [index, org] of after.entries()) expect(org.epoch).not.toBe(before[index]?.epoch);
      const auth = createAuth(target, settings);
      expect(
        (await auth.api.signInEmail({ body: { email: 'boss@acme.test', password: PASSWORD } })).user
          .email,
      ).toBe('boss@acme.test');
      await expect(restoreBackup(target, file, { now: 9, ids, first })).rejects.toThrow(
        /already contains an organisation/,
      );
    });
  },
);

describe('a backup', () => {
  it.each(storeKinds)('that is not there is refused like another file, on %s', async (kind) => {
    const target = await emptyStore(kind);
    const uncaught: unknown[] = [];
    const listen = (error: unknown) => uncaught.push(error);
    process.on('uncaughtException', listen);
    const missing = restoreBackup(target, path('missing.gz'), { now: 8, ids, first });
    await expect(missing).rejects.toThrow(/missing\.gz cannot be read as a backup/);
    await new Promise(setImmediate);
    process.off('uncaughtException', listen);
    expect(uncaught).toEqual([]);
  });
  const copiesBeside = (file: string) =>
    readdirSync(dirname(file)).filter((name) => name.startsWith(copyPrefix(file)));
  it('that cannot be made leaves no copy of the file', async () => {
    const server = await filled('sqlite');
    const broken = path('broken.db');
    writeFileSync(broken, 'this is no database');
    const file = new DatabaseSync(broken);
    await expect(backupStream(server.store, file, 7)).rejects.toThrow(/not a database/);
    expect(copiesBeside(broken)).toEqual([]);
    file.close();
  });
  it('that is cut short, changed or another file is refused, and nothing is left', async () => {
    const server = await filled('sqlite');
    const file = path('good.gz');
    await writeBackup(await backupStream(server.store, server.file, 7), file, 'plain');
    const text = gunzipSync(readFileSync(file)).toString();
    const bad: [string, Buffer, RegExp][] = [
      ['short', gzipSync(text.split('\n').slice(0, -2).join('\n')), /incomplete/],
      [
        'changed',
        gzipSync(text.replace('a third thing', 'a fourth thing')),
        /does not match its checksums/,
      ],
      ['cut', readFileSync(file).subarray(0, 900), /cannot be read/],
      ['other', gzipSync('{"hello":1}\n'), /not a Sideline backup/],
    ];
    for (const [name, bytes, sentence] of bad) {
      const other = path(`bad-${name}.gz`);
      writeFileSync(other, bytes);
      const target = await emptyStore('sqlite');
      await expect(restoreBackup(target, other, { now: 8, ids, first }), name).rejects.toThrow(
        sentence,
      );
      const orgs = await target.db
        .selectFrom('org')
        .select('id')
        .execute()
        .catch(() => []); // no tables yet
      expect(orgs, name).toEqual([]);
    }
  });
  it('is made while the server runs, and is consistent while people write', async () => {
    const server = await filled('sqlite');
    const printed: string[] = [];
    const config = { ...server.config, port: Number(new URL(server.url).port) };
    const deps = {
      config,
      log,
      now: () => Date.now(),
      ids,
      print: (line: string) => printed.push(line),
    };
    const file = path('online.gz');
    const writer = new Client(server, server.rep);
    let writing = true;
    const busy = (async () => {
      while (writing) {
        await writer.one({
          scope: `u:${server.rep}`,
          patch: note(server.rep, 'while the backup runs'),
        });
        // SQLite answers without a turn of the event loop.
        await new Promise((done) => setImmediate(done));
      }
    })();
    await commands.backup?.(deps, [file, '--plain']);
    writing = false;
    await busy;
    expect(existsSync(`${file}.part`)).toBe(false);
    const target = await emptyStore('sqlite');
    await restoreBackup(target, file, { now: 8, ids, first });
    expect((await seenBy(target, server.people, server.rep)).length).toBeGreaterThan(2);
    const whose = path('person.json');
    await commands['export-person']?.(deps, ['rep0@acme.test', whose]);
    expect(readFileSync(whose, 'utf8')).toContain('narrowed');
    await commands['erase-person']?.(deps, ['rep0@acme.test']);
    await expect(commands['export-person']?.(deps, ['rep0@acme.test', whose])).rejects.toThrow(
      /has no person with this address/,
    );
    await expect(commands.restore?.(deps, [file])).rejects.toThrow(/Stop it/);
    await expect(
      commands.backup?.({ ...deps, config: { ...config, secret: 'y'.repeat(40) } }, [
        file,
        '--plain',
      ]),
    ).rejects.toThrow(/another secret/);
  });
});
