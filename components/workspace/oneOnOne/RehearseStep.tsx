import { profileOf } from '../../../lib/view/org.ts';
import { t, tKey } from '../../ui/i18n.ts';
import type { StepProps } from './context.ts';
import { Lines } from './Lines.tsx';

/** The next call, rehearsed on the focus of the rep. */
export function RehearseStep(props: StepProps) {
  const focus = profileOf(props.org.rows, props.plan.pair.rep)?.focus;
  return (
    <>
      <h3>{t('oneOnOne.ask.rehearse')}</h3>
      <p className="hint">{t('oneOnOne.rehearseHint')}</p>
      <Lines {...props} part="rehearse" />
      {focus && <p className="hint">{t('oneOnOne.focus', [tKey(`skill.${focus}`)])}</p>}
    </>
  );
}
