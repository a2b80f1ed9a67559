import { lazy, Suspense, useEffect, useState } from 'react';
import { refKey } from '../../lib/model/index.ts';
import type { TabView } from '../../lib/store/index.ts';
import { useRecord } from '../data/record.ts';
import { useMe } from '../data/store.ts';
import { useUi } from '../data/ui.ts';
import { Bar } from '../panel/Bar.tsx';
import { Head } from '../panel/Facts.tsx';
import { Prompts } from '../panel/Prompts.tsx';
import { useKeys } from '../panel/useKeys.ts';
import { Icon } from '../ui/Icon.tsx';
import { t } from '../ui/i18n.ts';
import { demoRef } from './deal.ts';
import '../panel/shell.css';
import '../panel/states.css';

const Commitments = lazy(() => import('../panel/Commitments.tsx'));
const Health = lazy(() => import('../panel/Health.tsx'));
const Keys = lazy(() => import('../panel/Keys.tsx'));
const Notes = lazy(() => import('../panel/Notes.tsx'));

/** The demo deal is always read: no tab shows it. */
const view: TabView = {
  tabId: 0,
  navigation: { document: 'demo', number: 0 },
  ref: demoRef,
  refKey: refKey(demoRef),
  crm: demoRef.crm,
  state: 'ready',
  failure: null,
  blocked: false,
  located: null,
  unsure: false,
  at: 0,
};

/** The panel’s own parts on the demo deal, without what needs a CRM or a server. */
export function DemoPanel() {
  const model = useRecord(demoRef, true);
  const who = useMe();
  const keys = useKeys(null, model ?? null);
  const [reasons, setReasons] = useState(false);
  const reset = useUi((ui) => ui.reset);
  const key = model?.key ?? null;
  useEffect(() => reset(key), [key, reset]);
  if (!model || !who) return <div className="panel" aria-busy="true" />;
  const side = model.role.roles[0] ?? 'rep';
  return (
    <div className="panel">
      <header>
        <Bar
          tabId={null}
          model={model}
          aside
          onKeys={keys.show}
          reasons={reasons}
          onReasons={() => setReasons(!reasons)}
        />
        <Head model={model} />
      </header>
      <div className="body">
        <Suspense>{reasons && <Health model={model} />}</Suspense>
        <Prompts key={side} model={model} view={view} side={side} who={who} />
        <Suspense>
          <Commitments model={model} who={who} />
          <Notes model={model} who={who} />
        </Suspense>
      </div>
      <footer>
        <div className="foot-bar">
          <div className="status">
            <Icon name="device" size={14} /> <span>{t('demo.here')}</span>
          </div>
          <span className="grow" />
          <span className="aside">{t('demo.mark')}</span>
        </div>
      </footer>
      {keys.shown && (
        <Suspense>
          <Keys onClose={keys.hide} />
        </Suspense>
      )}
    </div>
  );
}
