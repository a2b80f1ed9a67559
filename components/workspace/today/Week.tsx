import type { RightDeal } from '../../../lib/view/rightDeals.ts';
import { t } from '../../ui/i18n.ts';
import { RecordLink } from '../../ui/RecordLink.tsx';
import { Block } from '../Block.tsx';
import { reasonsOf } from '../rightReasons.ts';
import type { Shared } from './shared.ts';

interface Props extends Shared {
  week: readonly RightDeal[];
  known: number;
  hasTeam: boolean;
}

/** The deals of this week’s conversations, as the list of deals chose them. */
export function Week({ week, known, hasTeam, who, now, addresses }: Props) {
  if (week.length === 0) return null;
  return (
    <Block title={t('right.rep')} icon="steps" readers="onlyYou">
      <ol className="week-list">
        {week.map((item) => (
          <li key={item.deal.key}>
            <RecordLink refKey={item.deal.key} addresses={addresses}>
              {item.deal.name || t('facts.deal')}
            </RecordLink>
            <p className="dim">
              {[...(hasTeam && item.deal.owner ? [item.deal.owner] : [])]
                .concat(reasonsOf(item, now, who.names))
                .join(' · ')}
            </p>
          </li>
        ))}
      </ol>
      <p className="hint">{t('right.of', known)}</p>
      <a className="link" href="#deals">
        {t('today.allDeals')}
      </a>
    </Block>
  );
}
