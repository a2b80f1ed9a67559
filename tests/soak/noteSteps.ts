import { parseScope } from '../../lib/model/index.ts';
import { contextOf } from '../../server/store/context.ts';
import { historyOf } from '../../server/sync/history.ts';
import { note } from '../helpers/note.ts';
import { rollUp } from './content.ts';
import { guess, guessWords } from './guess.ts';
import { DEAL, FIELDS, type Scenario } from './scenario.ts';
import type { Device } from './simulation.ts';

/** One random step of a person. @returns a leak, or null. */
export type Step = (scene: Scenario, device: Device) => Promise<string | null>;

/** The scopes in which a person may write. */
function writableScopes({ oracle }: Scenario, user: string): string[] {
  const team = oracle.teamOf.get(user) ?? null;
  const manager = oracle.presentManager(user);
  const scopes = [
    `u:${user}`,
    ...(team ? [`t:${team}`] : []),
    ...(manager ? [`p:${manager}:${user}`] : []),
  ];
  for (const rep of oracle.teamOf.keys())
    if (oracle.presentManager(rep) === user) scopes.push(`p:${user}:${rep}`);
  return scopes;
}
const withoutTeams = (scopes: readonly string[]) => scopes.filter((item) => !item.startsWith('t:'));

/** A word before others, so that a change of it and one at the end of the text can be merged. */
const framed = (word: string) => `${word} said on the way`;

async function shownNotes(device: Device) {
  const rows = (await device.notes()).filter((row) => !row.deleted);
  return rows.sort((a, b) => a.id.localeCompare(b.id));
}

/** The device sends its changes, and the scenario records who can read them. */
async function send(scene: Scenario, device: Device): Promise<null> {
  await device.sync(scene.store, true);
  await scene.recordReaders();
  return null;
}

export const guesses: Step = async (scene, device) =>
  (await guess(scene, device)) ?? guessWords(scene, device);

export const typeFact: Step = async (scene, device) => {
  const { user } = device;
  const [scope, field] = [
    scene.pick(withoutTeams(writableScopes(scene, user))),
    scene.pick(FIELDS),
  ];
  const rowId = scene.factId(scope, field);
  const value = scene.canary(user, rowId, scope);
  const patch = { refKey: DEAL, field, value, author: user, at: device.now() };
  await device.write({ op: 'put', collection: 'typedFact', rowId, scope, patch });
  return send(scene, device);
};

export const deleteFact: Step = async (_, device) => {
  const facts = (await device.db.rows.toArray()).filter(
    (item) => item.collection === 'typedFact' && !item.deleted,
  );
  const fact = facts.sort((a, b) => a.id.localeCompare(b.id))[0];
  if (fact)
    await device.write({ op: 'delete', collection: 'typedFact', rowId: fact.id, patch: {} });
  return null;
};

/** Writes a snapshot of a deal in a scope. */
export async function writeSnapshot(
  scene: Scenario,
  device: Device,
  scope: string,
): Promise<string | null> {
  const rowId = device.ids.next();
  const word = () => scene.canary(device.user, rowId, scope);
  const values = { amount: 5, currency: 'EUR', closeDate: null, nextStep: null };
  const refKey = scene.pick([DEAL, 'odoo/t/deal/2']);
  const deal = { refKey, name: word(), owner: word(), stage: 'New' };
  const patch = { ...values, ...deal, status: scene.pick(['open', 'won']), at: device.now() };
  await device.write({ op: 'create', collection: 'dealSnapshot', rowId, scope, patch });
  return send(scene, device);
}
export const snapshot: Step = (scene, device) =>
  writeSnapshot(scene, device, scene.pick(withoutTeams(writableScopes(scene, device.user))));

export const summarise: Step = async (scene, device) => {
  await device.sync(scene.store, true);
  await rollUp(device.db, device.now());
  return null;
};

export const writeNote: Step = async (scene, device) => {
  const { user } = device;
  const id = device.ids.next();
  const scope = scene.pick(writableScopes(scene, user));
  const text = scene.canary(user, id, scope);
  const patch = note(user, framed(text));
  await device.write({ op: 'create', collection: 'note', rowId: id, scope, patch });
  return send(scene, device);
};

