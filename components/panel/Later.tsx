import { Button } from '@mantine/core';
import { laterDays } from '../../lib/coaching/index.ts';
import { known } from '../../lib/model/index.ts';
import type { RecordModel } from '../data/record.ts';
import { Choices } from '../ui/Choices.tsx';
import { date } from '../ui/format.ts';
import { t, tKey } from '../ui/i18n.ts';

/** *Later*: a menu of the days on which the question may return. */
export function Later({
  model,
  disabled,
  onChoose,
}: {
  model: RecordModel;
  disabled: boolean;
  onChoose(until: string): void;
}) {
  const { facts, now } = model;
  const activities = (facts && known(facts.fields.activities)) ?? [];
  const items = laterDays(activities, now).map(({ id, until, meeting }) => ({
    label: tKey(`prompts.laterDays.${id}`, meeting === null ? [] : [date(meeting, now)]),
    onChoose: () => onChoose(until),
  }));
  return (
    <Choices items={items}>
      {(open) => (
        <Button
          data-action="prompt.later"
          variant="subtle"
          color="gray"
          disabled={disabled}
          aria-haspopup="menu"
          onClick={open}
        >
          {t('prompts.later')}
        </Button>
      )}
    </Choices>
  );
}
