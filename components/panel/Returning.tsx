import { dayOf } from '../../lib/coaching/index.ts';
import type { Note } from '../../lib/model/index.ts';
import type { RecordModel } from '../data/record.ts';
import { date } from '../ui/format.ts';
import { t } from '../ui/i18n.ts';
import './returning.css';

/** A person's own answer, quoted above the question that has returned. */
export default function Returning({ answer, model }: { answer: Note; model: RecordModel }) {
  const { now } = model;
  return (
    <div className="wrote">
      <p>{t('prompts.back.wrote', [date(dayOf(answer.createdAt, now.timeZone), now)])}</p>
      <blockquote dir="auto">{answer.text}</blockquote>
    </div>
  );
}
