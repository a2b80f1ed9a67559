import type { Device } from '../soak/simulation.ts';
import { note } from './note.ts';

/** A person writes a note on a device. @returns its id. */
export async function createNote(device: Device, scope: string, text: string): Promise<string> {
  const rowId = device.ids.next();
  const patch = note(device.user, text);
  await device.write({ op: 'create', collection: 'note', rowId, scope, patch });
  return rowId;
}

/** A person changes a note. @param from the text at the opening of the editor, if another. */
export function editNote(device: Device, id: string, text: string, from?: string) {
  return device.write({
    op: 'patch',
    collection: 'note',
    rowId: id,
    patch: { text, editedBy: device.user, editedAt: 2 },
    ...(from === undefined ? {} : { from }),
  });
}

/** The text of a note on a device, and after it the texts that are in conflict with it. */
export async function textsOf(device: Device, id: string): Promise<unknown[]> {
  const fields = (await device.db.rows.get(id))?.fields;
  const conflicts = (fields?.conflicts ?? []) as { text: string }[];
  return [fields?.text, ...conflicts.map(({ text }) => text)];
}
