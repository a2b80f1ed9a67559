import { useState } from 'react';
import type { ChangeLine } from '../../../lib/view/person.ts';
import { date } from '../../ui/format.ts';
import { Icon, type IconName } from '../../ui/Icon.tsx';
import { t, tKey } from '../../ui/i18n.ts';
import { Block, ReadersLabel } from '../Block.tsx';
import { pairReaders, readersOfRow, type Subject } from './subject.ts';

/** The lines that are shown at first. */
const FIRST_LINES = 6;

const ICONS: Record<ChangeLine['what'], IconName> = {
  commitment: 'check',
  kept: 'check',
  dropped: 'close',
  moved: 'steps',
  picked: 'key',
  agreed: 'key',
  keptOn: 'key',
  goal: 'target',
  reached: 'target',
  checkIn: 'speech',
  ramp: 'flag',
  recognised: 'star',
};

const isFocus = (what: ChangeLine['what']): boolean =>
  what === 'picked' || what === 'agreed' || what === 'keptOn';

/** What was agreed and what became of it, each line with its readers. */
export function AgreedChanges({
  subject,
  lines,
}: {
  subject: Subject;
  lines: readonly ChangeLine[];
}) {
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? lines : lines.slice(0, FIRST_LINES);
  const hasPair = subject.other !== null;
  return (
    <Block
      title={t('changes.title')}
      icon="steps"
      readers={hasPair ? { text: t('person.eachLine') } : pairReaders(subject)}
    >
      {lines.length === 0 && (
        <p className="dim">
          {subject.other === null ? t('changes.emptyAlone') : t('changes.empty', [subject.other])}
        </p>
      )}
      <ol className="change-lines">
        {shown.map(({ id, day, what, text, to, scope }) => (
          <li key={id}>
            <time dateTime={day}>{date(day, subject.now)}</time>
            <Icon name={ICONS[what]} size={14} />
            <span dir="auto">
              {what === 'moved'
                ? t('changes.moved', [text, date(to ?? day, subject.now)])
                : t(`changes.${what}`, [isFocus(what) ? tKey(`skill.${text}`) : text])}
            </span>
            {hasPair && <ReadersLabel readers={readersOfRow(scope, subject)} />}
          </li>
        ))}
      </ol>
      {lines.length > FIRST_LINES && !showsAll && (
        <button type="button" className="link" onClick={() => setShowsAll(true)}>
          {t('changes.all')}
        </button>
      )}
    </Block>
  );
}
