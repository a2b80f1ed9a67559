import type { ComponentProps } from 'react';
import { t } from '../ui/i18n.ts';
import { Composer } from './Composer.tsx';
import './returning.css';

type Editor = ComponentProps<typeof Composer>;

interface Props extends Pick<Editor, 'model' | 'who' | 'outcome' | 'onClose' | 'onSaved'> {
  /** What is praised: a signal, or a moment of the deal. */
  about: string;
  /** What happened, when, and where it is known from. */
  evidence: string;
}

/** A note of recognition: its evidence is given, its words are the manager's own. */
export default function WellDone({ about, evidence, ...editor }: Props) {
  return (
    <>
      <div className="wrote">
        <p>{t('prompts.evidence')}</p>
        <blockquote dir="auto">{evidence}</blockquote>
      </div>
      <Composer
        {...editor}
        slot={`praise:${about}`}
        label={t('prompts.yourNote')}
        save={t('notes.save')}
        audience="pair"
        kind="note"
        prompt={{ signal: about, question: evidence }}
        focus
      />
    </>
  );
}
