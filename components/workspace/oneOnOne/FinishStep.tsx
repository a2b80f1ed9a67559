import { useAction } from '../../data/actions.ts';
import { Button } from '../../ui/Button.tsx';
import { t } from '../../ui/i18n.ts';
import { NotSaved } from '../../ui/Problem.tsx';
import { AddLine } from './AddLine.tsx';
import { nameOf, type StepProps } from './context.ts';
import { LineRow } from './Line.tsx';
import { Readers } from './Readers.tsx';
import { dayText } from './times.ts';

/** The rep’s own answer, on the rep’s screen alone until it is shared. */
function Useful(props: StepProps) {
  const { doc, plan, who } = props;
  const share = useAction('line.share');
  const lines = doc.lines('useful');
  const name = nameOf(who, plan.pair.manager);
  return (
    <>
      <h3>{t('oneOnOne.ask.useful')}</h3>
      {lines.map((line) => {
        const isShared = line.scope === plan.pair.scope;
        return (
          <div key={line.id} className="useful">
            <ul className="lines">
              <LineRow {...props} line={line} />
            </ul>
            {isShared ? (
              <Readers>{t('oneOnOne.shared', [name])}</Readers>
            ) : (
              !plan.pair.isFormer && (
                <Button
                  variant="default"
                  size="compact-sm"
                  loading={share.isPending}
                  onClick={() => share.mutate({ id: line.id, pair: plan.pair.scope })}
                >
                  {t('oneOnOne.share', [name])}
                </Button>
              )
            )}
          </div>
        );
      })}
      {lines.length === 0 && !plan.pair.isFormer && (
        <AddLine {...props} part="useful" voice="rep" label={t('oneOnOne.part.useful')} />
      )}
      <Readers only>{t('oneOnOne.useful')}</Readers>
      <NotSaved error={share.error} />
    </>
  );
}

/** The end: what was useful, and when the two meet again. */
export function FinishStep(props: StepProps) {
  const { doc, plan, now } = props;
  const { pair, next } = plan;
  const shared = doc.lines('useful').filter(({ scope }) => scope === pair.scope);
  return (
    <>
      {pair.isManager ? (
        <>
          <h3>{t('oneOnOne.step.finish')}</h3>
          <ul className="lines">
            {shared.map((line) => (
              <LineRow key={line.id} {...props} line={line} />
            ))}
          </ul>
        </>
      ) : (
        <Useful {...props} />
      )}
      {next && next.slot !== doc.slot && (
        <p>{t('oneOnOne.nextDate', [dayText(next.ms, now.timeZone)])}</p>
      )}
      <p className="hint">{t('oneOnOne.finishHint')}</p>
    </>
  );
}
