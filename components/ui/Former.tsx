import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { send } from '../../lib/messages/index.ts';
import { sentence, useAction } from '../data/actions.ts';
import { t } from './i18n.ts';
import './former.css';

/**
 * What a rep shared with former managers: the rep's alone to read, until somebody hands it to the present one.
 * @param own whether the rep looks, or an administrator. @param name of a user id.
 */
export function Former({
  rep,
  own,
  name,
}: {
  rep: string;
  own: boolean;
  name: (id: string) => string;
}) {
  const found = useQuery({
    queryKey: ['pairs', rep],
    queryFn: () => send('member.pairs', { id: rep }),
    staleTime: 0,
    retry: false,
  });
  const hand = useAction('member.handOver');
  // Asked twice, and to whom: what a new manager has read cannot be unread.
  const [asked, setAsked] = useState<{ from: string; to: string } | null>(null);
  const { manager, pairs = [] } = found.data ?? {};
  const settled = () => {
    setAsked(null);
    void found.refetch();
  };
  if (pairs.length === 0) return null;
  return (
    <>
      {pairs.map((pair) => (
        <div key={pair.manager} className="former">
          <p>
            {t(own ? 'handover.own' : 'handover.former', pair.notes, [
              String(pair.notes),
              name(pair.manager),
            ])}{' '}
            {manager && asked?.from !== pair.manager && (
              <Button
                variant="default"
                size="compact-sm"
                onClick={() => setAsked({ from: pair.manager, to: manager })}
              >
                {t('handover.do', [name(manager)])}
              </Button>
            )}
          </p>
          {asked?.from === pair.manager && (
            <p role="status">
              {t('handover.sure', [name(asked.to)])}{' '}
              <Button
                size="compact-sm"
                loading={hand.isPending}
                onClick={() => hand.mutate({ rep, ...asked }, { onSettled: settled })}
              >
                {t('handover.yes')}
              </Button>{' '}
              <Button
                variant="subtle"
                color="gray"
                size="compact-sm"
                onClick={() => setAsked(null)}
              >
                {t('prompts.close')}
              </Button>
            </p>
          )}
        </div>
      ))}
      {!own && <p className="dim">{t('handover.adminHint', [name(rep)])}</p>}
      {hand.isError && (
        <p className={own ? 'problem' : 'warn'} role="alert">
          {sentence(hand.error)}
        </p>
      )}
    </>
  );
}
