import { type OneOnOneStep, oneOnOneSteps } from '../../../lib/model/index.ts';
import { Icon } from '../../ui/Icon.tsx';
import { t, tKey } from '../../ui/i18n.ts';
import { nameOf, type StepProps } from './context.ts';
import { Lines } from './Lines.tsx';
import { Readers } from './Readers.tsx';
import { summaryOf } from './summary.ts';

/** Minutes of half an hour, as a guide in words: nothing counts down. */
const MINUTES: Record<OneOnOneStep, number | null> = {
  ...{ opening: 4, since: 4, praise: 2, deal: 10, rehearse: 6, agreement: 4, finish: null },
};

/** The name of a step; the first one belongs to the rep. */
export function stepName(step: OneOnOneStep, { plan, who }: Pick<StepProps, 'plan' | 'who'>) {
  if (step !== 'opening') return tKey(`oneOnOne.step.${step}`);
  return plan.pair.isManager
    ? t('oneOnOne.step.opening', [nameOf(who, plan.pair.rep)])
    : t('oneOnOne.step.openingYou');
}

interface Props extends StepProps {
  step: OneOnOneStep | null;
  onLook(step: OneOnOneStep): void;
}

/** The map of the one-on-one, and the private lines of this person. */
export function Rail({ step, onLook, ...props }: Props) {
  return (
    <aside className="rail" aria-label={t('oneOnOne.map')}>
      <h2>{t('oneOnOne.map')}</h2>
      <ol className="talk-steps">
        {oneOnOneSteps.map((name) => {
          const minutes = MINUTES[name];
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
                {minutes !== null && <small>{t('oneOnOne.minutesOf', [String(minutes)])}</small>}
              </button>
            </li>
          );
        })}
      </ol>
      <p className="hint">{t('oneOnOne.mapHint')}</p>
      <section className="strip" aria-label={t('oneOnOne.yourLines')}>
        <Readers only />
        <Lines {...props} part="private" />
      </section>
    </aside>
  );
}
