import { wholeList } from '../../model/index.ts';
import { talksAhead } from '../planned.ts';
import { type Signal, say } from '../signal.ts';

/** 15. Triggered when no activity is planned on the deal. */
export const noOpenActivity: Signal = {
  id: 'noOpenActivity',
  number: 15,
  kind: 'process',
  skill: 'planning',
  topic: 'nextStep',
  about: 'deal',
  side: 'both',
  limit: 1,
  unit: 'none',
  needs: ['activities'],
  unless: ['newRecord', 'agreedPause'],
  check(facts) {
    const { fields, lastActivity } = facts;
    const activities = wholeList(fields.activities);
    // An incomplete list does not show what is missing from it.
    if (!activities) return 'unknown';
    if (activities.value.some((item) => item.state === 'open')) return null;
    if (talksAhead(facts).length > 0) return null;
    const last = lastActivity.state === 'seen' ? lastActivity.value : null;
    return {
      severity: 0.55,
      fingerprintInputs: { open: 0, last },
      evidence: [{ fact: 'openActivities', values: [say.count(0)] }],
      source: activities.source,
    };
  },
};
