import type { OrgCoaching } from '../../lib/coaching/assemble.ts';

/** An organisation without playbooks, thresholds, questions or a past of its own. */
export const org: OrgCoaching = {
  versions: [],
  maps: [],
  answers: [],
  settings: null,
  authored: [],
  history: null,
  profile: null,
  self: null,
  exposure: null,
  learned: {},
};
