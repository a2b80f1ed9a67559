import { useState } from 'react';
import { praiseOffers } from '../../../lib/view/oneOnOneDocument.ts';
import { useDeals } from '../../data/deals.ts';
import { t } from '../../ui/i18n.ts';
import type { StepProps } from './context.ts';
import { evidenceOf } from './praise.ts';
import { RecognitionCard } from './RecognitionCard.tsx';
import { RecognitionForm } from './RecognitionForm.tsx';

/** One praise with its evidence; two more can be chosen, and none is needed. */
export function PraiseStep(props: StepProps) {
  const { plan, doc, who, org, now } = props;
  const { pair } = plan;
  const deals = useDeals(org, now);
  const [chosen, setChosen] = useState<string | null>(null);
  const offers = pair.isManager ? praiseOffers(deals ?? [], doc, pair.rep) : [];
  const list = (some: typeof offers) => (
    <ul className="offers">
      {some.map((offer) => {
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
  );
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
      {list(offers.slice(0, 1))}
      {offers.length > 1 && (
        <details className="levels">
          <summary>{t('oneOnOne.moreOffers', offers.length - 1)}</summary>
          {list(offers.slice(1))}
        </details>
      )}
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
