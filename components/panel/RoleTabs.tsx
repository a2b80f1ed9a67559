import { useUi } from '../data/ui.ts';
import { t } from '../ui/i18n.ts';
import { isComposing } from '../ui/keys.ts';

/** Tabs for the two sides of a deal, only for people with both roles on it. */
export default function RoleTabs({ side }: { side: 'rep' | 'manager' }) {
  const set = useUi((ui) => ui.set);
  const tab = (role: 'rep' | 'manager', label: string) => (
    <button
      type="button"
      role="tab"
      aria-selected={side === role}
      tabIndex={side === role ? 0 : -1}
      className={side === role ? 'on' : undefined}
      onClick={() => set({ view: role, open: null })}
    >
      {label}
    </button>
  );
  return (
    <div
      className="tabs"
      role="tablist"
      aria-label={t('who.part')}
      onKeyDown={(event) => {
        if (isComposing(event)) return;
        if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
        set({ view: side === 'rep' ? 'manager' : 'rep', open: null });
        (
          event.currentTarget.querySelector('[aria-selected="false"]') as HTMLElement | null
        )?.focus();
      }}
    >
      {tab('rep', t('who.asRep'))}
      {tab('manager', t('who.asManager'))}
    </div>
  );
}
