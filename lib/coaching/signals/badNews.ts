import { latestStatement, statementFinding } from '../checks.ts';
import { DAY_MS, dayOf } from '../days.ts';
import { type Signal, say } from '../signal.ts';

/** Severity of news in a text, which may stop the deal. */
const WRITTEN = 0.85;

/**
 * 47. Triggered for 60 days after a person typed in bad news about the company, or a text reports a
 * freeze, a stop, an insolvency or layoffs.
 */
export const badNews: Signal = {
  id: 'badNews',
  number: 47,
  kind: 'skill',
  skill: 'discovery',
  topic: 'news',
  about: 'deal',
  side: 'rep',
  limit: 60,
  unit: 'days',
  needs: ['typed'],
  contact: true,
  check(facts, limit) {
    const { news, now } = facts;
    if (!news?.value || news.at < now.ms - limit * DAY_MS) {
      const statement = latestStatement(facts, 'trouble', limit);
      return (
        statement && statementFinding(facts, { ...statement, hit: statement.sentence }, WRITTEN)
      );
    }
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
