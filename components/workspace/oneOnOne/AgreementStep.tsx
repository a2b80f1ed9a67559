import { useState } from 'react';
import { useAction } from '../../data/actions.ts';
import { Button } from '../../ui/Button.tsx';
import { t } from '../../ui/i18n.ts';
import { NotSaved } from '../../ui/Problem.tsx';
import { Became, stateOf } from '../Became.tsx';
import { AgreeForm } from './AgreeForm.tsx';
import type { StepProps } from './context.ts';
import { dueText } from './SinceStep.tsx';
import { Sure } from './Sure.tsx';

/**
 * What was agreed so far, and a form for more.
 * @param isFolded a button opens the form: the step asks something else first.
 */
export function AgreementForms({ isFolded = false, ...props }: StepProps & { isFolded?: boolean }) {
  const [isOpen, setOpen] = useState(!isFolded);
  const { doc, plan, who, now } = props;
  const setState = useAction('commitment.setState');
  const { pair } = plan;
  return (
    <>
      <ul className="earlier">
        {doc.agreed.map((item) => (
          <li key={item.id}>
            <b dir="auto">{item.fields.text}</b>
            <p className="meta">
              {dueText(item, props)}
              {item.fields.seenBy && ` · ${item.fields.seenBy}`}
            </p>
            {/* What was agreed a minute ago has become of nothing yet. */}
            {doc.isFinished && (
              <Became
                item={item}
                who={who}
                now={now}
                isFixed={pair.isFormer}
                onChoose={(what, due) => setState.mutate(stateOf(item.id, what, due))}
              />
            )}
          </li>
        ))}
      </ul>
      <NotSaved error={setState.error} />
      {!pair.isFormer && !isOpen && (
        <Button variant="default" size="compact-sm" onClick={() => setOpen(true)}>
          {t('commitments.add')}
        </Button>
      )}
      {!pair.isFormer && isOpen && (
        <AgreeForm
          key={doc.agreed.length}
          {...props}
          line={null}
          part={null}
          start=""
          owner={pair.team === null ? pair.rep : who.user}
          onDone={() => setOpen(!isFolded)}
        />
      )}
    </>
  );
}

/** What was agreed: who, what, by when, and how it will be seen. */
export function AgreementStep(props: StepProps) {
  return (
    <>
      <h3>{t('oneOnOne.ask.agreement')}</h3>
      <AgreementForms {...props} />
      <Sure {...props} of={props.plan.pair.rep} />
    </>
  );
}
