import type { OrgCoaching, Written } from '../coaching/index.ts';
import { type Attention, type Learned, latestOf, type OrgHistory, type Outlook, type Profile } from '../model/index.ts';
import type { CoachingRows } from '../store/index.ts';

/** What `loadOrg` reads: rows, and what the background worked out over all deals. */
export interface OrgRead {
  rows: CoachingRows;
  history: OrgHistory | null;
  attention: Attention | null;
  learned: Readonly<Record<string, Learned>>;
  outlook: Outlook | null;
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
export function profileOf({ profiles }: Pick<CoachingRows, 'profiles'>, member: string): Profile | null {
  return latestOf(profiles.filter((row) => row.fields.member === member));
}

/**
 * What counts on one rep's deals. The profile is that rep's, and the private self-check is used only where the viewer is
 * that rep. On a deal of an unknown owner neither counts: it may be anybody's.
 */
export function orgCoaching(org: OrgView, rep: string | null, user: string): OrgCoaching {
  const { rows } = org;
  // The organisation's own maps go before those that somebody made while signed out.
  const shared = rows.maps.filter((row) => row.scope.startsWith('o:'));
  return {
    versions: rows.versions.map((row) => row.fields),
    maps: (shared.length > 0 ? shared : rows.maps).map((row) => row.fields),
    settings: latestOf(rows.settings),
    written: org.written,
    history: org.history,
    profile: rep === null ? null : profileOf(rows, rep),
    self: rep === user ? latestOf(rows.self) : null,
    attention: org.attention,
    learned: org.learned,
  };
}
