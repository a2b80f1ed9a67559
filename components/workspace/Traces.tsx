import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useLiveQuery } from 'dexie-react-hooks';
import type { Now } from '../../lib/coaching/index.ts';
import { send } from '../../lib/messages/index.ts';
import { tracesOf } from '../../lib/store/index.ts';
import { sentence, useAction } from '../data/actions.ts';
import { useDb } from '../data/store.ts';
import { moment } from '../ui/format.ts';
import { t, tKey } from '../ui/words.ts';
import type { Who } from './place.ts';

const SHOWN = 50;

/** What was shared with a former manager: one's own to read, and one's own to hand on. */
function Former({ who }: { who: Who }) {
  const found = useQuery({ queryKey: ['pairs', who.user], queryFn: () => send('member.pairs', { id: who.user }), staleTime: 0, retry: false });
  const hand = useAction('member.handOver');
  const { manager, pairs = [] } = found.data ?? {};
  const name = (id: string) => who.names.get(id) ?? t('notes.someone');
  return (
    <>
      {pairs.map((pair) => (
        <p key={pair.manager} className="keys">
          {t('handover.own', pair.notes, [String(pair.notes), name(pair.manager)])}{' '}
          {manager && (
            <Button
              variant="default"
              size="compact-sm"
              loading={hand.isPending && hand.variables.from === pair.manager}
              onClick={() => hand.mutate({ rep: who.user, from: pair.manager }, { onSettled: () => void found.refetch() })}
            >
              {t('handover.do', [name(manager)])}
            </Button>
          )}
        </p>
      ))}
      {hand.isError && (
        <p className="problem" role="alert">
          {sentence(hand.error)}
        </p>
      )}
    </>
  );
}

/** Who opened what is written about this person, when; and what was handed from one manager to the next, by whom. */
export function Traces({ who, now }: { who: Who; now: Now }) {
  const db = useDb();
  const traces = useLiveQuery(() => tracesOf(db, who.user), [db, who.user]);
  const name = (id: string) => (id === who.user ? t('notes.you') : (who.names.get(id) ?? t('notes.someone')));
  if (!traces) return null;
  return (
    <section aria-label={t('traces.title')}>
      <h2>{t('traces.title')}</h2>
      <p className="hint">{t('traces.hint')}</p>
      {who.me && <Former who={who} />}
      <ul className="plain">
        {traces.handovers.map(({ id, fields }) => (
          <li key={id}>
            <span>{t('handover.done', fields.notes, [String(fields.notes), name(fields.from), name(fields.to), name(fields.author)])}</span>
            <span className="when">{moment(fields.at, now)}</span>
          </li>
        ))}
        {traces.openings.slice(0, SHOWN).map(({ id, name: record, fields }) => (
          <li key={id}>
            <span>
              {name(fields.author)} · {tKey(`traces.how.${fields.how}`)}
              {record !== '' && ` · ${record}`}
            </span>
            <span className="when">{moment(fields.at, now)}</span>
          </li>
        ))}
      </ul>
      {traces.openings.length === 0 && <p>{t('traces.none')}</p>}
    </section>
  );
}
