import { useId } from 'react';
import { t } from '../ui/i18n.ts';
import './chips.css';

const choices = ['held', 'changed', 'ended'] as const;
export type Since = (typeof choices)[number];

/** What became of an answer or a commitment. */
export function SinceChoice({
  since,
  onSince,
}: {
  since: Since | null;
  onSince(since: Since): void;
}) {
  const group = useId();
  return (
    <fieldset className="chips" aria-label={t('prompts.back.what')}>
      {choices.map((choice) => (
        <label key={choice}>
          <input
            type="radio"
            name={group}
            checked={since === choice}
            onChange={() => onSince(choice)}
          />
          <span>{t(`prompts.back.${choice}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}
