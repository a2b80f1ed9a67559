// F10: backups were readable by everyone who had the file, and a failed one could leave a part.
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { scopes } from '../../lib/model/index.ts';
import { commands } from '../../server/commands.ts';
import { writeBackup } from '../../server/ops/backup.ts';
import { Client } from '../helpers/client.ts';
import { ids } from '../helpers/restored.ts';
import { scratchFolder } from '../helpers/scratch.ts';
import {
  newDatabase,
  note,
  organisation,
  type StoreKind,
  startServer,
  storeKinds,
  type TestServer,
  tokenOf,
} from '../helpers/server.ts';

const WORD = 'NOBODY-ELSE-READS-THIS';
const { closing, folder, path: inFolder } = scratchFolder();

async function newKey(name: string): Promise<{ file: string; recipient: string }> {
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  const file = inFolder(name);
  writeFileSync(file, `# created: today\n# public key: ${recipient}\n${identity}\n`);
  return { file, recipient };
}

const depsOf = (config: TestServer['config'], printed: string[] = []) => ({
  config,
  log: pino({ level: 'silent' }),
  now: () => Date.now(),
  ids,
  print: (line: string) => void printed.push(line),
});

describe.each(storeKinds)('a backup of a running server, on %s', (kind) => {
  async function filled() {
    const server = await startServer(kind);
    closing.push(() => server.close());
    const { reps } = await organisation(server.people, 'acme', 1);
    const rep = reps[0] ?? '';
    const patch = note(rep, WORD);
    await new Client(server, rep).one({ scope: scopes.private(rep), patch });
    const config = { ...server.config, port: Number(new URL(server.url).port) };
    return { server, rep, config };
  }
  const emptyConfig = async (like: TestServer['config'], to: StoreKind = kind) => ({
    ...like,
    database: to === 'sqlite' ? inFolder(`new-${ids.next()}.db`) : await newDatabase(),
  });

  it('is encrypted for its recipient, and restored with the key', async () => {
    const { config, rep } = await filled();
    const key = await newKey('key');
    const path = inFolder('b.age');
    const printed: string[] = [];
    await commands.backup?.(depsOf(config, printed), [path, '--recipient', key.recipient]);
    expect(printed).toEqual([`Backed up to ${path}, encrypted for ${key.recipient}.`]);
    expect(readFileSync(path, 'latin1')).toMatch(/^age-encryption\.org\/v1\n/);
    const target = await emptyConfig(config);
    await commands.restore?.(depsOf(target, printed), [path, '--identity', key.file]);
    const again = await startServer(kind, {
      SIDELINE_DB: target.database,
      SIDELINE_SECRET: target.secret,
    });
    closing.push(() => again.close());
    await tokenOf(again.url, 'rep0@acme.test');
    const rows = await new Client(again, rep).all();
    expect(rows.map((row) => row.fields.text)).toContain(WORD);
  });
  it('takes its recipient from the settings', async () => {
    const { config } = await filled();
    const key = await newKey('key');
    const path = inFolder('b.age');
    const printed: string[] = [];
    await commands.backup?.(depsOf({ ...config, backupRecipient: key.recipient }, printed), [path]);
    expect(printed[0]).toContain(key.recipient);
  });
  it('is plain only on purpose, and says so', async () => {
    const { config } = await filled();
    const path = inFolder('b.gz');
    const printed: string[] = [];
    await expect(commands.backup?.(depsOf(config), [path])).rejects.toThrow(/--recipient age1/);
    await expect(commands.backup?.(depsOf(config), [path, '--plan'])).rejects.toThrow(/Usage/);
    await expect(
      commands.backup?.(depsOf(config), [path, '--recipient', 'age1nonsense']),
    ).rejects.toThrow(/not a recipient of age/);
    expect(existsSync(path)).toBe(false);
    await commands.backup?.(depsOf(config, printed), [path, '--plain']);
    expect(printed).toEqual([`Backed up to ${path}, which is not encrypted.`]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });
  it('with another key, cut or changed is refused, and leaves nothing', async () => {
    const { config } = await filled();
    const [key, other] = [await newKey('key'), await newKey('other')];
    const path = inFolder('b.age');
    await commands.backup?.(depsOf(config), [path, '--recipient', key.recipient]);
    const bytes = readFileSync(path);
    const changed = Buffer.from(bytes);
    changed[bytes.length - 40] = (changed[bytes.length - 40] ?? 0) ^ 1;
    const [cutFile, changedFile, noKey] = ['cut', 'changed', 'no-key'].map((name) =>
      inFolder(name),
    ) as [string, string, string];
    writeFileSync(cutFile, bytes.subarray(0, bytes.length - 30));
    writeFileSync(changedFile, changed);
    writeFileSync(noKey, 'nothing\n');
    const attempts: [string[], RegExp][] = [
      [[path], /is encrypted\. Name the file with the key/],
      [[path, '--identity', other.file], /cannot be decrypted/],
      [[path, '--identity', noKey], /contains no identity/],
      [[path, '--identity', inFolder('missing')], /cannot be read/],
      [[cutFile, '--identity', key.file], /cannot be read as a backup/],
      [[changedFile, '--identity', key.file], /cannot be read as a backup/],
    ];
    const target = await emptyConfig(config);
    for (const [args, sentence] of attempts)
      await expect(commands.restore?.(depsOf(target), args), args.join(' ')).rejects.toThrow(
        sentence,
      );
    // Nothing was left: the whole backup can be restored there.
    await commands.restore?.(depsOf(target), [path, '--identity', key.file]);
  });
});

it('a backup that fails leaves no part of a file, and keeps the earlier one', async () => {
  const path = inFolder('b.gz');
  writeFileSync(path, 'the earlier one');
  chmodSync(path, 0o600);
  const failing = Readable.from(
    (function* () {
      yield Buffer.from('some of it');
      throw new Error('the database went away');
    })(),
  );
  await expect(writeBackup(failing, path, 'plain')).rejects.toThrow('went away');
  expect(readdirSync(folder())).toEqual(['b.gz']);
  expect(readFileSync(path, 'utf8')).toBe('the earlier one');
});
