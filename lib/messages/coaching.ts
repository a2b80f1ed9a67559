import * as z from 'zod/mini';
import { CoachingSettings, Profile, SelfView } from '../model/index.ts';
import { fromPage, nothing } from './fields.ts';

const SharedProfile = z.pick(Profile, {
  member: true,
  focus: true,
  agreedBy: true,
  gaps: true,
  strengths: true,
});
const Settings = z.pick(CoachingSettings, {
  limits: true,
  off: true,
  rested: true,
  competitors: true,
});

/** Coaching settings of people and the organisation. `from`: the values that the page showed. */
export const coachingMessages = {
  'profile.save': fromPage(
    z.object({ profile: SharedProfile, from: z.nullable(SharedProfile) }),
    nothing,
  ),
  'self.save': fromPage(
    z.pick(SelfView, { approval: true, rejection: true, control: true }),
    nothing,
  ),
  'settings.coaching': fromPage(
    z.object({ settings: Settings, from: z.nullable(Settings) }),
    nothing,
  ),
};
