// F5: the panel moved a note with the replies of others, without a word.

import { expect, it } from 'vitest';
import { type Device, KEY, openDevice, ref } from '../commands/device.ts';
import { note } from '../helpers/note.ts';
import { row } from '../helpers/rows.ts';

const own = (more = {}) =>
  row('note', 'n1', 'p:dana:tomas', note('dana', 'How are you?', { ref, refKey: KEY, ...more }));
const reply = (author: string) =>
  row('reply', `r-${author}`, 'p:dana:tomas', {
    ...{ refKey: KEY, parent: 'n1', text: 'So so.', author, createdAt: 1 },
    ...{ editedAt: null, editedBy: null, conflicts: [] },
  });
const share = (device: Device, copy?: string) =>
  device.run('note.audience', { id: 'n1', audience: 'private', ...(copy ? { copy } : {}) });
const notes = async (device: Device) =>
  (await device.rows('note')).map(({ id, scope, fields }) => [id, scope, fields.text]);

it('a note with somebody else’s reply stays, and a copy without it is made', async () => {
  const device = await openDevice('dana');
  await device.db.rows.bulkPut([own(), reply('tomas')]);
  await expect(share(device)).rejects.toMatchObject({ code: 'changed' });
  await share(device, 'n2');
  await share(device, 'n2');
  expect(await notes(device)).toEqual([
    ['n1', 'p:dana:tomas', 'How are you?'],
    ['n2', 'u:dana', 'How are you?'],
  ]);
  expect((await device.rows('reply')).map(({ fields }) => fields.parent)).toEqual(['n1']);
});

it('a note with the author’s own replies moves', async () => {
  const device = await openDevice('dana');
  await device.db.rows.bulkPut([own(), reply('dana')]);
  await share(device);
  expect(await notes(device)).toEqual([['n1', 'u:dana', 'How are you?']]);
});

it('a text that somebody else changed is not copied either', async () => {
  const device = await openDevice('dana');
  await device.db.rows.put(own({ editedBy: 'tomas', editedAt: 2 }));
  await expect(share(device, 'n2')).rejects.toMatchObject({ code: 'changed' });
  expect(await notes(device)).toEqual([['n1', 'p:dana:tomas', 'How are you?']]);
});
