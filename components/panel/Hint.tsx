import { type LintLanguage, languageOf, lint } from '../../lib/coaching/lint/index.ts';
import { Icon } from '../ui/Icon.tsx';
import { language } from '../ui/i18n.ts';
import { Offer } from '../ui/Offer.tsx';

/** A hint about the wording while a manager writes to a rep; gone once the text asks a question. */
export default function Hint({
  text,
  onTake,
}: {
  text: string;
  onTake: (wording: string) => void;
}) {
  const reader = language().slice(0, 2);
  const readerLanguage: LintLanguage = reader === 'de' || reader === 'es' ? reader : 'en';
  const issue = lint(text, languageOf(text, readerLanguage)).find(
    (item) => item.code === 'order' || item.code === 'blame' || item.code === 'leading',
  );
  if (!issue) return null;
  return (
    <div className="wording" role="note">
      <Icon name="speech" size={14} />
      <Offer issue={issue} onTake={onTake} />
    </div>
  );
}
