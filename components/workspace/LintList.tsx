import type { LintIssue } from '../../lib/coaching/lint/index.ts';
import { Icon } from '../ui/Icon.tsx';
import { t } from '../ui/i18n.ts';
import { Offer } from '../ui/Offer.tsx';

/** All lint issues of one wording. */
export function LintList({
  issues,
  onTake,
}: {
  issues: readonly LintIssue[];
  onTake(wording: string): void;
}) {
  if (issues.length === 0) return null;
  return (
    <ul className="lint" aria-label={t('lint.region')}>
      {issues.map((issue) => (
        <li key={`${issue.code} ${issue.matched}`} className={issue.severity}>
          <Icon name={issue.severity === 'error' ? 'warn' : 'eye'} size={14} />
          <Offer issue={issue} onTake={onTake} />
        </li>
      ))}
    </ul>
  );
}
