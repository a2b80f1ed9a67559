import { t } from '../ui/i18n.ts';
import { RadioChips } from './RadioChips.tsx';

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
  return (
    <RadioChips
      label={t('prompts.back.what')}
      values={choices}
      value={since}
      textOf={(choice) => t(`prompts.back.${choice}`)}
      onChoose={onSince}
    />
  );
}
