import type { OrgCoaching, Written } from '../coaching/index.ts';
import type {
  Attention,
  CoachingSettings,
  Learned,
  OrgHistory,
  PlaybookVersion,
  Profile,
  StageMap,
  WinProbability,
} from '../model/index.ts';
import { type CoachingRows, currentOf, type Item, inOrder } from '../store/index.ts';

/** What `loadOrg` reads: rows, and what the background worked out over all deals. */
export interface OrgRead {
  rows: CoachingRows;
  history: OrgHistory | null;
  attention: Attention | null;
  learned: Readonly<Record<string, Learned>>;
  winProbability: WinProbability | null;
}

/** What the organisation and this person bring to every deal. */
export interface OrgView extends OrgRead {
  written: readonly Written[];
}

/**
 * @param written the written prompts, compiled: pages fetch the compiler only where there are any.
 * @param learning whether what followed from questions may move their order.
 */
export function orgView(read: OrgRead, written: readonly Written[], learning: boolean): OrgView {
  return { ...read, written, learned: learning ? read.learned : {} };
}

/** What one person works on, as far as they share it with the viewer. */
export function profileOf(
  { profiles }: Pick<CoachingRows, 'profiles'>,
  member: string,
): Profile | null {
  return currentOf(profiles.filter((row) => row.fields.member === member))?.fields ?? null;
}

/** What the organisation set goes before what somebody set while signed out. */
function ofOrg<C extends 'stageMap' | 'coachingSettings'>(rows: readonly Item<C>[]): Item<C>[] {
  const shared = rows.filter((row) => row.scope.startsWith('o:'));
  return inOrder(shared.length > 0 ? shared : rows);
}

/** The limits that count. */
export function settingsOf({ settings }: Pick<CoachingRows, 'settings'>): CoachingSettings | null {
  return ofOrg(settings)[0]?.fields ?? null;
}

/** Which stage is which, the map that counts first. */
export function mapsOf({ maps }: Pick<CoachingRows, 'maps'>): StageMap[] {
  return ofOrg(maps).map((row) => row.fields);
}

/** Versions of playbooks in the order that the server took them: of two with one number the later one counts. */
export function versionsOf({ versions }: Pick<CoachingRows, 'versions'>): PlaybookVersion[] {
  return inOrder(versions)
    .reverse()
    .map((row) => row.fields);
}

/**
 * What counts on one rep's deals. The profile is that rep's, and the private self-check is used only where the viewer is
 * that rep. On a deal of an unknown owner neither counts: it may be anybody's.
 */
export function orgCoaching(org: OrgView, rep: string | null, user: string): OrgCoaching {
  const { rows } = org;
  return {
    versions: versionsOf(rows),
    maps: mapsOf(rows),
    settings: settingsOf(rows),
    written: org.written,
    history: org.history,
    profile: rep === null ? null : profileOf(rows, rep),
    self: rep === user ? (rows.self.find((self) => self.user === user) ?? null) : null,
    attention: org.attention,
    learned: org.learned,
  };
}
