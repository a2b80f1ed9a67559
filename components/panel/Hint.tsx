import { type LintLanguage, languageOf, lint } from '../../lib/coaching/lint/index.ts';
import { Icon } from '../ui/Icon.tsx';
import { language, t, tKey } from '../ui/words.ts';

/** A word about the wording while a manager writes to a rep: never in the way, and gone as soon as it asks. */
export default function Hint({ text, onTake }: { text: string; onTake: (wording: string) => void }) {
  const reader = language().slice(0, 2);
  const own: LintLanguage = reader === 'de' || reader === 'es' ? reader : 'en';
  const issue = lint(text, languageOf(text, own)).find((item) => item.code === 'order' || item.code === 'blame' || item.code === 'leading');
  if (!issue) return null;
  const offer = issue.offer ?? tKey(`lint.offer.${issue.code}`);
  return (
    <div className="wording" role="note">
      <Icon name="speech" size={14} />
      <p>
        {tKey(`lint.${issue.code}`, [issue.words])}{' '}
        <button type="button" className="link" onClick={() => onTake(offer)}>
          {t('lint.take', [offer])}
        </button>
      </p>
    </div>
  );
}
