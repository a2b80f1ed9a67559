import type { CompiledPrompt, OrgCoaching, StageAnswer } from '../coaching/index.ts';
import {
  agreedIn,
  type CoachingSettings,
  type Exposure,
  type Learned,
  type OrgHistory,
  type PlaybookVersion,
  type Profile,
  type StageMap,
  type WinProbability,
} from '../model/index.ts';
import { type CoachingRows, currentOf, type Item, inOrder } from '../store/index.ts';

/** The result of `loadOrg`: rows, and the background's statistics over all deals. */
export interface OrgRead {
  rows: CoachingRows;
  history: OrgHistory | null;
  exposure: Exposure | null;
  learned: Readonly<Record<string, Learned>>;
  winProbability: WinProbability | null;
  /** The working days of a member; null where nobody entered any days off. */
  calendarFor: typeof import('./calendars.ts').calendarFor | null;
}

/** The coaching data of the organisation and the person that every deal uses. */
export interface OrgView extends OrgRead {
  authored: readonly CompiledPrompt[];
}

/**
 * @param authored the authored prompts, compiled: pages load the compiler only where there are any.
 * @param learning whether insights may change the ranking of questions.
 */
export function orgView(
  read: OrgRead,
  authored: readonly CompiledPrompt[],
  learning: boolean,
): OrgView {
  return { ...read, authored, learned: learning ? read.learned : {} };
}

/** A member's profile, where it is shared with the viewer, with a valid agreement or none. */
export function profileOf(
  rows: { profiles: readonly Item<'profile'>[] },
  member: string,
): Profile | null {
  return currentProfileOf(rows, member)?.fields ?? null;
}

/** The row of a member’s profile that counts, as it is valid in its scope. */
export function currentProfileOf(
  { profiles }: { profiles: readonly Item<'profile'>[] },
  member: string,
): Item<'profile'> | null {
  const current = currentOf(profiles.filter((row) => row.fields.member === member));
  return current && { ...current, fields: agreedIn(current.scope, current.fields) };
}

/**
 * The profile that ranks questions. In a pair a focus needs both keys: until the manager agreed,
 * nothing is in another order. Where nobody can agree, the person’s choice counts alone.
 */
function rankingProfileOf(rows: Pick<CoachingRows, 'profiles'>, member: string): Profile | null {
  const current = currentOf(rows.profiles.filter((row) => row.fields.member === member));
  const profile = current && agreedIn(current.scope, current.fields);
  const waits = current?.scope.startsWith('p:') && profile?.agreedBy === null;
  return profile && waits ? { ...profile, focus: null } : profile;
}

/** Rows of the organisation take precedence over those from before signing in. */
function ofOrg<C extends 'stageMap' | 'coachingSettings'>(rows: readonly Item<C>[]): Item<C>[] {
  const shared = rows.filter((row) => row.scope.startsWith('o:'));
  return inOrder(shared.length > 0 ? shared : rows);
}

/** The current coaching settings. */
export function settingsOf({ settings }: Pick<CoachingRows, 'settings'>): CoachingSettings | null {
  return ofOrg(settings)[0]?.fields ?? null;
}

/** The stage maps, the current one first. */
export function mapsOf({ maps }: Pick<CoachingRows, 'maps'>): StageMap[] {
  return ofOrg(maps).map((row) => row.fields);
}

/**
 * What people said about stages that the CRM does not explain, the current answer first. Private
 * answers on a device are the person's own.
 */
export function answersOf({ stages }: Pick<CoachingRows, 'stages'>): StageAnswer[] {
  return inOrder(stages).map(({ scope, fields }) => ({
    ...fields,
    isShared: scope.startsWith('o:'),
  }));
}

/** Playbook versions in the server's order: of two with one number the later one is in use. */
export function versionsOf({ versions }: Pick<CoachingRows, 'versions'>): PlaybookVersion[] {
  return inOrder(versions)
    .reverse()
    .map((row) => row.fields);
}

/**
 * The coaching data for one rep's deals. The profile is that rep's; the private self-check is used
 * only where the viewer is that rep. For a deal of an unknown owner neither is used.
 */
export function orgCoaching(org: OrgView, rep: string | null, user: string): OrgCoaching {
  const { rows } = org;
  return {
    versions: versionsOf(rows),
    maps: mapsOf(rows),
    answers: answersOf(rows),
    settings: settingsOf(rows),
    authored: org.authored,
    history: org.history,
    calendar: org.calendarFor?.(rows, rep) ?? null,
    profile: rep === null ? null : rankingProfileOf(rows, rep),
    self: rep === user ? (rows.self.find((self) => self.user === user) ?? null) : null,
    exposure: org.exposure,
    learned: org.learned,
  };
}
