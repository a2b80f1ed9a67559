import { diffWords } from 'diff';
import type { PlaybookChange } from '../../lib/coaching/playbooks/index.ts';
import { t, tKey } from '../ui/i18n.ts';

/** Differences word by word: what went is struck, what came is marked. */
export function Changes({ changes }: { changes: readonly PlaybookChange[] }) {
  if (changes.length === 0) return <p className="hint">{t('playbooks.same')}</p>;
  return (
    <ul className="changes">
      {changes.map((change) => (
        <li key={`${change.stage} ${change.part} ${change.before} ${change.after}`}>
          <small>
            {[change.stage, tKey(`playbooks.part.${change.part}`)].filter(Boolean).join(' · ')}
          </small>
          <p>
            {diffWords(change.before, change.after).map((part, index) =>
              part.added ? (
                <ins key={index}>{part.value}</ins>
              ) : part.removed ? (
                <del key={index}>{part.value}</del>
              ) : (
                <span key={index}>{part.value}</span>
              ),
            )}
          </p>
        </li>
      ))}
    </ul>
  );
}
