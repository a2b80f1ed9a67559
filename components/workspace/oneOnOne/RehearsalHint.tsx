import type { Rehearsal } from '../../../lib/view/prepared.ts';
import { t, tKey } from '../../ui/i18n.ts';

/** The skill to rehearse, and why: the largest gap that both see, or the focus. */
export function RehearsalHint({ rehearsal }: { rehearsal: Rehearsal }) {
  const { skill, current, wanted, gap, isFocus } = rehearsal;
  const name = tKey(`skill.${skill}`);
  const why = [
    ...(gap > 0 ? [t('oneOnOne.largestGap')] : []),
    ...(current !== null && wanted !== null && gap > 0
      ? [t('oneOnOne.gapLevels', [String(current), String(wanted)])]
      : []),
    ...(isFocus ? [t('oneOnOne.focusAgreed')] : []),
  ];
  return (
    <div className="rehearsal">
      <b>{name}</b>
      <p className="hint">{why.join(' · ')}</p>
    </div>
  );
}
