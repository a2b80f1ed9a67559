import { useId } from 'react';
import type { FocusWork } from '../../../lib/coaching/focusWork.ts';
import { date } from '../../ui/format.ts';
import { t } from '../../ui/i18n.ts';
import type { Subject } from './subject.ts';

const STEPS = Array.from({ length: 10 }, (_, index) => index + 1);

interface Props {
  sure: FocusWork['sure'];
  subject: Subject;
  /** Absent where somebody else looks at it. */
  onChange?(level: number): void;
}

/** The words of the ten steps: now, and at the beginning. */
function words(sure: FocusWork['sure'], subject: Subject): string {
  if (sure === null) return t('focus.sureNone');
  const now = t('focus.sureNow', [String(sure.now), date(sure.on, subject.now)]);
  const before = sure.before === null ? '' : ` ${t('focus.sureBefore', [String(sure.before)])}`;
  return now + before;
}

/**
 * How sure a person feels, in ten equal steps: no step has another colour, since a low number is no
 * fault. It is compared with the person’s own beginning alone.
 */
export function Sure({ sure, subject, onChange }: Props) {
  const name = useId();
  const classOf = (level: number) =>
    [level === sure?.now && 'on', level === sure?.before && 'was'].filter(Boolean).join(' ');
  const isEditable = onChange !== undefined;
  const legend = subject.isOwn ? t('focus.sure') : t('focus.sureOf', [subject.name]);
  return (
    <div className="sure">
      <fieldset className="steps">
        <legend>{legend}</legend>
        {STEPS.map((level) =>
          isEditable ? (
            <label key={level} className={classOf(level)}>
              <input
                type="radio"
                name={name}
                aria-label={String(level)}
                checked={level === sure?.now}
                onChange={() => onChange(level)}
              />
              <span aria-hidden="true">{level}</span>
            </label>
          ) : (
            <span key={level} className={`step ${classOf(level)}`} aria-hidden="true">
              <span>{level}</span>
            </span>
          ),
        )}
      </fieldset>
      <p className="dim">{words(sure, subject)}</p>
    </div>
  );
}
