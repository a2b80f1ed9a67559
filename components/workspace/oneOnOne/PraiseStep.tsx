import { useState } from 'react';
import { type Offer, praiseOffers } from '../../../lib/view/oneOnOneDocument.ts';
import { useDeals } from '../../data/deals.ts';
import { signalText } from '../../ui/format.ts';
import { t } from '../../ui/i18n.ts';
import type { StepProps } from './context.ts';
import { RecognitionForm } from './RecognitionForm.tsx';
import { RecognitionCard } from './Recognitions.tsx';

/** What shows it, in one sentence. */
function evidenceOf(offer: Offer, { now }: StepProps): string {
  if (offer.kind === 'kept') return t('oneOnOne.offerKept', [offer.commitment.fields.text]);
  return `${offer.deal}: ${signalText(offer.item, 'because', now)}`;
}

/** One praise with its evidence: three are offered, none is needed. */
export function PraiseStep(props: StepProps) {
  const { plan, doc, who, org, now } = props;
  const { pair } = plan;
  const deals = useDeals(org, now);
  const [chosen, setChosen] = useState<string | null>(null);
  const offers = pair.isManager ? praiseOffers(deals ?? [], doc, pair.rep) : [];
  return (
    <>
      <h3>{t('oneOnOne.ask.praise')}</h3>
      <ul>
        {doc.recognitions.map((item) => (
          <RecognitionCard key={item.id} item={item} who={who} now={now} />
        ))}
      </ul>
      {pair.isManager && (
        <p className="hint">{t(offers.length === 0 ? 'oneOnOne.noOffers' : 'oneOnOne.offers')}</p>
      )}
      <ul className="offers">
        {offers.map((offer) => {
          const text = evidenceOf(offer, props);
          return (
            <li key={offer.id}>
              <button
                type="button"
                aria-pressed={chosen === text}
                onClick={() => setChosen(chosen === text ? null : text)}
              >
                {text}
              </button>
            </li>
          );
        })}
      </ul>
      {!pair.isFormer && (
        <RecognitionForm
          key={chosen ?? ''}
          who={who}
          people={[pair.other]}
          audience="pair"
          oneOnOne={doc.key}
          evidence={chosen ?? ''}
          onDone={() => setChosen(null)}
        />
      )}
    </>
  );
}
