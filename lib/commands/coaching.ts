import { type In, MessageError } from '../messages/index.ts';
import { currentOf } from '../store/index.ts';
import { pairOrPrivate } from '../view/sharing.ts';
import { orgOrPrivate } from './access.ts';
import type { CommandContext, Commands } from './context.ts';
import { putCurrent } from './current.ts';
import { applyChanges } from './fields.ts';
import { put, rowsOn } from './rows.ts';

/**
 * One profile a member: whoever changes it changes the fields that differ from what counts, which
 * is what the page showed. What was agreed with somebody else, in another pair, is not agreed here:
 * nobody says that for another. Nor is what was agreed to another focus.
 */
async function saveProfile(
  tx: CommandContext,
  { profile, from }: In<'profile.save'>,
): Promise<void> {
  const scope = pairOrPrivate(tx.me, profile.member);
  const rows = (await rowsOn(tx, 'profile', '')).filter(
    (row) => row.fields.member === profile.member,
  );
  const counts = currentOf(rows);
  const now = counts?.fields ?? {};
  const agrees = profile.agreedBy === tx.user && from?.agreedBy !== tx.user;
  // Whoever agrees means the focus that they saw.
  if (agrees && counts && now.focus !== (from ?? profile).focus) {
    throw new MessageError('changed', 'profile');
  }
  const saved = applyChanges(now, from, profile);
  const isSaidHere = counts?.scope === scope || saved.agreedBy === tx.user;
  const stands = agrees || (isSaidHere && saved.focus === now.focus);
  const agreedBy = stands ? saved.agreedBy : null;
  await putCurrent(tx, 'profile', scope, { ...saved, agreedBy, refKey: '' }, ['focus', 'agreedBy']);
}

/** The organisation's limits: what this editor changed, on top of what they are now. */
async function saveSettings(
  tx: CommandContext,
  { settings, from }: In<'settings.coaching'>,
): Promise<void> {
  const scope = orgOrPrivate(tx);
  const now =
    currentOf((await rowsOn(tx, 'coachingSettings', '')).filter((row) => row.scope === scope))
      ?.fields ?? null;
  await tx.write(
    await put(
      tx,
      'coachingSettings',
      scope,
      { ...applyChanges(now ?? {}, from, settings), refKey: '' },
      { before: now },
    ),
  );
}

export const coachingCommands = {
  'profile.save': saveProfile,
  'self.save': async (tx, self) => {
    await tx.db.selfViews.put({ user: tx.user, ...self });
  },
  'settings.coaching': saveSettings,
} satisfies Partial<Commands<keyof typeof import('../messages/coaching.ts').coachingMessages>>;
