import { dayOf } from '../coaching/index.ts';
import { type In, MessageError } from '../messages/index.ts';
import { personKey, type Skill } from '../model/index.ts';
import { currentOf } from '../store/index.ts';
import { pairOrPrivate } from '../view/sharing.ts';
import { orgOrPrivate } from './access.ts';
import type { CommandContext, Commands } from './context.ts';
import { putCurrent } from './current.ts';
import { applyChanges } from './fields.ts';
import { put, rowsOn } from './rows.ts';

/** Writes on which day one of the two keys of a focus was turned. */
async function keyTurned(
  tx: CommandContext,
  scope: string,
  member: string,
  focus: Skill,
  event: 'picked' | 'agreed',
): Promise<void> {
  const day = dayOf(tx.now, tx.timeZone);
  await tx.write(
    await put(tx, 'focusEntry', scope, { refKey: personKey(member), focus, event, day }),
  );
}

/**
 * Saves a member's profile: the fields that differ from the current row, which the page showed. An
 * agreement is valid for one pair and one focus: in another pair, or with another focus, it ends.
 */
async function saveProfile(
  tx: CommandContext,
  { profile, from }: In<'profile.save'>,
): Promise<void> {
  const scope = pairOrPrivate(tx.me, profile.member);
  const rows = (await rowsOn(tx, 'profile', '')).filter(
    (row) => row.fields.member === profile.member,
  );
  const current = currentOf(rows);
  const now = current?.fields ?? {};
  const agrees = profile.agreedBy === tx.user && from?.agreedBy !== tx.user;
  // A person agrees to the focus that the page showed.
  if (agrees && current && now.focus !== (from ?? profile).focus) {
    throw new MessageError('changed', 'profile');
  }
  const saved = applyChanges(now, from, profile);
  const isOfThisPair = current?.scope === scope || saved.agreedBy === tx.user;
  const isAgreed = agrees || (isOfThisPair && saved.focus === now.focus);
  const agreedBy = isAgreed ? saved.agreedBy : null;
  await putCurrent(tx, 'profile', scope, { ...saved, agreedBy, refKey: '' }, ['focus', 'agreedBy']);
  const { focus } = saved;
  if (focus === null) return;
  const picks = focus !== now.focus && profile.member === tx.user;
  if (picks) await keyTurned(tx, scope, profile.member, focus, 'picked');
  if (agrees && agreedBy !== null) await keyTurned(tx, scope, profile.member, focus, 'agreed');
}

/** Saves the organisation's settings: this editor's changes, applied to the current settings. */
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
