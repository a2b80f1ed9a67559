import type { From, Handlers, In } from '../../lib/messages/index.ts';
import { MessageError } from '../../lib/messages/index.ts';
import { type Note, OWNER_FACT, RecordRef, type Reply, refKey, type Scope } from '../../lib/model/index.ts';
import { type Change, keepDraft, staysHere, WriteError } from '../../lib/store/write.ts';
import { type Account, account, ids } from './account.ts';
import { commit, pairOrPrivate, scopeOrThrow } from './commit.ts';
import { noteOpened } from './openings.ts';
import { rollUpSoon } from './rollups.ts';

async function rowOf(who: Account, id: string, collection: 'note' | 'reply') {
  const row = await who.db.rows.get(id);
  if (row?.collection !== collection) throw new MessageError('missing');
  return row;
}

async function saveNote(input: In<'note.save'>): Promise<{ id: string }> {
  const who = await account();
  const { id } = input;
  // The page asks again when it got no answer: what is there already was saved.
  if (await who.db.rows.get(id)) return { id };
  // A record whose system is not known stays on the device, so it can have no other reader.
  const scope = scopeOrThrow(who, input.ref.tenant === '' ? 'private' : input.audience, input.rep);
  const key = refKey(input.ref);
  const note: Note = {
    ref: input.ref,
    refKey: key,
    recordName: input.recordName,
    text: input.text,
    author: who.user,
    createdAt: Date.now(),
    editedAt: null,
    editedBy: null,
    kind: input.kind,
    prompt: input.prompt,
    conflicts: [],
  };
  await commit(who, [{ op: 'create', collection: 'note', rowId: id, scope, patch: note }], key, input.draft);
  return { id };
}

async function edit(collection: 'note' | 'reply', input: In<'note.edit'>): Promise<void> {
  const who = await account();
  const row = await rowOf(who, input.id, collection);
  const patch = { text: input.text, editedAt: Date.now(), editedBy: who.user };
  await commit(who, [{ op: 'patch', collection, rowId: input.id, patch, from: input.from, ...(input.settles ? { settles: input.settles } : {}) }], row.refKey);
}

async function saveReply(input: In<'reply.save'>): Promise<{ id: string }> {
  const who = await account();
  const parent = await rowOf(who, input.parent, 'note');
  const { id } = input;
  if (await who.db.rows.get(id)) return { id };
  const reply: Reply = { refKey: parent.refKey, parent: input.parent, text: input.text, author: who.user, createdAt: Date.now(), editedAt: null, editedBy: null, conflicts: [] };
  await commit(who, [{ op: 'create', collection: 'reply', rowId: id, scope: parent.scope, patch: reply }], parent.refKey, input.draft);
  return { id };
}

async function markRead(input: In<'note.read'>): Promise<void> {
  const who = await account();
  const changes: Change[] = [];
  const marks = await who.db.rows.where('[collection+refKey]').equals(['readMark', input.refKey]).toArray();
  for (const parent of input.ids) {
    const note = await who.db.rows.get(parent);
    const known = marks.some((mark) => mark.fields.parent === parent && mark.fields.author === who.user);
    if (!note || known || note.fields.author === who.user) continue;
    changes.push({ op: 'create', collection: 'readMark', rowId: ids.next(), scope: note.scope, patch: { refKey: input.refKey, parent, author: who.user, at: Date.now() } });
  }
  if (changes.length > 0) await commit(who, changes, input.refKey);
}

async function outcome(input: In<'prompt.outcome'>): Promise<void> {
  const who = await account();
  const { rep, ...fields } = input;
  const shared = input.outcome === 'answered' || input.outcome === 'asked';
  await commit(
    who,
    [{ op: 'create', collection: 'promptOutcome', rowId: ids.next(), scope: pairOrPrivate(who, rep, shared), patch: { ...fields, author: who.user, at: Date.now() } }],
    input.refKey,
  );
  rollUpSoon();
}

