import { type In, MessageError } from '../messages/index.ts';
import { LOCAL_USER, leadsTeam, scopes } from '../model/index.ts';
import { currentOf } from '../store/index.ts';
import { pairOrPrivate } from '../view/sharing.ts';
import { privateScope } from './access.ts';
import type { CommandContext, Commands } from './context.ts';
import { putCurrent } from './current.ts';
import { applyChanges } from './fields.ts';
import { put, rowsOn } from './rows.ts';

/** Only administrators change an organisation's calendar; signed out it is the person's own. */
function calendarScope(tx: CommandContext): string {
  if (tx.me === null) return privateScope(tx);
  if (tx.me.user.role !== 'admin') throw new MessageError('notAllowed', 'orgCalendar');
  return scopes.org(tx.me.org.id);
}

async function saveCalendar(
  tx: CommandContext,
  { calendar, from }: In<'calendar.org'>,
): Promise<void> {
  const scope = calendarScope(tx);
  const rows = (await rowsOn(tx, 'orgCalendar', '')).filter((row) => row.scope === scope);
  const now = currentOf(rows)?.fields ?? null;
  const fields = applyChanges(now ?? {}, now && from, calendar);
  await tx.write(await put(tx, 'orgCalendar', scope, { ...fields, refKey: '' }, { before: now }));
}

/** Saves the absences of the person: for them, their manager, and the teams that they manage. */
async function saveAway(tx: CommandContext, { away, from }: In<'calendar.away'>): Promise<void> {
  const member = tx.me?.user.id ?? LOCAL_USER;
  const rows = (await rowsOn(tx, 'away', '')).filter((row) => row.fields.member === member);
  const now = currentOf(rows)?.fields ?? null;
  const saved = applyChanges(now ?? {}, now && from, away);
  const fields = { ...saved, member, refKey: '' } as const;
  await putCurrent(tx, 'away', pairOrPrivate(tx.me, member), fields);
  for (const { id } of tx.me?.teams ?? [])
    if (leadsTeam(tx.me, id)) await tx.write(await put(tx, 'away', scopes.team(id), fields));
}

export const calendarCommands = {
  'calendar.org': saveCalendar,
  'calendar.away': saveAway,
} satisfies Partial<Commands<keyof typeof import('../messages/calendar.ts').calendarMessages>>;
