import type { PanelMode } from '../../lib/messages/index.ts';
import { crmLabel } from '../data/crm.ts';
import { useLayout } from '../data/layout.ts';
import { ActionIcon } from '../ui/Button.tsx';
import { Choices } from '../ui/Choices.tsx';
import { Icon, type IconName } from '../ui/Icon.tsx';
import { t } from '../ui/i18n.ts';
import './places.css';

const modes: readonly [PanelMode, IconName][] = [
  ['aside', 'beside'],
  ['dock', 'dock'],
  ['float', 'float'],
  ['tab', 'tab'],
];

/** Says what each place does to the page. */
const hints: Record<PanelMode, () => string> = {
  aside: () => (import.meta.env.FIREFOX ? t('place.asideHintFirefox') : t('place.asideHint')),
  dock: () => t('place.dockHint'),
  float: () => t('place.floatHint'),
  tab: () => t('place.tabHint'),
};
const labels: Record<PanelMode, () => string> = {
  aside: () => t('place.aside'),
  dock: () => t('place.dock'),
  float: () => t('place.float'),
  tab: () => t('place.tab'),
};

interface Props {
  crm: string;
  /** The panel is beside the page. */
  aside: boolean;
  onChoose: (place: PanelMode) => void;
}

/** The menu of the panel's places. The choice is kept for this CRM. */
export function PanelModes({ crm, aside, onChoose }: Props) {
  const layout = useLayout(crm);
  const current = aside ? 'aside' : layout?.mode;
  return (
    <Choices
      width={288}
      inPlace
      footer={t('place.kept', [crmLabel(crm)])}
      items={modes.map(([place, icon]) => ({
        label: labels[place](),
        hint: hints[place](),
        icon,
        isChosen: place === current,
        onChoose: () => onChoose(place),
      }))}
    >
      {(open) => (
        <ActionIcon aria-haspopup="menu" aria-label={t('place.choose')} onClick={open}>
          <Icon name={aside ? 'beside' : layout?.mode === 'float' ? 'float' : 'dock'} />
        </ActionIcon>
      )}
    </Choices>
  );
}

/**
 * The panel belongs beside the page, but the browser opens it there only from the toolbar. Closing
 * this chooses the place over the page.
 */
export function OverPage({ crm, onClose }: { crm: string; onClose: () => void }) {
  const layout = useLayout(crm);
  if (layout?.open !== 'aside') return null;
  return (
    <div className="over-page">
      <p>{t('place.fromToolbar')}</p>
      <button type="button" className="link" onClick={onClose}>
        {t('place.stay')}
      </button>
    </div>
  );
}
