import { type ComponentProps, useState } from 'react';
import { dayOf } from '../../lib/coaching/index.ts';
import type { PromptAction } from '../../lib/messages/index.ts';
import type { Note } from '../../lib/model/index.ts';
import type { RecordModel } from '../data/record.ts';
import { date } from '../ui/format.ts';
import { t } from '../ui/i18n.ts';
import { Composer } from './Composer.tsx';
import { type Since, SinceChoice } from './SinceChoice.tsx';
import './returning.css';

type Editor = ComponentProps<typeof Composer>;
interface Props extends Pick<Editor, 'model' | 'who' | 'audience'> {
  answer: Note;
  /** The question that has returned. */
  text: string;
  signal: string;
  /** False while the person writes to their manager instead. */
  hasForm: boolean;
  outcome(reason: Since | null): PromptAction;
  /** @param changed they go on to what they will do now. */
  onSaved(changed: boolean): NonNullable<Editor['onSaved']>;
}

/** A sentence with its date, quoted above “What has happened since?”. */
export function Quote({ label, text }: { label: string; text: string }) {
  return (
    <div className="wrote">
      <p>{label}</p>
      <blockquote dir="auto">{text}</blockquote>
    </div>
  );
}

const wroteOn = ({ createdAt }: Note, { now }: Pick<RecordModel, 'now'>) =>
  t('prompts.back.wrote', [date(dayOf(createdAt, now.timeZone), now)]);

/** A question that has returned: the person’s own answer, and what has happened since. */
export default function Returning({
  answer,
  text,
  signal,
  hasForm,
  outcome,
  onSaved,
  ...editor
}: Props) {
  const [since, setSince] = useState<Since | null>(null);
  const question = t('prompts.back.since');
  return (
    <>
      <Quote label={wroteOn(answer, editor.model)} text={answer.text} />
      <h3>{question}</h3>
      <p className="because" dir="auto">
        {text}
      </p>
      {hasForm && (
        <div className="since">
          <SinceChoice since={since} onSince={setSince} />
          <Composer
            {...editor}
            slot={`since:${signal}`}
            label={t('prompts.back.line')}
            save={t('prompts.saveAnswer')}
            lead={since === null ? '' : t(`prompts.back.${since}`)}
            action="prompt.answer"
            kind="answer"
            prompt={{ signal, question }}
            outcome={outcome(since)}
            onSaved={onSaved(since === 'changed')}
          />
        </div>
      )}
    </>
  );
}
