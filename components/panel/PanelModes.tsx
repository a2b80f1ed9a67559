import type { PanelMode } from '../../lib/messages/index.ts';
import { crmLabel } from '../data/crm.ts';
import { useLayout } from '../data/layout.ts';
import { ActionIcon } from '../ui/Button.tsx';
import { Choices } from '../ui/Choices.tsx';
import { Icon, type IconName } from '../ui/Icon.tsx';
import { t } from '../ui/i18n.ts';
import './panelModes.css';

const modes: readonly [PanelMode, IconName][] = [
  ['aside', 'beside'],
  ['dock', 'dock'],
  ['float', 'float'],
  ['tab', 'tab'],
];

/** Says what each mode does to the page. */
const hints: Record<PanelMode, () => string> = {
  aside: () =>
    import.meta.env.FIREFOX ? t('panelMode.asideHintFirefox') : t('panelMode.asideHint'),
  dock: () => t('panelMode.dockHint'),
  float: () => t('panelMode.floatHint'),
  tab: () => t('panelMode.tabHint'),
};
const labels: Record<PanelMode, () => string> = {
  aside: () => t('panelMode.aside'),
  dock: () => t('panelMode.dock'),
  float: () => t('panelMode.float'),
  tab: () => t('panelMode.tab'),
};

interface Props {
  crm: string;
  /** The panel is beside the page. */
  aside: boolean;
  onChoose: (mode: PanelMode) => void;
}

/** The menu of the panel's modes. The choice is kept for this CRM. */
export function PanelModes({ crm, aside, onChoose }: Props) {
  const layout = useLayout(crm);
  const current = aside ? 'aside' : layout?.mode;
  return (
    <Choices
      width={288}
      inPlace
      footer={t('panelMode.kept', [crmLabel(crm)])}
      items={modes.map(([mode, icon]) => ({
        label: labels[mode](),
        hint: hints[mode](),
        icon,
        isChosen: mode === current,
        onChoose: () => onChoose(mode),
      }))}
    >
      {(open) => (
        <ActionIcon aria-haspopup="menu" aria-label={t('panelMode.choose')} onClick={open}>
          <Icon name={aside ? 'beside' : layout?.mode === 'float' ? 'float' : 'dock'} />
        </ActionIcon>
      )}
    </Choices>
  );
}

/**
 * The panel belongs beside the page, but the browser opens it there only from the toolbar. Closing
 * this chooses a mode over the page.
 */
export function OverPage({ crm, onClose }: { crm: string; onClose: () => void }) {
  const layout = useLayout(crm);
  if (layout?.open !== 'aside') return null;
  return (
    <div className="over-page">
      <p>{t('panelMode.fromToolbar')}</p>
      <button type="button" className="link" onClick={onClose}>
        {t('panelMode.stay')}
      </button>
    </div>
  );
}
