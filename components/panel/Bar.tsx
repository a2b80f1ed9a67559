import type { PanelMode } from '../../lib/messages/index.ts';
import { known } from '../../lib/model/index.ts';
import { closeOwnSidebar } from '../../lib/platform/index.ts';
import { follow, useAction } from '../data/actions.ts';
import type { RecordModel } from '../data/record.ts';
import { ActionIcon } from '../ui/Button.tsx';
import { Icon, Mark } from '../ui/Icon.tsx';
import { t, tKey } from '../ui/i18n.ts';
import { Problem } from '../ui/Problem.tsx';
import { BarMore } from './BarMore.tsx';
import { OverPage, PanelModes } from './PanelModes.tsx';

/** The chip of the deal: won, lost or its health; null without either. */
function chipOf(model: RecordModel | null): { word: string; tone: string } | null {
  const { facts } = model ?? {};
  const status = facts?.about === 'deal' ? known(facts.fields.status) : undefined;
  if (status === 'won' || status === 'lost')
    return { word: tKey(`health.${status}`), tone: status === 'won' ? 'pine' : 'quiet' };
  const label = model?.coaching?.health?.label;
  return label
    ? { word: tKey(`health.${label}`), tone: label === 'onTrack' ? 'pine' : 'clay' }
    : null;
}

interface Props {
  tabId: number | null;
  model: RecordModel | null;
  aside: boolean;
  onKeys: () => void;
  /** True while the reasons for the health are shown. */
  reasons: boolean;
  onReasons: () => void;
}

export function Bar({ tabId, model, aside, onKeys, reasons, onReasons }: Props) {
  const layout = useAction('frame.layout');
  const again = useAction('record.again');
  const chip = chipOf(model);
  const setMode = (mode: PanelMode) => {
    if (tabId === null) return;
    if (aside && mode === 'aside') return;
    // First: Firefox needs the user gesture for this.
    if (aside) closeOwnSidebar();
    follow(layout.mutateAsync({ tabId, mode }), () => aside && window.close());
  };
  const error = layout.error ?? again.error;
  return (
    <>
      <div className="bar">
        <Mark />
        <span className="bar-name">
          {model
            ? t(model.ref.object === 'deal' ? 'bar.deal' : 'bar.contact')
            : t('extension.name')}
        </span>
        {chip && model?.coaching?.health ? (
          <button
            type="button"
            className={`chip button ${chip.tone}`}
            aria-expanded={reasons}
            aria-label={t('health.open', [chip.word])}
            onClick={onReasons}
          >
            {chip.word}
          </button>
        ) : (
          chip && <span className={`chip ${chip.tone}`}>{chip.word}</span>
        )}
        <span className="grow" />
        {tabId !== null && model && (
          <PanelModes crm={model.ref.crm} aside={aside} onChoose={setMode} />
        )}
        <BarMore
          tabId={tabId}
          model={model}
          onAgain={tabId !== null && model ? () => again.mutate({ tabId }) : null}
          onKeys={onKeys}
        />
        {!aside && (
          <ActionIcon aria-label={t('bar.collapse')} onClick={() => setMode('tab')}>
            <Icon name="collapse" />
          </ActionIcon>
        )}
      </div>
      {!aside && model && <OverPage crm={model.ref.crm} onClose={() => setMode('dock')} />}
      <Problem error={error} />
    </>
  );
}
