import { DAY_MS, dayOf } from '../days.ts';
import { type Signal, say } from '../signal.ts';

/** 47. Fires for 60 days after a person typed in bad news about the company. */
export const badNews: Signal = {
  id: 'badNews',
  number: 47,
  kind: 'skill',
  skill: 'discovery',
  topic: 'news',
  limit: 60,
  unit: 'days',
  needs: ['typed'],
  contact: true,
  check({ news, now }, limit) {
    if (!news?.value || news.at < now.ms - limit * DAY_MS) return null;
    return {
      severity: 0.6,
      fingerprintInputs: { news: news.value },
      evidence: [
        { fact: 'said', values: [say.text(news.value), say.date(dayOf(news.at, now.timeZone))] },
      ],
      source: 'typed',
      values: [say.text(news.value)],
    };
  },
};
