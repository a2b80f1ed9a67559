import type { PersonRows } from '../../../lib/view/person.ts';
import { t } from '../../ui/i18n.ts';
import { Block } from '../Block.tsx';
import { RecognitionCard } from '../oneOnOne/RecognitionCard.tsx';
import { pairReaders, type Subject } from './subject.ts';

/** The recognitions that are shown at first. */
const FIRST = 3;

/** What others saw this person do well; each says who reads it. Nobody counts them. */
export function Recognised({ subject, rows }: { subject: Subject; rows: PersonRows }) {
  const [first, rest] = [rows.recognitions.slice(0, FIRST), rows.recognitions.slice(FIRST)];
  const list = (items: typeof first) => (
    <ul>
      {items.map((item) => (
        <RecognitionCard key={item.id} item={item} who={subject.who} now={subject.now} />
      ))}
    </ul>
  );
  return (
    <Block
      title={t('oneOnOne.recognitions')}
      icon="star"
      readers={subject.other === null ? pairReaders(subject) : { text: t('person.eachLine') }}
    >
      {first.length === 0 && <p className="dim">{t('oneOnOne.noRecognitions')}</p>}
      {list(first)}
      {rest.length > 0 && (
        <details className="levels">
          <summary>{t('oneOnOne.earlier')}</summary>
          {list(rest)}
        </details>
      )}
    </Block>
  );
}
