import { useLiveQuery } from 'dexie-react-hooks';
import type { Now } from '../../lib/coaching/index.ts';
import { tracesOf } from '../../lib/store/index.ts';
import { useDb } from '../data/store.ts';
import { Former } from '../ui/Former.tsx';
import { moment } from '../ui/format.ts';
import { t, tKey } from '../ui/words.ts';
import type { Who } from './place.ts';

const SHOWN = 50;

/** Who opened what is written about this person, when; and what was handed from one manager to the next, by whom. */
export function Traces({ who, now }: { who: Who; now: Now }) {
  const db = useDb();
  const traces = useLiveQuery(() => tracesOf(db, who.user), [db, who.user]);
  const name = (id: string) =>
    id === who.user ? t('notes.you') : (who.names.get(id) ?? t('notes.someone'));
  if (!traces) return null;
  return (
    <section aria-label={t('traces.title')}>
      <h2>{t('traces.title')}</h2>
      <p className="hint">{t('traces.hint')}</p>
      {who.me && (
        <Former rep={who.user} own name={(id) => who.names.get(id) ?? t('notes.someone')} />
      )}
      <ul className="plain">
        {traces.handovers.map(({ id, fields }) => (
          <li key={id}>
            <span>
              {fields.author === who.user
                ? t('handover.doneByYou', fields.notes, [
                    String(fields.notes),
                    name(fields.from),
                    name(fields.to),
                  ])
                : t('handover.done', fields.notes, [
                    String(fields.notes),
                    name(fields.from),
                    name(fields.to),
                    name(fields.author),
                  ])}
            </span>
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
