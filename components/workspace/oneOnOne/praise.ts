import type { Offer } from '../../../lib/view/oneOnOneDocument.ts';
import { signalText } from '../../ui/format.ts';
import { t } from '../../ui/i18n.ts';
import type { StepProps } from './context.ts';

/** What shows that something went well, in one sentence. */
export function evidenceOf(offer: Offer, { now }: Pick<StepProps, 'now'>): string {
  if (offer.kind === 'kept') return t('oneOnOne.offerKept', [offer.commitment.fields.text]);
  return `${offer.deal} · ${signalText(offer.item, 'because', now)}`;
}
