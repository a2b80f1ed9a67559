import type { In } from '../messages/index.ts';
import { pairOrPrivate } from '../view/sharing.ts';
import { orgOrPrivate, privateScope } from './access.ts';
import type { CommandContext, Commands } from './context.ts';
import { applyChanges } from './fields.ts';
import { append, changedFields, creation, latest, rowsOn, signed } from './rows.ts';

/** One profile a member: whoever changes it changes the fields that differ. */
async function saveProfile(tx: CommandContext, input: In<'profile.save'>): Promise<void> {
  const { profile, from } = input;
  const rows = await rowsOn(tx, 'profile', '');
  const row = latest(rows.filter((item) => item.fields.member === profile.member));
  if (!row) {
    const fields = { ...profile, refKey: '' as const, ...signed(tx) };
    const scope = pairOrPrivate(tx.me, profile.member);
    return void (await tx.write([creation('profile', tx.ids.next(), scope, fields)]));
  }
  const changed = changedFields(row, applyChanges(row.fields, from, profile));
  if (Object.keys(changed).length === 0) return;
  const patch = { ...changed, at: tx.now };
  await tx.write([{ op: 'patch', collection: 'profile', rowId: row.id, patch }]);
}

/** Limits are kept as a series: the latest row counts, with what this editor changed on top. */
async function saveSettings(tx: CommandContext, input: In<'settings.coaching'>): Promise<void> {
  const scope = orgOrPrivate(tx);
  const isSame = (row: { scope: string }) => row.scope === scope;
  const now = latest((await rowsOn(tx, 'coachingSettings', '')).filter(isSame));
  const settings = applyChanges(now?.fields ?? {}, input.from, input.settings);
  await append(tx, 'coachingSettings', scope, { ...settings, refKey: '' }, isSame);
}

export const coachingCommands = {
  'profile.save': saveProfile,
  'self.save': (tx, self) => {
    const isMine = (row: { fields: Record<string, unknown> }) => row.fields.author === tx.user;
    return append(tx, 'selfView', privateScope(tx), { ...self, refKey: '' }, isMine);
  },
  'settings.coaching': saveSettings,
} satisfies Partial<Commands<keyof typeof import('../messages/coaching.ts').coachingMessages>>;
