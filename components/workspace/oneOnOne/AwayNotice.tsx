import type { Plan } from '../../../lib/view/oneOnOne.ts';
import { useAction } from '../../data/actions.ts';
import { weekdayDate } from '../../data/calendar.ts';
import { Button } from '../../ui/Button.tsx';
import { t } from '../../ui/i18n.ts';
import { NotSaved } from '../../ui/Problem.tsx';

/**
 * The manager is away on the day of the next one-on-one. Only the manager's device knows that, so
 * it asks before it moves anything.
 */
export function AwayNotice({ plan }: { plan: Plan }) {
  const arrange = useAction('oneOnOne.arrange');
  const { pair, next, instead } = plan;
  if (instead === undefined || next === null) return null;
  const which = { pair: pair.scope, slot: next.slot };
  return (
    <div className="notice">
      <p>{t('oneOnOne.away')}</p>
      <div className="row">
        {instead !== null && (
          <Button
            variant="default"
            size="compact-sm"
            loading={arrange.isPending}
            onClick={() => arrange.mutate({ ...which, to: `${instead}T${next.time}` })}
          >
            {t('oneOnOne.moveTo', [weekdayDate(instead)])}
          </Button>
        )}
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          disabled={arrange.isPending}
          onClick={() => arrange.mutate({ ...which, state: 'skipped' })}
        >
          {t('oneOnOne.skip')}
        </Button>
      </div>
      <NotSaved error={arrange.error} />
    </div>
  );
}
