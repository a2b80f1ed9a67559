import { useState } from 'react';
import { addDays, type Now, today } from '../../lib/coaching/index.ts';
import type { Item } from '../../lib/store/index.ts';
import { useAction } from '../data/actions.ts';
import { FormEnd } from '../ui/FormEnd.tsx';
import { t } from '../ui/i18n.ts';
import { TextInput } from '../ui/inputs.ts';
import { NotSaved } from '../ui/Problem.tsx';

const NEXT_DAYS = 7;

/** Another day for a commitment that changed, by whoever has to keep it. */
export default function CommitmentDay({
  item,
  now,
  onClose,
}: {
  item: Item<'commitment'>;
  now: Now;
  onClose(): void;
}) {
  const { due } = item.fields;
  const [day, setDay] = useState(due > today(now) ? due : addDays(today(now), NEXT_DAYS));
  const setState = useAction('commitment.setState');
  const isComplete = day >= today(now);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isComplete && !setState.isPending)
          setState.mutate({ id: item.id, state: 'open', due: day }, { onSuccess: onClose });
      }}
    >
      <TextInput
        autoFocus
        size="xs"
        type="date"
        label={t('commitments.newDue')}
        min={today(now)}
        value={day}
        onChange={(event) => setDay(event.currentTarget.value)}
      />
      <NotSaved error={setState.error} />
      <FormEnd
        save={t('commitments.saveDue')}
        disabled={!isComplete}
        isSaving={setState.isPending}
        onLeave={onClose}
      />
    </form>
  );
}
