import type { CheckInEntry } from '../../../lib/model/index.ts';
import type { Item } from '../../../lib/store/index.ts';
import type { PersonRows } from '../../../lib/view/person.ts';
import { follow, useAction } from '../../data/actions.ts';
import { date } from '../../ui/format.ts';
import { t } from '../../ui/i18n.ts';
import { NotSaved } from '../../ui/Problem.tsx';
import { readersText } from '../../ui/readers.ts';
import { Block } from '../Block.tsx';
import { isOfPair, readersOfRows, type Subject } from './subject.ts';

type Words = Pick<CheckInEntry, 'energy' | 'confidence' | 'load'>;

/** The chosen words of an entry: “Energy: Low · Load: Heavy”. */
function wordsOf({ energy, confidence, load }: Words): string {
  return [
    ...(energy ? [`${t('checkIn.energy')}: ${t(`checkIn.level.${energy}`)}`] : []),
    ...(confidence ? [`${t('checkIn.confidence')}: ${t(`checkIn.level.${confidence}`)}`] : []),
    ...(load ? [`${t('checkIn.load')}: ${t(`checkIn.loads.${load}`)}`] : []),
  ].join(' · ');
}

interface EntryProps {
  id: string;
  day: string;
  words: Words & { text: string };
  /** Where it is shared; null for one that is on this device alone. */
  scope: string | null;
  subject: Subject;
  onWithdrawn(): void;
}

/** One entry, with its only way to somebody else, and the way back. */
export function CheckInLine({ id, day, words, scope, subject, onWithdrawn }: EntryProps) {
  const share = useAction('checkIn.share');
  const withdraw = useAction('checkIn.withdraw');
  const { other } = subject;
  const on = date(day, subject.now);
  return (
    <li>
      <time dateTime={day}>{on}</time>
      <span className="entry-words">
        {words.text !== '' && <span dir="auto">{words.text}</span>}
        <span className="dim">{wordsOf(words)}</span>
        {scope !== null && (
          <span className="dim">
            {isOfPair(scope, subject) && other !== null
              ? t('checkIn.sharedWith', [other])
              : readersText(scope, subject.who)}
          </span>
        )}
      </span>
      {scope !== null ? (
        <button
          type="button"
          className="link"
          aria-label={t('checkIn.withdrawOf', [on])}
          disabled={withdraw.isPending}
          onClick={() => follow(withdraw.mutateAsync({ id }), onWithdrawn)}
        >
          {t('checkIn.withdraw')}
        </button>
      ) : (
        other !== null && (
          <button
            type="button"
            className="link"
            aria-label={t('checkIn.shareOf', [on, other])}
            disabled={share.isPending}
            onClick={() => share.mutate({ id })}
          >
            {t('checkIn.share')}
          </button>
        )
      )}
      <NotSaved error={share.error ?? withdraw.error} />
    </li>
  );
}

/** What a person shared, for the manager, and for the person who looks as the manager. */
export function SharedCheckIns({ subject, rows }: { subject: Subject; rows: PersonRows }) {
  const list = rows.checkIns.toSorted((a: Item<'checkIn'>, b) => b.fields.at - a.fields.at);
  if (list.length === 0) return null;
  return (
    <Block title={t('checkIn.shared')} icon="speech" readers={readersOfRows(list, subject).block}>
      <ul className="entries">
        {list.map(({ id, fields }) => (
          <li key={id}>
            {fields.day !== null && (
              <time dateTime={fields.day}>{date(fields.day, subject.now)}</time>
            )}
            <span className="entry-words">
              {fields.text !== '' && <span dir="auto">{fields.text}</span>}
              <span className="dim">{wordsOf(fields)}</span>
            </span>
          </li>
        ))}
      </ul>
    </Block>
  );
}
