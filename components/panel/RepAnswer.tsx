import type { Note } from '../../lib/model/index.ts';
import type { RecordModel } from '../data/record.ts';
import { firstName, moment } from '../ui/format.ts';
import { t } from '../ui/i18n.ts';
import { Quote } from './Returning.tsx';

/** What the rep answered to this question, above the question that a manager may ask now. */
export default function RepAnswer({
  answer,
  rep,
  model,
}: {
  answer: Note;
  rep: string;
  model: RecordModel;
}) {
  const when = moment(answer.createdAt, model.now);
  return <Quote label={t('prompts.theirAnswer', [firstName(rep), when])} text={answer.text} />;
}
