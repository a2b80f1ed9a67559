import { type OneOnOneStep, oneOnOneSteps } from '../../../lib/model/index.ts';
import { useAction } from '../../data/actions.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { t } from '../../ui/i18n.ts';
import { NotSaved } from '../../ui/Problem.tsx';
import { AgreementStep } from './AgreementStep.tsx';
import { fullNameOf, nameOf, type StepProps, whichOf } from './context.ts';
import { DealStep } from './DealStep.tsx';
import { FinishStep } from './FinishStep.tsx';
import { OpeningStep } from './OpeningStep.tsx';
import { PraiseStep } from './PraiseStep.tsx';
import { stepName } from './Rail.tsx';
import { Readers } from './Readers.tsx';
import { RehearseStep } from './RehearseStep.tsx';
import { SinceStep } from './SinceStep.tsx';
import { summaryOf } from './summary.ts';

interface Props extends StepProps {
  /** The step in focus; null where all are folded. */
  step: OneOnOneStep | null;
  onLook(step: OneOnOneStep | 'none' | null): void;
  onGo(step: OneOnOneStep): void;
  onFinished(): void;
}

const content: Record<OneOnOneStep, (props: StepProps) => React.ReactNode> = {
  opening: OpeningStep,
  since: SinceStep,
  praise: PraiseStep,
  deal: DealStep,
  rehearse: RehearseStep,
  agreement: AgreementStep,
  finish: FinishStep,
};

/** A step as one line: what it came to, or only its name. */
function Folded({
  step,
  onLook,
  ...props
}: StepProps & Pick<Props, 'onLook'> & { step: OneOnOneStep }) {
  const name = stepName(step, props);
  const summary = summaryOf(step, props);
  return (
    <button
      type="button"
      className="past"
      aria-label={t('oneOnOne.show', [name])}
      onClick={() => onLook(step)}
    >
      <span className="k">{name}</span>
      <span className={summary === null ? 'dim' : ''} dir="auto">
        {summary ?? t('oneOnOne.empty')}
      </span>
      <Icon name="down" size={14} />
    </button>
  );
}

/** The notes of both: past steps in one line, the current one in focus, the next one in grey. */
export function Notes({ step, onLook, onGo, onFinished, ...props }: Props) {
  const { plan, doc, who } = props;
  const finish = useAction('oneOnOne.finish');
  const index = step === null ? oneOnOneSteps.length : oneOnOneSteps.indexOf(step);
  const next = oneOnOneSteps[index + 1];
  const shared = doc.meeting.step;
  const isRunning = doc.meeting.began !== null && !doc.isFinished && !plan.pair.isFormer;
  const Content = step === null ? null : content[step];
  return (
    <section className="doc" aria-label={t('oneOnOne.notes')}>
      <div className="sh">
        <h2>{t('oneOnOne.notes')}</h2>
        {plan.pair.isFormer ? (
          <Readers only />
        ) : (
          <Readers>{t('oneOnOne.bothRead', [fullNameOf(who, plan.pair.other)])}</Readers>
        )}
      </div>
      {isRunning && step !== shared && (
        <p className="notice" role="status">
          {t('oneOnOne.at', [stepName(shared, props)])}{' '}
          <button type="button" className="link" onClick={() => onLook(null)}>
            {t('oneOnOne.goThere')}
          </button>
          {step !== null && (
            <>
              {' · '}
              <button type="button" className="link" onClick={() => onGo(step)}>
                {t('oneOnOne.bringHere')}
              </button>
            </>
          )}
        </p>
      )}
      {oneOnOneSteps.slice(0, index).map((past) => (
        <Folded key={past} {...props} step={past} onLook={onLook} />
      ))}
      {step !== null && Content && (
        <article className="focus-step" aria-label={stepName(step, props)}>
          <Content key={doc.key} {...props} />
          {!plan.pair.isFormer && (
            <div className="row step-actions">
              {next ? (
                <Button variant={isRunning ? 'filled' : 'light'} onClick={() => onGo(next)}>
                  {t('oneOnOne.next', [stepName(next, props)])}
                </Button>
              ) : (
                isRunning && (
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
function questionOf(step: OneOnOneStep, { plan, who }: StepProps): string {
  if (step === 'finish') return t('oneOnOne.ask.useful');
  if (step !== 'deal') return t(`oneOnOne.ask.${step}`);
  return plan.pair.isManager
    ? t('oneOnOne.ask.deal', [nameOf(who, plan.pair.rep)])
    : t('oneOnOne.ask.dealYou');
}
