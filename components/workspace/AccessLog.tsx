import { useLiveQuery } from 'dexie-react-hooks';
import type { Now } from '../../lib/coaching/index.ts';
import { accessLogOf } from '../../lib/store/index.ts';
import { useAddresses } from '../data/addresses.ts';
import { useDb } from '../data/store.ts';
import { Former } from '../ui/Former.tsx';
import { moment } from '../ui/format.ts';
import { t, tKey } from '../ui/i18n.ts';
import { RecordLink } from '../ui/RecordLink.tsx';
import { Block } from './Block.tsx';
import type { Who } from './page.ts';

const SHOWN = 50;

/** Who opened notes about this person and when, who exported their data or handed notes over. */
export function AccessLog({ who, now }: { who: Who; now: Now }) {
  const db = useDb();
  const accessLog = useLiveQuery(() => accessLogOf(db, who.user), [db, who.user]);
  const listed = accessLog?.entries.slice(0, SHOWN) ?? [];
  const addresses = useAddresses([...new Set(listed.map(({ fields }) => fields.refKey))]);
  const name = (id: string) =>
    id === who.user ? t('notes.you') : (who.names.get(id) ?? t('notes.someone'));
  if (!accessLog) return null;
  return (
    <Block title={t('accessLog.title')} readers="onlyYou">
      <p className="hint">{t('accessLog.hint')}</p>
      {who.me && (
        <Former rep={who.user} isRep name={(id) => who.names.get(id) ?? t('notes.someone')} />
      )}
      <ul className="plain">
        {accessLog.handovers.map(({ id, fields }) => (
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
        {accessLog.exports.map(({ id, fields }) => (
          <li key={id}>
            <span>{tKey(`accessLog.export.${fields.by}`)}</span>
            <span className="when">{moment(fields.at, now)}</span>
          </li>
        ))}
        {listed.map(({ id, name: record, fields }) => (
          <li key={id}>
            <span>
              {tKey(`accessLog.how.${fields.how}`, [name(fields.author)])}
              {record !== '' && (
                <>
                  {' · '}
                  <RecordLink refKey={fields.refKey} addresses={addresses}>
                    {record}
                  </RecordLink>
                </>
              )}
            </span>
            <span className="when">{moment(fields.at, now)}</span>
          </li>
        ))}
      </ul>
      {accessLog.entries.length + accessLog.exports.length === 0 && <p>{t('accessLog.none')}</p>}
    </Block>
  );
}
