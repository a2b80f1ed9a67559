import { Radio } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { send } from '../../lib/messages/index.ts';
import type { ContentCounts, Member } from '../../lib/model/index.ts';
import { useAction } from '../data/actions.ts';
import { ConfirmForm } from '../ui/ConfirmForm.tsx';
import { t } from '../ui/i18n.ts';
import '@mantine/core/styles/Radio.css';

/** What happens to each kind of note that exists: one sentence per kind. */
function consequencesOf(counts: ContentCounts, choice: 'keep' | 'erase'): string[] {
  const lines: string[] = [];
  if (counts.private > 0) lines.push(t('removal.private', counts.private));
  if (counts.former > 0) lines.push(t('removal.former', counts.former));
  if (counts.manager > 0)
    lines.push(
      choice === 'keep'
        ? t('removal.managerKeep', counts.manager)
        : t('removal.managerErase', counts.manager),
    );
  if (choice === 'erase' && counts.written > 0)
    lines.push(t('removal.reportsErase', counts.written));
  const remaining = choice === 'erase' ? counts.reports - counts.written : counts.reports;
  if (remaining > 0) lines.push(t('removal.reports', remaining));
  if (counts.team > 0)
    lines.push(
      choice === 'keep' ? t('removal.teamKeep', counts.team) : t('removal.teamErase', counts.team),
    );
  return lines.length > 0 ? lines : [t('removal.nothing')];
}

/** Removes a member. Shows first what happens to which notes. */
export function Removal({
  member,
  onDone,
  onCancel,
}: {
  member: Member;
  onDone: () => void;
  onCancel: () => void;
}) {
  const [choice, setChoice] = useState<'keep' | 'erase'>('keep');
  const counts = useQuery({
    queryKey: ['contentCounts', member.id],
    queryFn: () => send('member.contentCounts', { id: member.id }),
    staleTime: 0,
  });
  const remove = useAction('member.remove');
  return (
    <ConfirmForm
      title={t('removal.title', [member.name])}
      hint={t('removal.hint')}
      submit={t('removal.do', [member.name])}
      isFinal
      isLoading={!counts.data}
      isPending={remove.isPending}
      error={counts.error ?? remove.error}
      onConfirm={(confirmation) =>
        remove.mutate({ id: member.id, notes: choice, ...confirmation }, { onSuccess: onDone })
      }
      onCancel={onCancel}
    >
      <Radio.Group
        value={choice}
        onChange={(value) => setChoice(value === 'erase' ? 'erase' : 'keep')}
        label={t('removal.notes')}
      >
        <Radio value="keep" label={t('removal.keep')} mt={6} />
        <Radio value="erase" label={t('removal.erase')} mt={6} />
      </Radio.Group>
      <ul className="consequences" aria-live="polite">
        {counts.data &&
          consequencesOf(counts.data, choice).map((line) => <li key={line}>{line}</li>)}
      </ul>
    </ConfirmForm>
  );
}
