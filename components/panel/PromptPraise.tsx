import type { ComponentProps } from 'react';
import type { TriggeredSignal } from '../../lib/coaching/index.ts';
import type { Note } from '../../lib/model/index.ts';
import type { RecordModel } from '../data/record.ts';
import { firstName } from '../ui/format.ts';
import WellDone from './WellDone.tsx';
import { answerEvidence, signalEvidence } from './wellDone.ts';

interface Props extends Omit<ComponentProps<typeof WellDone>, 'about' | 'evidence' | 'model'> {
  model: RecordModel;
  item: TriggeredSignal;
  /** The rep's answer to the question; null where the praise is what Sideline noticed. */
  answer: Note | null;
  rep: string;
}

/** *Say well done* of a question's card. */
export default function PromptPraise({ item, answer, rep, model, ...editor }: Props) {
  const evidence =
    answer === null
      ? signalEvidence(item, model)
      : answerEvidence(answer, firstName(rep), model.now);
  return <WellDone {...editor} model={model} about={item.signal} evidence={evidence} />;
}
