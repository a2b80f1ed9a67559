import * as z from 'zod/mini';
import { CoachingSettings, Profile, SelfView } from '../model/index.ts';
import { fromPage, nothing } from './fields.ts';

/** What people and the organisation set for coaching. */
export const coachingMessages = {
  'profile.save': fromPage(z.pick(Profile, { member: true, focus: true, agreedBy: true, gaps: true, strengths: true }), nothing),
  'self.save': fromPage(z.pick(SelfView, { approval: true, rejection: true, control: true }), nothing),
  'settings.coaching': fromPage(z.pick(CoachingSettings, { limits: true, off: true, competitors: true }), nothing),
};