/** A reply has the scope of its note. Its device may not know yet that the note moved. */
export const reply: Step = async (scene, device) => {
  const { user } = device;
  const rows = await shownNotes(device);
  if (rows.length === 0) return writeNote(scene, device);
  const parent = scene.pick(rows);
  const rowId = device.ids.next();
  const text = scene.canary(user, rowId, parent.scope, scene.storedScope(parent.id));
  scene.places.addReply(rowId, parent.id);
  const patch = { refKey: parent.fields.refKey, parent: parent.id, ...replyOf(user, text) };
  await device.write({ op: 'create', collection: 'reply', rowId, scope: parent.scope, patch });
  return send(scene, device);
};
const replyOf = (author: string, text: string) => ({
  text,
  author,
  createdAt: 1,
  editedAt: null,
  editedBy: null,
  conflicts: [],
});

export const edit: Step = async (scene, device) => {
  const { user } = device;
  const rows = await shownNotes(device);
  if (rows.length === 0) return writeNote(scene, device);
  const row = scene.pick(rows);
  const text = scene.canary(user, row.id, row.scope, scene.storedScope(row.id));
  scene.knows(user, text);
  // Words that a text no longer has stay in its history.
  const [isReplaced, before] = [scene.next() < 0.4, String(row.fields.text)];
  const patch = {
    text: isReplaced ? framed(text) : `${before} ${text}`,
    editedBy: user,
    editedAt: 1,
  };
  await device.write({ op: 'patch', collection: 'note', rowId: row.id, patch });
  return send(scene, device);
};

/** The author gives a note another audience. */
export const changeAudience: Step = async (scene, device) => {
  const { user } = device;
  const own = (await shownNotes(device)).filter((row) => row.fields.author === user);
  if (own.length === 0) return writeNote(scene, device);
  const { id } = scene.pick(own);
  const scope = scene.pick(writableScopes(scene, user));
  scene.places.changeAudience(id, user, scope);
  await device.write({ op: 'patch', collection: 'note', rowId: id, scope, patch: {} });
  return send(scene, device);
};

/** Somebody reports, truly or not, that they had notes about a person on screen. */
export const reportLook: Step = async (scene, device) => {
  const { oracle, pick } = scene;
  const { user } = device;
  const rep = pick(scene.people);
  const team = pick([scene.north, scene.south]);
  const isPair = scene.next() < 0.5;
  const rowId = device.ids.next();
  const word = scene.report(user, rowId, rep);
  const fields = { refKey: `odoo/t/deal/${word}`, rep, author: user, at: device.now() };
  const scope = isPair ? `p:${user}:${rep}` : `t:${team}`;
  const patch = { ...fields, how: 'panel' };
  await device.write({ op: 'create', collection: 'opening', rowId, scope, patch });
  await send(scene, device);
  const isOwnTeam = oracle.teamOf.get(user) === team;
  const isBoth =
    (isOwnTeam && oracle.managerOf.get(team) === rep) ||
    (oracle.teamOf.get(rep) === team && oracle.sees(user, scope));
  const isAllowed = rep !== user && (isPair ? oracle.presentManager(rep) === user : isBoth);
  const stored = scene.storedScope(rowId);
  return stored === (isAllowed ? `u:${rep}` : null)
    ? null
    : `a look of ${user} at ${rep} in ${scope} is in ${stored}`;
};

/**
 * People request the history of any row: they may only get what they could read when it was
 * written.
 */
export const readHistory: Step = async (scene, device) => {
  const { store } = scene;
  const who = await contextOf(store.db, device.user);
  const rows = scene.rows();
  if (who && rows.length > 0) {
    const row = scene.pick(rows);
    const found = await historyOf(store, who, row, () => device.ids.next(), 5);
    const heard = JSON.stringify(found);
    scene.heardHistory(device.user, heard);
    device.heard.push(heard);
    const concerned = new Set((found ?? []).map(({ author }) => author));
    const pair = parseScope(scene.storedScope(row) ?? '');
    if (found && pair?.kind === 'pair') concerned.add(pair.rep);
    concerned.delete(device.user);
    for (const person of concerned)
      if (!scene.oracle.gone.has(person) && !(await scene.isLogged(device.user, person, row)))
        return `nothing tells ${person} that ${device.user} read earlier versions`;
    await scene.recordReaders();
  }
  return null;
};
