import type { Profile } from '../../lib/model/index.ts';
import type { OrgView } from '../../lib/view/org.ts';
import { profileOf } from '../../lib/view/org.ts';
import { useAction } from '../data/actions.ts';

export type FocusFields = Pick<Profile, 'member' | 'focus' | 'agreedBy' | 'gaps' | 'strengths'>;

function focusFieldsOf(stored: Profile | null, member: string): FocusFields {
  return {
    member,
    focus: stored?.focus ?? null,
    agreedBy: stored?.agreedBy ?? null,
    gaps: stored?.gaps ?? {},
    strengths: stored?.strengths ?? [],
  };
}

/** A member's focus and levels, with the action that saves a change of them. */
export function useProfile(org: OrgView, member: string) {
  return useStoredProfile(profileOf(org.rows, member), member);
}

/** The same for a profile that was read already; null for a member without one. */
export function useStoredProfile(stored: Profile | null, member: string) {
  const profile = focusFieldsOf(stored, member);
  const save = useAction('profile.save');
  const put = (change: Partial<FocusFields>) =>
    save.mutate({ profile: { ...profile, ...change }, from: profile });
  return { profile, put, error: save.error, isPending: save.isPending };
}