async function typeFact(input: In<'fact.type'>): Promise<void> {
  const who = await account();
  const { rep, ...fields } = input;
  await commit(
    who,
    [{ op: 'create', collection: 'typedFact', rowId: ids.next(), scope: pairOrPrivate(who, rep, true), patch: { ...fields, author: who.user, at: Date.now() } }],
    input.refKey,
  );
}

async function link(input: In<'identity.link'>): Promise<void> {
  const who = await account();
  const scope: Scope = who.me ? `o:${who.me.org.id}` : scopeOrThrow(who, 'private', null);
  await commit(who, [{ op: 'create', collection: 'crmIdentity', rowId: ids.next(), scope, patch: { ...input, userId: who.user, at: Date.now() } }], '');
}

export const noteHandlers = {
  'note.save': saveNote,
  'note.edit': (input) => edit('note', input),
  'note.audience': async ({ id, audience, rep }) => {
    const who = await account();
    const row = await rowOf(who, id, 'note');
    if (staysHere(row.refKey)) throw new MessageError('notAllowed');
    await commit(who, [{ op: 'patch', collection: 'note', rowId: id, scope: scopeOrThrow(who, audience, rep), patch: {} }], row.refKey);
  },
  'note.delete': async ({ id }) => {
    const who = await account();
    const row = await rowOf(who, id, 'note');
    await commit(who, [{ op: 'delete', collection: 'note', rowId: id, patch: {} }], row.refKey);
  },
  'note.restore': async ({ id }) => {
    const who = await account();
    const row = await rowOf(who, id, 'note');
    await commit(who, [{ op: 'restore', collection: 'note', rowId: id, patch: {} }], row.refKey);
  },
  'note.read': markRead,
  'note.opened': noteOpened,
  'reply.save': saveReply,
  'reply.edit': (input) => edit('reply', input),
  'prompt.outcome': outcome,
  'fact.type': typeFact,
  'draft.keep': async ({ key, ...draft }) => {
    const { db } = await account();
    try {
      await keepDraft(db, key, draft, Date.now());
    } catch (error) {
      throw error instanceof WriteError ? new MessageError(error.code) : error;
    }
  },
  /** What the server would not take as it was, kept as a note for oneself: nothing typed is lost. */
  'refused.keep': async ({ id }) => {
    const who = await account();
    const item = await who.db.refused.get(id);
    const fields = item?.mutation.patch ?? {};
    const row = item ? await who.db.rows.get(item.mutation.rowId) : undefined;
    const parent = await who.db.rows.get(String(fields.parent ?? ''));
    const from = row?.collection === 'note' ? row.fields : parent?.collection === 'note' ? parent.fields : fields;
    const [ref, text] = [RecordRef.safeParse(from.ref), fields.text];
    if (!item || !ref.success || typeof text !== 'string') throw new MessageError('missing');
    const key = refKey(ref.data);
    const note: Note = {
      ref: ref.data,
      refKey: key,
      recordName: String(from.recordName ?? ''),
      text,
      author: who.user,
      createdAt: Date.now(),
      editedAt: null,
      editedBy: null,
      kind: 'note',
      prompt: null,
      conflicts: [],
    };
    await commit(who, [{ op: 'create', collection: 'note', rowId: ids.next(), scope: scopeOrThrow(who, 'private', null), patch: note }], key);
    await who.db.refused.delete(id);
  },
  'refused.drop': async ({ id }) => {
    const { db } = await account();
    await db.refused.delete(id);
  },
  'identity.link': link,
  // It decides on this person's devices alone, and goes where nobody else reads it.
  'identity.owner': (input) => typeFact({ refKey: input.refKey, field: OWNER_FACT, value: input.rep, rep: null }),
  'role.local': async ({ role }) => {
    const { db } = await account();
    await db.meta.put({ key: 'localRole', value: role });
  },
} satisfies Partial<{ [N in keyof Handlers]: (input: In<N>, from: From) => unknown }>;
