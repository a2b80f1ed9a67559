import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { send } from '../../lib/messages/index.ts';
import { sentence, useAction } from '../data/actions.ts';
import { t } from './words.ts';

/**
 * What a rep shared with former managers: the rep's alone to read, until somebody hands it to the present one.
 * @param own whether the rep looks, or an administrator. @param name of a user id.
 */
export function Former({ rep, own, name }: { rep: string; own: boolean; name: (id: string) => string }) {
  const found = useQuery({ queryKey: ['pairs', rep], queryFn: () => send('member.pairs', { id: rep }), staleTime: 0, retry: false });
  const hand = useAction('member.handOver');
  // Asked twice: what a new manager has read cannot be unread.
  const [sure, setSure] = useState<string | null>(null);
  const { manager, pairs = [] } = found.data ?? {};
  const press = (from: string) => (sure === from ? hand.mutate({ rep, from }, { onSettled: () => void found.refetch() }) : setSure(from));
  if (pairs.length === 0) return null;
  return (
    <>
      {pairs.map((pair) => (
        <p key={pair.manager} className={own ? 'keys' : undefined}>
          {t(own ? 'handover.own' : 'handover.former', pair.notes, [String(pair.notes), name(pair.manager)])}{' '}
          {manager && (
            <Button variant="default" size="compact-sm" loading={hand.isPending && hand.variables.from === pair.manager} onClick={() => press(pair.manager)}>
              {sure === pair.manager ? t('handover.sure', [name(manager)]) : t('handover.do', [name(manager)])}
            </Button>
          )}
        </p>
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
