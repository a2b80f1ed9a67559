import { excerptOf } from '../../../lib/view/excerpts.ts';
import { rightDeals } from '../../../lib/view/rightDeals.ts';
import { useAction } from '../../data/actions.ts';
import { useDeals } from '../../data/deals.ts';
import { t, tKey } from '../../ui/i18n.ts';
import { NotSaved } from '../../ui/Problem.tsx';
import { nameOf, type StepProps, whichOf } from './context.ts';

/** The rep picks one of three. */
export function PickDeal(props: StepProps & { onPicked(): void }) {
  const { plan, doc, org, now, who, onPicked } = props;
  const { pair } = plan;
  const deals = useDeals(org, now);
  const set = useAction('oneOnOne.set');
  const name = nameOf(who, pair.rep);
  const own = (deals ?? []).filter(({ role }) => role.rep === pair.rep).map(excerptOf);
  const chosen = rightDeals({ deals: own, requests: [], previous: null, now, onePerRep: false });
  const listed =
    chosen.length > 0
      ? chosen.map(({ deal, signal }) => ({ deal, signal }))
      : own.slice(0, 3).map((deal) => ({ deal, signal: null }));
  return (
    <>
      <h3>{pair.isManager ? t('oneOnOne.ask.deal', [name]) : t('oneOnOne.ask.dealYou')}</h3>
      {deals !== undefined && listed.length === 0 && (
        <p className="hint">
          {pair.isManager ? t('oneOnOne.noDeals', [name]) : t('oneOnOne.noDealsYou')}
        </p>
      )}
      <ul className="offers">
        {listed.map(({ deal, signal }) => (
          <li key={deal.key}>
            <button
              type="button"
              aria-pressed={doc.meeting.deal === deal.key}
              onClick={() =>
                set.mutate(
                  { ...whichOf(props), deal: { key: deal.key, name: deal.name } },
                  { onSuccess: onPicked },
                )
              }
            >
              <b>{deal.name}</b>
              {signal && <small>{tKey(`signals.${signal}.name`)}</small>}
            </button>
          </li>
        ))}
      </ul>
      <NotSaved error={set.error} />
    </>
  );
}
