import type { LinePart } from '../../../lib/model/index.ts';
import { voiceOfNext } from '../../../lib/view/oneOnOneDocument.ts';
import { t, tKey } from '../../ui/i18n.ts';
import { AddLine } from './AddLine.tsx';
import { nameOf, type StepProps } from './context.ts';
import { LineRow } from './Line.tsx';

/** Parts whose lines can become commitments. */
const COMMITS: readonly LinePart[] = ['opening', 'options', 'will', 'rehearse', 'trial'];

/** The lines of one part and a field for the next. */
export function Lines({ part, ...props }: StepProps & { part: LinePart }) {
  const { doc, plan, who } = props;
  const { pair } = plan;
  const lines = doc.lines(part);
  const own = pair.isManager ? 'manager' : 'rep';
  // What the rep wants, sees and will do is the rep's, whoever writes it down.
  const isReps = part === 'goal' || part === 'will' || part === 'reality';
  const voice = part === 'options' ? voiceOfNext(lines, pair.isManager) : isReps ? 'rep' : own;
  const speaker = voice === 'rep' ? pair.rep : pair.manager;
  const label =
    part === 'options' && speaker !== who.user
      ? t('oneOnOne.optionOf', [nameOf(who, speaker)])
      : part === 'private'
        ? tKey('oneOnOne.part.private')
        : t('oneOnOne.line');
  const canCommit = COMMITS.includes(part);
  return (
    <>
      {lines.length > 0 && (
        <ul className="lines">
          {lines.map((line) => (
            <LineRow key={line.id} {...props} line={line} canCommit={canCommit} />
          ))}
        </ul>
      )}
      {!pair.isFormer && (
        <AddLine {...props} part={part} voice={voice} label={label} canCommit={canCommit} />
      )}
    </>
  );
}
