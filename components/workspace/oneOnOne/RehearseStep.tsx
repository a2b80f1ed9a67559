import { rehearsalOf } from '../../../lib/view/prepared.ts';
import { t } from '../../ui/i18n.ts';
import type { StepProps } from './context.ts';
import { Lines } from './Lines.tsx';
import { RehearsalHint } from './RehearsalHint.tsx';

/** The next call, rehearsed on the largest gap that both see, or on the focus. */
export function RehearseStep(props: StepProps) {
  const rehearsal = rehearsalOf(props.org.rows, props.plan.pair);
  return (
    <>
      <h3>{t('oneOnOne.ask.rehearse')}</h3>
      {rehearsal && <RehearsalHint rehearsal={rehearsal} />}
      <p className="hint">{t('oneOnOne.rehearseHint')}</p>
      <Lines {...props} part="rehearse" />
    </>
  );
}
