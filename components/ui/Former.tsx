import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { send } from '../../lib/messages/index.ts';
import { sentence, useAction } from '../data/actions.ts';
import { asksToConfirm } from '../data/confirmed.ts';
import { Button } from './Button.tsx';
import { ConfirmForm } from './ConfirmForm.tsx';
import { t } from './i18n.ts';
import './former.css';

/**
 * Notes that a rep shared with former managers. Only the rep can read them until they are handed
 * over to the present manager.
 * @param isRep true when the viewer is the rep, false for an administrator.
 * @param name returns the name of a user id.
 */
export function Former({
  rep,
  isRep,
  name,
}: {
  rep: string;
  isRep: boolean;
  name: (id: string) => string;
}) {
  const formerPairs = useQuery({
    queryKey: ['pairs', rep],
    queryFn: () => send('member.pairs', { id: rep }),
    staleTime: 0,
  });
  const handOver = useAction('member.handOver');
  // A second press confirms: a handover cannot be undone once the new manager has read the notes.
  const [confirming, setConfirming] = useState<{ from: string; to: string } | null>(null);
  const { manager, pairs = [] } = formerPairs.data ?? {};
  const finish = (_: unknown, error: Error | null) => {
    if (asksToConfirm(error)) return;
    setConfirming(null);
    void formerPairs.refetch();
  };
  if (pairs.length === 0) return null;
  return (
    <>
      {pairs.map((pair) => (
        <div key={pair.manager} className="former">
          <p>
            {t(isRep ? 'handover.own' : 'handover.former', pair.notes, [
              String(pair.notes),
              name(pair.manager),
            ])}{' '}
            {manager && confirming?.from !== pair.manager && (
              <Button
                variant="default"
                size="compact-sm"
                onClick={() => setConfirming({ from: pair.manager, to: manager })}
              >
                {t('handover.do', [name(manager)])}
              </Button>
            )}
          </p>
          {confirming?.from === pair.manager && (
            <ConfirmForm
              title={t('handover.do', [name(confirming.to)])}
              hint={t('handover.sure', [name(confirming.to)])}
              submit={t('handover.yes')}
              isPending={handOver.isPending}
              error={handOver.error}
              onConfirm={(confirmation) =>
                handOver.mutate({ rep, ...confirming, ...confirmation }, { onSettled: finish })
              }
              onCancel={() => {
                handOver.reset();
                setConfirming(null);
              }}
            />
          )}
        </div>
      ))}
      {!isRep && <p className="dim">{t('handover.adminHint', [name(rep)])}</p>}
      {handOver.error && confirming === null && (
        <p className={isRep ? 'problem' : 'warn'} role="alert">
          {sentence(handOver.error)}
        </p>
      )}
    </>
  );
}
