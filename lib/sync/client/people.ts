import * as z from 'zod/mini';
import { Me, Member } from '../../model/index.ts';
import type { SidelineDb } from '../../store/index.ts';
import { putMeta } from '../../store/write.ts';
import { request, type ServerClient } from './http.ts';

const Members = z.object({
  members: z.array(Member),
  former: z.optional(z.array(z.object({ id: z.string(), name: z.string() }))),
});

/** Fetches the person who is signed in: name, team and manager may have changed. */
export async function pullMe(db: SidelineDb, client: ServerClient): Promise<Me> {
  const { value } = await request(client, 'GET', '/me', undefined, Me);
  await putMeta(db, 'me', value);
  return value;
}

/**
 * Fetches the names of everyone in the organisation, which notes show as their authors, and their
 * teams, which a note’s readers are counted from.
 */
export async function pullMembers(db: SidelineDb, client: ServerClient): Promise<void> {
  const { value } = await request(client, 'GET', '/org/members', undefined, Members);
  const members = value.members.map(({ id, name, team }) => ({ id, name, team }));
  await putMeta(db, 'members', [...(value.former ?? []), ...members]);
}
