import type { LintIssue } from '../../lib/coaching/lint/index.ts';
import { Icon } from '../ui/Icon.tsx';
import { t, tKey } from '../ui/words.ts';

/** What the wording does, why that matters, and another wording to take with one click. */
export function LintList({ issues, onTake }: { issues: readonly LintIssue[]; onTake(wording: string): void }) {
  if (issues.length === 0) return null;
  return (
    <ul className="lint" aria-label={t('lint.region')}>
      {issues.map((issue) => {
        const offer = issue.offer ?? tKey(`lint.offer.${issue.code}`);
        return (
          <li key={`${issue.code} ${issue.words}`} className={issue.severity}>
            <Icon name={issue.severity === 'error' ? 'warn' : 'eye'} size={14} />
            <p>
              {tKey(`lint.${issue.code}`, [issue.words])}{' '}
              <button type="button" className="link" onClick={() => onTake(offer)}>
                {t('lint.take', [offer])}
              </button>
            </p>
          </li>
        );
      })}
    </ul>
  );
}
