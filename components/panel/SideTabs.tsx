import type { Side } from '../../lib/coaching/index.ts';
import type { TabView } from '../../lib/store/index.ts';
import { useAction } from '../data/actions.ts';
import { useUi } from '../data/ui.ts';
import { t } from '../ui/i18n.ts';
import { isComposing } from '../ui/keys.ts';
import { Problem } from '../ui/Problem.tsx';

interface Props {
  view: Pick<TabView, 'tabId' | 'refKey'>;
  side: Side;
}

/**
 * A switch between the questions for the rep and those for the manager, for a person with both
 * roles on the deal. The choice is stored for the tab of the browser, because the number on the
 * toolbar button has to count the same questions.
 */
export default function SideTabs({ view: { tabId, refKey }, side }: Props) {
  const set = useUi((ui) => ui.set);
  const choice = useAction('frame.side');
  const choose = (chosen: Side) => {
    if (refKey !== null) choice.mutate({ tabId, refKey, side: chosen });
    set({ open: null });
  };
  const tab = (value: Side, label: string) => (
    <button
      type="button"
      role="tab"
      aria-selected={side === value}
      tabIndex={side === value ? 0 : -1}
      className={side === value ? 'on' : undefined}
      onClick={() => choose(value)}
    >
      {label}
    </button>
  );
  return (
    <>
      <div
        className="tabs"
        role="tablist"
        aria-label={t('who.side')}
        onKeyDown={(event) => {
          if (isComposing(event)) return;
          if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
          choose(side === 'rep' ? 'manager' : 'rep');
          (
            event.currentTarget.querySelector('[aria-selected="false"]') as HTMLElement | null
          )?.focus();
        }}
      >
        {tab('rep', t('who.asRep'))}
        {tab('manager', t('who.asManager'))}
      </div>
      <Problem error={choice.error} />
    </>
  );
}
