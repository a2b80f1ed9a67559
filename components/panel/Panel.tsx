import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { withholds } from '../../lib/model/index.ts';
import type { TabView } from '../../lib/store/index.ts';
import { sideOf } from '../../lib/view/record.ts';
import { withheld } from '../../lib/view/withheld.ts';
import { usePresence } from '../data/heartbeat.ts';
import { useOnScreen } from '../data/onScreen.ts';
import { type RecordModel, useRecord } from '../data/record.ts';
import { useMe, useView } from '../data/store.ts';
import { useUi } from '../data/ui.ts';
import { usePictureGone } from '../ui/lastPicture.ts';
import { Problem } from '../ui/Problem.tsx';
import { Bar } from './Bar.tsx';
import { Facts, Head } from './Facts.tsx';
import { Footer } from './Footer.tsx';
import { Presence } from './Presence.tsx';
import { Prompts } from './Prompts.tsx';
import { useKeys } from './useKeys.ts';

import './shell.css';
import './states.css';

// Rarely opened, so loaded on demand.
const NoRecord = lazy(() => import('./NoRecord.tsx'));
const Banners = lazy(() => import('./Banners.tsx'));
const Keys = lazy(() => import('./Keys.tsx'));
const WhoIs = lazy(() => import('./WhoIs.tsx'));
const StageStatus = lazy(() => import('./StageStatus.tsx'));
const Health = lazy(() => import('./Health.tsx'));
const SideTabs = lazy(() => import('./SideTabs.tsx'));
// Below the fold, so loaded after the questions.
const Moments = lazy(() => import('./moments/Moments.tsx'));
const Commitments = lazy(() => import('./Commitments.tsx'));
const DealBlocks = lazy(() => import('./moments/DealBlocks.tsx'));
const Notes = lazy(() => import('./Notes.tsx'));
const Plan = lazy(() => import('./Plan.tsx'));
const Timeline = lazy(() => import('./Timeline.tsx'));

/** Whether reading the record has a problem, so that there may be a banner about it. */
function hasBanner(view: TabView, { record }: RecordModel, aside: boolean): boolean {
  const isDegraded = (record?.reading.degraded.length ?? 0) > 0;
  return view.state === 'failed' || (view.blocked && aside) || isDegraded;
}

export function Panel({ tabId, aside }: { tabId: number | null; aside: boolean }) {
  const tab = useView(tabId);
  const who = useMe();
  const chosen = tab?.side ?? null;
  const whole = useRecord(tab?.ref ?? null, tab?.state === 'ready', chosen);
  // Until the reading is loaded, the tab is not ready for what is shown here.
  const isAhead = tab?.state === 'ready' && whole?.ready === false;
  const view = isAhead ? { ...tab, state: 'reading' as const } : tab;
  const isWithheld = withholds(view?.failure ?? null);
  const user = who?.user;
  const model = useMemo(
    () => (whole && isWithheld && user ? withheld(whole, user) : whole),
    [whole, isWithheld, user],
  );
  const side = sideOf(model?.role.roles ?? [], chosen);
  const keys = useKeys(tabId, model ?? null);
  const [reasons, setReasons] = useState(false);
  const key = model?.key ?? null;
  const shown = useOnScreen();
  usePresence(shown && !isWithheld ? key : null);
  const reset = useUi((ui) => ui.reset);
  // A new record: the open prompt, the search and the undo belong to the previous one.
  useEffect(() => reset(key), [key, reset]);
  const isLoaded = view !== undefined && (!view?.ref || Boolean(model && who));
  usePictureGone(isLoaded);
  if (!view?.ref && view !== undefined) {
    return (
      <div className="panel">
        <header>
          <Bar
            tabId={tabId}
            model={null}
            aside={aside}
            onKeys={keys.show}
            reasons={false}
            onReasons={() => {}}
          />
        </header>
        <Suspense fallback={<main className="body" />}>
          <NoRecord tabId={tabId} />
        </Suspense>
        <Footer />
      </div>
    );
  }
  // The database answers within a few milliseconds: an empty panel flickers less than a skeleton.
  if (!view || !model || !who) return <div className="panel" aria-busy="true" />;
  const canWrite = model.facts?.about === 'deal' && model.ref.tenant !== '';
  const hasQuestions = !isWithheld && model.role.roles.length > 0;
  const whoIs = (
    <Suspense>
      <WhoIs key={model.ref.crm} model={model} view={view} who={who} />
    </Suspense>
  );
  const stageStatus = (
    <Suspense>
      <StageStatus key={`stage ${model.key}`} model={model} who={who} />
    </Suspense>
  );
  return (
    <div className="panel">
      <header>
        <Bar
          tabId={tabId}
          model={model}
          aside={aside}
          onKeys={keys.show}
          reasons={reasons}
          onReasons={() => setReasons(!reasons)}
        />
        <Head model={model} isWithheld={isWithheld} />
        {!isWithheld && <Presence refKey={model.key} names={who.names} />}
        <Problem error={keys.problem} />
      </header>
      <div className="body">
        <main>
          <Suspense>{reasons && !isWithheld && <Health model={model} />}</Suspense>
          {hasBanner(view, model, aside) && (
            <Suspense>
              <Banners view={view} model={model} aside={aside} />
            </Suspense>
          )}
          {!isWithheld && (
            <>
              <Facts model={model} view={view} />
              {!hasQuestions && whoIs}
              {stageStatus}
              <Suspense>
                {model.role.roles.length > 1 && <SideTabs view={view} side={side} />}
              </Suspense>
            </>
          )}
          {hasQuestions && (
            <>
              {canWrite && (
                <Suspense>
                  <Moments key={`moments ${model.key}`} model={model} who={who} side={side} />
                </Suspense>
              )}
              <Prompts
                key={`${model.key} ${side}`}
                model={model}
                view={view}
                side={side}
                who={who}
                pageTab={aside ? null : tabId}
              />
              {whoIs}
            </>
          )}
          <Suspense>
            {!isWithheld && model.facts?.about === 'deal' && (
              <Commitments key={`commitments ${model.key}`} model={model} who={who} />
            )}
            {canWrite && hasQuestions && (
              <DealBlocks key={`blocks ${model.key}`} model={model} who={who} side={side} />
            )}
            <Notes key={model.key} model={model} who={who} />
            {model.plan && <Plan key={`plan ${model.key}`} model={model} plan={model.plan} />}
            {model.facts?.about === 'deal' && (
              <Timeline facts={model.facts} rows={model.rows} names={who.names} me={who.user} />
            )}
          </Suspense>
        </main>
      </div>
      <Footer />
      {keys.shown && (
        <Suspense>
          <Keys onClose={keys.hide} />
        </Suspense>
      )}
    </div>
  );
}
