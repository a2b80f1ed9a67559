import { useDeals } from '../../data/deals.ts';
import { t } from '../../ui/i18n.ts';
import { nameOf, type StepProps } from './context.ts';
import { DealOffers } from './DealOffers.tsx';

/** The rep picks one of three. */
export function PickDeal(props: StepProps & { onPicked(): void }) {
  const { plan, org, now, who } = props;
  const { pair } = plan;
  const deals = useDeals(org, now);
  return (
    <>
      <h3>
        {pair.isManager
          ? t('oneOnOne.ask.deal', [nameOf(who, pair.rep)])
          : t('oneOnOne.ask.dealYou')}
      </h3>
      <DealOffers {...props} deals={deals} />
    </>
  );
}
