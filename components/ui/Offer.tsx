import type { LintIssue } from '../../lib/coaching/lint/index.ts';
import { t, tKey } from './i18n.ts';

/** A lint issue and a better wording to accept: one made from the text, else a general one. */
export function Offer({ issue, onTake }: { issue: LintIssue; onTake(wording: string): void }) {
  const offer = issue.offer ?? tKey(`lint.offer.${issue.code}`);
  return (
    <p>
      {tKey(`lint.${issue.code}`, [issue.matched])}{' '}
      <button type="button" className="link" onClick={() => onTake(offer)}>
        {t('lint.take', [offer])}
      </button>
    </p>
  );
}
