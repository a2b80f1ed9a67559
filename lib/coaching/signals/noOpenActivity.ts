import { known } from '../../model/index.ts';
import { type Signal, say } from '../signal.ts';

/** Below this an empty list shows nothing. */
const LEAST_CONFIDENCE = 0.9;

/** 15. Fires when no activity is planned on the deal. */
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
  check({ fields, lastActivity }) {
    const activities = known(fields.activities);
    // An incomplete list does not show what is missing from it.
    if (
      activities === undefined ||
      fields.activities.state !== 'seen' ||
      fields.activities.confidence < LEAST_CONFIDENCE
    )
      return 'unknown';
    const open = activities.filter((item) => item.state === 'open');
    if (open.length > 0) return null;
    const last = lastActivity.state === 'seen' ? lastActivity.value : null;
    return {
      severity: 0.55,
      fingerprintInputs: { open: 0, last },
      evidence: [{ fact: 'openActivities', values: [say.count(0)] }],
      source: fields.activities.source,
    };
  },
};
