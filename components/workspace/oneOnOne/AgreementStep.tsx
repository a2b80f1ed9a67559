import { t } from '../../ui/i18n.ts';
import { AgreeForm } from './AgreeForm.tsx';
import type { StepProps } from './context.ts';
import { dueText } from './SinceStep.tsx';
import { Sure } from './Sure.tsx';

/** What was agreed so far, and a form for more. */
export function AgreementForms(props: StepProps) {
  const { doc, plan, who } = props;
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
          </li>
        ))}
      </ul>
      {!pair.isFormer && (
        <AgreeForm
          key={doc.agreed.length}
          {...props}
          line={null}
          start=""
          owner={pair.team === null ? pair.rep : who.user}
          onDone={() => {}}
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
