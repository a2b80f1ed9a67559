import { type LintLanguage, languageOf, lint } from '../../lib/coaching/lint/index.ts';
import { Icon } from '../ui/Icon.tsx';
import { language } from '../ui/i18n.ts';
import { Offer } from '../ui/Offer.tsx';
import './health.css';

/**
 * A hint while a manager writes a text that others will read: it is an order, blame or a leading
 * question. It offers a question instead, and disappears when none of the three is left.
 */
export default function Hint({
  text,
  onTake,
}: {
  text: string;
  onTake: (wording: string) => void;
}) {
  // Short texts may not show their language: then it is that of the panel.
  const code = language().slice(0, 2);
  const panelLanguage: LintLanguage = code === 'de' || code === 'es' ? code : 'en';
  // The other findings are about prompts, which have to be one short question. A note need not be.
  const issue = lint(text, languageOf(text, panelLanguage)).find(
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
