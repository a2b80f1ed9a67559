import 'fake-indexeddb/auto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../server/store/store.ts';
import { basisOf } from '../../server/sync/text.ts';
import { createNote, editNote, textsOf } from '../helpers/deviceNotes.ts';
import { note } from '../helpers/note.ts';
import { Device, makePair, openStores } from '../soak/simulation.ts';

let store: Store;
beforeAll(async () => {
  [store] = (await openStores(null)) as [Store];
});
afterAll(() => store.close());

let made = 0;
/** A note of four words that two people have on their devices; each push holds one change. */
async function shared() {
  const org = `unseen${++made}`;
  const { boss, rep: user, scope } = await makePair(store, org);
  const [mine, theirs] = (await Promise.all(
    [user, boss].map((who, at) => new Device(`${org}-${at}`, who, made * 70).open()),
  )) as [Device, Device];
  const id = await createNote(mine, scope, 'one two three four');
  await mine.sync(store);
  await theirs.sync(store);
  const writes = (device: Device, text: string, from?: string) => editNote(device, id, text, from);
  const texts = (device: Device) => textsOf(device, id);
  return { mine, theirs, writes, texts, id };
}

describe('words that the writer had not on screen', () => {
  it('that came while an editor was open stay when it is saved', async () => {
    const { mine, theirs, writes, texts } = await shared();
    await writes(theirs, 'one two three four, says Dana');
    await theirs.sync(store);
    await mine.sync(store);
    await writes(mine, 'Friday: one two three four', 'one two three four');
    expect(await texts(mine)).toEqual(['Friday: one two three four, says Dana']);
    await mine.sync(store);
    await theirs.sync(store);
    expect(await texts(theirs)).toEqual(['Friday: one two three four, says Dana']);
  });

  it('that came while an editor was open are a conflict where both changed them', async () => {
    const { mine, theirs, writes, texts } = await shared();
    await writes(theirs, 'one two DANA four');
    await theirs.sync(store);
    await mine.sync(store);
    await writes(mine, 'one two TOMAS four', 'one two three four');
    // Until the server has a result, the writer sees the own text.
    expect(await texts(mine)).toEqual(['one two TOMAS four']);
    await mine.sync(store);
    await theirs.sync(store);
    expect(await texts(mine)).toEqual(['one two DANA four', 'one two TOMAS four']);
    expect(await texts(theirs)).toEqual(await texts(mine));
  });

  it('stay on a server without `seen`, too', async () => {
    const { mine, theirs, writes, texts } = await shared();
    await writes(theirs, 'one two DANA four');
    await theirs.sync(store);
    await mine.sync(store);
    await writes(mine, 'one two TOMAS four', 'one two three four');
    const [waits] = await mine.db.outbox.toArray();
    expect(waits).toMatchObject({ base: 0 });
    await mine.db.outbox
      .where('seq')
      .above(0)
      .modify((item) => void delete item.seen);
    await mine.sync(store);
    expect(await texts(mine)).toEqual(['one two DANA four', 'one two TOMAS four']);
  });

  it('stay a conflict if the row is never sent to a server', async () => {
    const { mine, id } = await shared();
    const local = mine.ids.next();
    await mine.write({
      op: 'create',
      collection: 'note',
      rowId: local,
      scope: `u:${mine.user}`,
      patch: { ...note(mine.user, 'one two three'), refKey: 'odoo//deal/1' },
    });
    for (const text of ['one FIRST three', 'one SECOND three', 'one two three four'])
      await mine.write({
        op: 'patch',
        collection: 'note',
        rowId: local,
        patch: { text, editedBy: mine.user, editedAt: 2 },
        from: 'one two three',
      });
    const row = await mine.db.rows.get(local);
    expect(id).not.toBe(local);
    expect(row?.fields.text).toBe('one FIRST three four');
    const [conflict] = (row?.fields.conflicts ?? []) as {
      text: string;
      rev: number;
      author: string;
    }[];
    expect(conflict?.text).toBe('one SECOND three');
    await mine.write({
      op: 'patch',
      collection: 'note',
      rowId: local,
      patch: { text: 'both', editedBy: mine.user },
      ...(conflict ? { resolves: conflict } : {}),
    });
    expect((await mine.db.rows.get(local))?.fields).toMatchObject({ text: 'both', conflicts: [] });
  });

  it('a conflict that came after the choice was offered is not resolved with it', async () => {
    const { mine, theirs, writes, texts, id } = await shared();
    await writes(theirs, 'one DANA three four');
    await theirs.sync(store);
    await writes(mine, 'one TOMAS three four');
    await mine.sync(store);
    const [conflict] = ((await mine.db.rows.get(id))?.fields.conflicts ?? []) as {
      rev: number;
      author: string;
    }[];
    // Both resolve it at the same time: the second refers to a resolved conflict and is accepted.
    await theirs.sync(store);
    for (const device of [mine, theirs]) {
      const chosen = { text: 'one BOTH three four', editedBy: device.user, editedAt: 3 };
      await device.write({
        op: 'patch',
        collection: 'note',
        rowId: id,
        patch: chosen,
        from: 'one DANA three four',
        ...(conflict ? { resolves: conflict } : {}),
      });
    }
    await mine.sync(store);
    await theirs.sync(store);
    expect(await theirs.db.refused.count()).toBe(0);
    expect(await texts(theirs)).toEqual(['one BOTH three four']);
  });

  it('two editors of one text on one device: what the second was not shown stays', async () => {
    const { mine, writes, texts } = await shared();
    await writes(mine, 'one two FIRST four', 'one two three four');
    await writes(mine, 'one two SECOND four', 'one two three four');
    await mine.sync(store);
    expect(await texts(mine)).toEqual(['one two FIRST four', 'one two SECOND four']);
  });

  it('hidden by an own unmerged change stay a conflict of the next change', async () => {
    const { mine, theirs, writes, texts } = await shared();
    await writes(theirs, 'SEVEN one two three four');
    await theirs.sync(store);
    await writes(mine, 'one two three five');
    await writes(mine, 'TEN one two three five');
    // The first is merged; the second is a conflict on the server, and its answer is lost.
    mine.faults = ['none', 'lostAnswer'];
    await mine.sync(store);
    expect(await texts(mine)).toEqual(['TEN one two three five']);
    await writes(mine, 'TEN one two three five six');
    mine.endFaults();
    await mine.sync(store);
    expect(await texts(mine)).toEqual(['SEVEN one two three five', 'TEN one two three five six']);
  });

  it('nothing is known of a screen that showed a change which was refused', () => {
    const change = { base: 3, after: 'refused', seen: undefined };
    const ground = [{ rev: 3, text: 'as it stands' }, [], { clientId: 'c', proto: 2 }] as const;
    expect(basisOf(change, ...ground, true)).toEqual({ kind: 'unknown', replaces: null });
    expect(basisOf(change, ...ground, false).kind).toBe('current');
  });
});
