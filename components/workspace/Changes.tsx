import { type ChangeObject, diffWords } from 'diff';
import type { PlaybookChange } from '../../lib/coaching/playbooks/index.ts';
import { fieldLabel } from '../ui/fields.ts';
import { t, tKey } from '../ui/i18n.ts';

/** The names of fields; other texts as they are. */
function textOf({ part }: PlaybookChange, text: string): string {
  return part === 'fields' ? text.split(', ').map(fieldLabel).join(', ') : text;
}

function tagOf({ added, removed }: ChangeObject<string>): 'ins' | 'del' | 'span' {
  if (added) return 'ins';
  return removed ? 'del' : 'span';
}

/** Word diffs: removed words are struck through, new ones are marked. */
export function Changes({ changes }: { changes: readonly PlaybookChange[] }) {
  if (changes.length === 0) return <p className="hint">{t('playbooks.same')}</p>;
  return (
    <ul className="changes">
      {changes.map((change, place) => (
        // Two criteria with one text may go at once, so what changed names no row.
        <li key={`${place} ${change.stage} ${change.part}`}>
          <small>
            {[change.stage, tKey(`playbooks.part.${change.part}`)].filter(Boolean).join(' · ')}
          </small>
          <p>
            {diffWords(textOf(change, change.before), textOf(change, change.after)).map(
              (part, index) => {
                const Tag = tagOf(part);
                return <Tag key={index}>{part.value}</Tag>;
              },
            )}
          </p>
        </li>
      ))}
    </ul>
  );
}
