import type { TalkStep } from '../../../lib/model/index.ts';
import { useAction } from '../../data/actions.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { t } from '../../ui/i18n.ts';
import { NotSaved } from '../../ui/Problem.tsx';
import { fullNameOf, mayLead, nameOf, type StepProps, sharedStep, whichOf } from './context.ts';
import { Elsewhere } from './Elsewhere.tsx';
import { Readers, TalkReaders } from './Readers.tsx';
import { contents } from './shapes.ts';
import { stepName } from './stepName.ts';
import { summaryOf } from './summary.ts';

interface Props extends StepProps {
  /** The step in focus; null where all are folded. */
  step: TalkStep | null;
  onLook(step: TalkStep | 'none' | null): void;
  onGo(step: TalkStep): void;
  onFinished(): void;
}

/** A step as one line: what it came to. Steps without a word are in the map alone. */
function Folded({
  step,
  onLook,
  ...props
}: StepProps & Pick<Props, 'onLook'> & { step: TalkStep }) {
  const name = stepName(step, props);
  const summary = summaryOf(step, props);
  return (
    <button type="button" className="past" onClick={() => onLook(step)}>
      <span className="k">{name}</span> <span dir="auto">{summary}</span>
      <Icon name="down" size={14} />
    </button>
  );
}

/** The notes of both: past steps in one line, the current one in focus, the next one in grey. */
export function Notes({ step, onLook, onGo, onFinished, ...props }: Props) {
  const { plan, doc, who, shape } = props;
  const { steps } = shape;
  const finish = useAction('oneOnOne.finish');
  const index = step === null ? steps.length : steps.indexOf(step);
  const next = steps[index + 1];
  const shared = sharedStep(props);
  const isRunning = doc.meeting.began !== null && !doc.isFinished && !plan.pair.isFormer;
  // The next question about the deal is the next thing to do, before the next step.
  const asksMore = step === 'deal' && doc.lines('will').length === 0;
  const Content = step === null ? null : contents[step];
  return (
    <section className="doc" data-region tabIndex={-1} aria-label={t('oneOnOne.notes')}>
      <div className="sh">
        <h2>{t('oneOnOne.notes')}</h2>
        {plan.pair.isFormer || plan.pair.team !== null ? (
          <TalkReaders {...props} />
        ) : (
          <Readers>{t('oneOnOne.bothRead', [fullNameOf(who, plan.pair.other)])}</Readers>
        )}
      </div>
      {isRunning && step !== shared && shared !== undefined && (
        <p className="notice" role="status">
          {t('oneOnOne.at', [stepName(shared, props)])}{' '}
          <button type="button" className="link" onClick={() => onLook(null)}>
            {t('oneOnOne.goThere')}
          </button>
          {step !== null && mayLead(props) && (
            <>
              {' · '}
              <button type="button" className="link" onClick={() => onGo(step)}>
                {t('oneOnOne.bringHere')}
              </button>
            </>
          )}
        </p>
      )}
      <Elsewhere {...props} step={step} />
      {steps
        .slice(0, index)
        .filter((past) => summaryOf(past, props) !== null)
        .map((past) => (
          <Folded key={past} {...props} step={past} onLook={onLook} />
        ))}
      {step !== null && Content && (
        <article className="focus-step" tabIndex={-1} aria-label={stepName(step, props)}>
          <Content key={doc.key} {...props} />
          {!plan.pair.isFormer && (
            <div className="row step-actions">
              {next ? (
                <Button
                  variant={isRunning && !asksMore ? 'filled' : 'light'}
                  onClick={() => onGo(next)}
                >
                  {t('oneOnOne.next', [stepName(next, props)])}
                </Button>
              ) : (
                isRunning &&
                mayLead(props) && (
                  <Button
                    loading={finish.isPending}
                    onClick={() => finish.mutate(whichOf(props), { onSuccess: onFinished })}
                  >
                    {t('oneOnOne.finish')}
                  </Button>
                )
              )}
              {doc.isFinished && (
                <Button variant="subtle" color="gray" onClick={() => onLook('none')}>
                  {t('oneOnOne.leave')}
                </Button>
              )}
            </div>
          )}
          <NotSaved error={finish.error} />
        </article>
      )}
      {next && step !== null && (
        <p className="next-step">
          <span className="k">{stepName(next, props)}</span>
          <span>{questionOf(next, props)}</span>
        </p>
      )}
    </section>
  );
}

/** The question of the step after this one. */
function questionOf(step: TalkStep, { plan, who }: StepProps): string {
  if (step === 'finish') return t('oneOnOne.ask.useful');
  if (step !== 'deal' && step !== 'pick') return t(`oneOnOne.ask.${step}`);
  return plan.pair.isManager
    ? t('oneOnOne.ask.deal', [nameOf(who, plan.pair.rep)])
    : t('oneOnOne.ask.dealYou');
}
