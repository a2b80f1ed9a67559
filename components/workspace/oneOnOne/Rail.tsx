import type { TalkStep } from '../../../lib/model/index.ts';
import { Icon } from '../../ui/Icon.tsx';
import { t, tKey } from '../../ui/i18n.ts';
import { Clock } from './Clock.tsx';
import type { StepProps } from './context.ts';
import { PrivateStrip } from './PrivateStrip.tsx';
import { stepName } from './stepName.ts';
import { summaryOf } from './summary.ts';

const KEYS = ['next', 'commit', 'recognise', 'private', 'region'] as const;
/** Keys of what reviews and sessions do not have. */
const FULL_KEYS: readonly (typeof KEYS)[number][] = ['recognise', 'private'];

interface Props extends StepProps {
  step: TalkStep | null;
  onLook(step: TalkStep): void;
}

/** The map of the talk, and the private lines of this person. */
export function Rail({ step, onLook, ...props }: Props) {
  return (
    <aside className="rail" data-region tabIndex={-1} aria-label={t('oneOnOne.map')}>
      <h2>{t('oneOnOne.map')}</h2>
      <ol className="talk-steps">
        {props.shape.steps.map((name) => {
          const minutes = props.shape.minutes[name];
          const isWritten = name !== step && summaryOf(name, props) !== null;
          return (
            <li key={name}>
              <button
                type="button"
                aria-current={name === step ? 'step' : undefined}
                onClick={() => onLook(name)}
              >
                {isWritten ? <Icon name="check" size={14} /> : <i className="dot" />}
                <span>{stepName(name, props)}</span>{' '}
                {minutes !== undefined && (
                  <small>{t('oneOnOne.minutesOf', [String(minutes)])}</small>
                )}
              </button>
            </li>
          );
        })}
      </ol>
      <Clock {...props} />
      <p className="hint">{t('oneOnOne.mapHint')}</p>
      <details className="talk-keys">
        <summary>{t('oneOnOne.keysTitle')}</summary>
        <ul>
          {KEYS.filter((key) => !FULL_KEYS.includes(key) || props.doc.format === 'oneOnOne').map(
            (key) => (
              <li key={key}>{tKey(`oneOnOne.key.${key}`)}</li>
            ),
          )}
        </ul>
      </details>
      {props.doc.format === 'oneOnOne' && <PrivateStrip {...props} />}
    </aside>
  );
}
