import { useEffect, useRef, useState } from 'react';
import { audiencesFor } from '../../lib/model/index.ts';
import type { RecordModel } from '../data/record.ts';
import type { useMe } from '../data/store.ts';
import { type FollowUp, useUi } from '../data/ui.ts';
import { Icon } from '../ui/Icon.tsx';
import { t } from '../ui/i18n.ts';
import { isFocusFree } from '../ui/keptFocus.ts';
import { isComposing } from '../ui/keys.ts';
import { Agreement } from './Agreement.tsx';
import { Options } from './Options.tsx';
import { followUpSlot } from './useFollowUp.ts';
import { useFollowUpTexts } from './useFollowUpTexts.ts';
import './followUp.css';

type Step = 'options' | 'agreement';

/** Where the person is: answered, options, agreement. */
function Steps({ step }: { step: Step }) {
  const steps = ['answered', 'options', 'agreement'] as const;
  const current = steps.indexOf(step);
  return (
    <ol className="steps" aria-label={t('followUp.steps')}>
      {steps.map((name, index) => (
        <li key={name} aria-current={index === current ? 'step' : undefined}>
          {index < current && <Icon name="check" size={14} />}
          {t(`followUp.${name}`)}
        </li>
      ))}
    </ol>
  );
}

/**
 * One quiet step further after an answer: which ways the person sees, and what they will do. The
 * answer is saved already; each step can be skipped.
 */
export default function FollowUpCard({
  followUp,
  model,
  who,
}: {
  followUp: FollowUp;
  model: RecordModel;
  who: NonNullable<ReturnType<typeof useMe>>;
}) {
  const [step, setStep] = useState<Step>('options');
  const { hasMoment, open, set } = useUi();
  const onlyMe = followUp.onlyMe || !audiencesFor(who.me, model.shareWith).includes('pair');
  const texts = useFollowUpTexts(`${followUpSlot(model.key)}${followUp.note}`, onlyMe);
  const all = Object.values(texts);
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    // The field of the answer has gone with the focus in it. A restored card takes no focus.
    const isNew = useUi.getState().followUp !== null;
    if (isNew && isFocusFree()) card.current?.focus();
  }, []);
  // One filled button on screen: that of a question, if one is open below.
  const variant = !hasMoment && (open === null || open === 'none') ? 'filled' : 'default';
  const end = (made: string | null) => {
    for (const draft of all) draft.discard();
    // The commitment has its own Undo.
    set({ followUp: 'done', made, ...(made !== null && { chosen: null }) });
  };
  /** Closes the card. What was typed stays, and comes back with the next page. */
  const close = () => {
    for (const draft of all) draft.flush();
    set({ followUp: 'done' });
  };
  return (
    <article
      ref={card}
      tabIndex={-1}
      aria-label={t('followUp.steps')}
      className="prompt follow-up"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !isComposing(event)) close();
      }}
    >
      <div className="inside answered">
        <p className="kind">
          <Icon name={followUp.onlyMe ? 'lock' : 'two'} size={14} />
          {t('prompts.yourAnswer')}
        </p>
        <p className="hint" dir="auto">
          {followUp.question}
        </p>
        <p dir="auto" className="answer">
          {followUp.answer}
        </p>
      </div>
      <div className="inside">
        <Steps step={step} />
        {step === 'options' ? (
          <Options
            model={model}
            who={who}
            except={followUp.note}
            option={texts.option}
            variant={variant}
            onTake={() => setStep('agreement')}
            onEnd={() => end(null)}
          />
        ) : (
          <Agreement
            model={model}
            who={who}
            texts={texts}
            variant={variant}
            onlyMe={onlyMe}
            onEnd={end}
          />
        )}
      </div>
    </article>
  );
}
