import Dexie from 'dexie';
import { type CommandName, commands, runCommand } from '../../lib/commands/index.ts';
import { answerInPage, MessageError } from '../../lib/messages/index.ts';
import { type CrmRecord, idSource, LOCAL_USER } from '../../lib/model/index.ts';
import { deviceZone } from '../../lib/platform/index.ts';
import { SidelineDb } from '../../lib/store/index.ts';
import { keepRecord } from '../../lib/store/write.ts';

// The demo is the only page that writes, and only into a database of its own. Its requests end
// here: the background, and so the real records and the server, never hear of them.

/** Not the prefix of an account’s database: nothing that looks for those finds it. */
const PREFIX = 'demo-of-sideline:';

const ids = idSource(
  () => Date.now(),
  (bytes) => crypto.getRandomValues(bytes),
);

/** Deletes what pages left that could not do it themselves, because the browser was closed. */
async function deleteLeftovers(): Promise<void> {
  const { held = [] } = await navigator.locks.query();
  const inUse = new Set(held.map(({ name }) => name));
  for (const name of await Dexie.getDatabaseNames())
    if (name.startsWith(PREFIX) && !inUse.has(name)) await Dexie.delete(name);
}

async function answer(db: SidelineDb, name: string, input: unknown): Promise<unknown> {
  if (!Object.hasOwn(commands, name)) return { ok: false, code: 'notAllowed', detail: name };
  const deps = { now: () => Date.now(), ids, deviceZone };
  try {
    const person = { db, user: LOCAL_USER };
    const { value } = await runCommand(person, name as CommandName, input as never, deps);
    return { ok: true, value: value ?? null };
  } catch (error) {
    const code = error instanceof MessageError ? error.code : 'unexpected';
    return { ok: false, code, detail: String(error) };
  }
}

/** Opens a database for this page, which is deleted with it, and answers the page’s requests. */
export async function openDemo() {
  const name = PREFIX + ids.next();
  await deleteLeftovers();
  // Held as long as the page exists.
  void navigator.locks.request(name, () => new Promise(() => {}));
  const db = new SidelineDb(name);
  answerInPage(({ name: command, input }) => answer(db, command, input));
  window.addEventListener('pagehide', ({ persisted }) => persisted || void db.delete());
  return { db, keep: (record: CrmRecord) => keepRecord(db, record, Date.now()) };
}
