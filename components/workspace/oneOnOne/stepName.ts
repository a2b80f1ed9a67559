import type { TalkStep } from '../../../lib/model/index.ts';
import { t, tKey } from '../../ui/i18n.ts';
import { nameOf, type StepProps } from './context.ts';

/** The name of a step; the first one belongs to the rep. */
export function stepName(step: TalkStep, { plan, who }: Pick<StepProps, 'plan' | 'who'>): string {
  if (step !== 'opening') return tKey(`oneOnOne.step.${step}`);
  return plan.pair.isManager
    ? t('oneOnOne.step.opening', [nameOf(who, plan.pair.rep)])
    : t('oneOnOne.step.openingYou');
}
