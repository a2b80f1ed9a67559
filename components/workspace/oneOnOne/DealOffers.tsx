import { type DealOffer, dealOffers } from '../../../lib/view/prepared.ts';
import { useAction } from '../../data/actions.ts';
import type { KnownDeal } from '../../data/deals.ts';
import { date, signalText } from '../../ui/format.ts';
import { t } from '../../ui/i18n.ts';
import { NotSaved } from '../../ui/Problem.tsx';
import { nameOf, type StepProps, whichOf } from './context.ts';

/** Why a deal is offered: its gravest warning, else that there is none, and when it closes. */
function whyText({ why, closeDate }: DealOffer, { now }: Pick<StepProps, 'now'>): string {
  if (why !== null) return signalText(why, 'because', now);
  const closes = closeDate === null ? [] : [t('oneOnOne.closes', [date(closeDate, now)])];
  return [t('oneOnOne.noWarning'), ...closes].join(' · ');
}

/** Three deals of the rep, each with why it is offered. A press picks one. */
export function DealOffers({
  deals,
  onPicked = () => {},
  ...props
}: StepProps & { deals: readonly KnownDeal[] | undefined; onPicked?(): void }) {
  const { plan, doc, now, who } = props;
  const { pair } = plan;
  const set = useAction('oneOnOne.set');
  const offers = dealOffers(deals ?? [], pair.rep, now);
  return (
    <>
      {deals !== undefined && offers.length === 0 && (
        <p className="hint">
          {pair.isManager
            ? t('oneOnOne.noDeals', [nameOf(who, pair.rep)])
            : t('oneOnOne.noDealsYou')}
        </p>
      )}
      <ul className="offers">
        {offers.map((offer) => (
          <li key={offer.key}>
            <button
              type="button"
              aria-pressed={doc.meeting.deal === offer.key}
              onClick={() =>
                set.mutate(
                  { ...whichOf(props), deal: { key: offer.key, name: offer.name } },
                  { onSuccess: onPicked },
                )
              }
            >
              <b dir="auto">{offer.name || t('facts.deal')}</b>
              <small>{whyText(offer, props)}</small>
            </button>
          </li>
        ))}
      </ul>
      <NotSaved error={set.error} />
    </>
  );
}
