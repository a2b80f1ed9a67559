import type { LintIssue } from '../../lib/coaching/lint/index.ts';
import { t, tKey } from './i18n.ts';

/** What a wording does, and another one to take with one click: the one made from it, else the general one. */
export function Offer({ issue, onTake }: { issue: LintIssue; onTake(wording: string): void }) {
  const offer = issue.offer ?? tKey(`lint.offer.${issue.code}`);
  return (
    <p>
      {tKey(`lint.${issue.code}`, [issue.words])}{' '}
      <button type="button" className="link" onClick={() => onTake(offer)}>
        {t('lint.take', [offer])}
      </button>
    </p>
  );
}
