// F16: in a folder that existed already, database and secret could be read by everybody on the
// machine, and erased words stayed in the bytes of the file.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { scopes } from '../../lib/model/index.ts';
import { writeBackup } from '../../server/ops/backup.ts';
import { erasePerson } from '../../server/ops/person.ts';
import { runRetention } from '../../server/ops/retention.ts';
import { removeMember } from '../../server/people/removal.ts';
import { filesOf, makePrivate, writePrivate } from '../../server/store/privateFiles.ts';
import { openFile, sqliteStore } from '../../server/store/sqlite.ts';
import { Client } from '../helpers/client.ts';
import { scratchFolder } from '../helpers/scratch.ts';
import { context, note, organisation, startServer } from '../helpers/server.ts';

const { closing, folder, path: inFolder } = scratchFolder();

const modes = (path: string) =>
  Object.fromEntries(
    readdirSync(path).map((name) => [name, (statSync(join(path, name)).mode & 0o777).toString(8)]),
  );
/** What the database and the files beside it contain. */
const bytesOf = (database: string) =>
  filesOf(database)
    .filter((path) => existsSync(path))
    .map((path) => readFileSync(path, 'latin1'))
    .join('');

describe('files with data', () => {
  it('are private in a folder that everybody may read, whatever the umask', () => {
    const data = inFolder('data');
    mkdirSync(data, { mode: 0o755 });
    const env = { PATH: process.env.PATH, SIDELINE_DB: join(data, 'sideline.db') };
    const main = resolve('server/main.ts');
    execFileSync(
      'sh',
      [
        '-c',
        'umask 000; exec "$@"',
        'sh',
        process.execPath,
        main,
        'backup',
        'data/b.gz',
        '--plain',
      ],
      { cwd: folder(), env, stdio: 'pipe' },
    );
    const found = modes(data);
    expect(Object.keys(found)).toEqual(
      expect.arrayContaining(['b.gz', 'secret', 'sideline.db', 'sideline.db-erased']),
    );
    expect(new Set(Object.values(found))).toEqual(new Set(['600']));
  });

  it('are private also if a file of that name was there', async () => {
    const [text, backup] = [inFolder('carla.json'), inFolder('b.gz')];
    for (const path of [text, backup, `${backup}.part`]) {
      writeFileSync(path, 'earlier');
      chmodSync(path, 0o644);
    }
    await writePrivate(text, 'data of a person');
    await writeBackup(Readable.from(['some']), backup, 'plain');
    expect(modes(folder())).toEqual({ 'carla.json': '600', 'b.gz': '600' });
    expect(readFileSync(text, 'utf8')).toBe('data of a person');
  });

  it('are complete: an export that breaks off leaves the earlier one as it was', async () => {
    const path = inFolder('carla.json');
    writeFileSync(path, 'earlier');
    const broken = Readable.from(
      (function* () {
        yield 'the first half';
        throw new Error('the server ended');
      })(),
    );
    await expect(writePrivate(path, broken)).rejects.toThrow('the server ended');
    expect(Object.keys(modes(folder()))).toEqual(['carla.json']);
    expect(readFileSync(path, 'utf8')).toBe('earlier');
  });

  it('of an earlier version are made private at the start, which the log says', async () => {
    const server = await startServer('sqlite');
    closing.push(() => server.close());
    const { database, dataFiles } = server.config;
    await server.stop();
    for (const name of readdirSync(server.folder)) chmodSync(join(server.folder, name), 0o644);
    const said: unknown[] = [];
    makePrivate(dataFiles, { warn: (...args: unknown[]) => void said.push(args) } as never);
    expect(said).toEqual([
      [
        { files: expect.arrayContaining([database, join(server.folder, 'secret')]) },
        expect.stringContaining('could read'),
      ],
    ]);
    makePrivate(dataFiles, { warn: (...args: unknown[]) => void said.push(args) } as never);
    expect(said, 'once').toHaveLength(1);
    for (const name of readdirSync(server.folder)) chmodSync(join(server.folder, name), 0o644);
    const again = await startServer('sqlite', { SIDELINE_DB: database });
    closing.push(() => again.close());
    expect(new Set(Object.values(modes(server.folder)))).toEqual(new Set(['600']));
  });
});

describe('an erased word', () => {
  const WORD = 'ERASED-FROM-THE-BYTES';
  async function written() {
    const server = await startServer('sqlite');
    closing.push(() => server.close());
    const { boss, reps } = await organisation(server.people, 'acme', 1);
    const rep = reps[0] ?? '';
    const writer = new Client(server, rep);
    for (const scope of [scopes.private(rep), scopes.pair(boss, rep)])
      for (let index = 0; index < 20; index++)
        await writer.one({ scope, patch: note(rep, `${WORD} ${'filling '.repeat(index * 20)}`) });
    expect(bytesOf(server.config.database)).toContain(WORD);
    return { server, boss, rep };
  }

  it('is not in the bytes of the files after the person was erased', async () => {
    const { server, rep } = await written();
    await erasePerson(server.store, 'rep0@acme.test', Date.now());
    const bytes = bytesOf(server.config.database);
    expect(bytes).toContain('boss@acme.test');
    for (const word of [WORD, 'rep0@acme.test']) expect(bytes).not.toContain(word);
    expect(bytes, 'the list has the id').toContain(rep);
  });
  it('nor after an administrator removed the person with everything', async () => {
    const { server, boss, rep } = await written();
    await removeMember(server.people, await context(server.people, boss), rep, 'erase');
    expect(bytesOf(server.config.database)).not.toContain(WORD);
  });
  it('nor after its retention ended', async () => {
    const { server } = await written();
    await runRetention(server.store, Date.now() + 86_400_000, { note: 1 });
    expect(bytesOf(server.config.database)).not.toContain(WORD);
  });
  it('of an earlier version leaves the free pages at the first start', async () => {
    const path = inFolder('old.db');
    const old = new DatabaseSync(path);
    old.exec('pragma secure_delete = off; create table words (word text)');
    const insert = old.prepare('insert into words values (?)');
    for (let index = 0; index < 200; index++) insert.run(`${WORD} ${'x'.repeat(300)}`);
    old.exec('delete from words');
    old.close();
    expect(readFileSync(path, 'latin1')).toContain(WORD);
    const store = sqliteStore(openFile(path));
    expect(bytesOf(path)).not.toContain(WORD);
    await store.close();
  });
});

it('a copy that a killed backup left is removed at the next start', async () => {
  const path = inFolder('sideline.db');
  mkdirSync(inFolder('.sideline.db-copy-abc'));
  mkdirSync(inFolder('.another.db-copy-abc'));
  await sqliteStore(openFile(path)).close();
  expect(readdirSync(folder()).filter((name) => name.startsWith('.'))).toEqual([
    '.another.db-copy-abc',
  ]);
});
