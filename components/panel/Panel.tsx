import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { withholds } from '../../lib/model/index.ts';
import { sideOf } from '../../lib/view/record.ts';
import { withheld } from '../../lib/view/withheld.ts';
import { usePresence } from '../data/heartbeat.ts';
import { useOnScreen } from '../data/onScreen.ts';
import { type RecordModel, useRecord } from '../data/record.ts';
import { useMe, useView } from '../data/store.ts';
import { useUi } from '../data/ui.ts';
import { Problem } from '../ui/Problem.tsx';
import { Banners } from './Banners.tsx';
import { Bar } from './Bar.tsx';
import { Facts, Head } from './Facts.tsx';
import { Footer } from './Footer.tsx';
import { Presence } from './Presence.tsx';
import { Prompts } from './Prompts.tsx';
import { NoRecord } from './States.tsx';
import { useKeys } from './useKeys.ts';

import './shell.css';
import './states.css';

// Rarely opened, so loaded on demand.
const Keys = lazy(() => import('./Keys.tsx'));
const WhoIs = lazy(() => import('./WhoIs.tsx'));
const StageStatus = lazy(() => import('./StageStatus.tsx'));
const Health = lazy(() => import('./Health.tsx'));
const RoleTabs = lazy(() => import('./RoleTabs.tsx'));
// Below the fold, so loaded after the questions.
const Commitments = lazy(() => import('./Commitments.tsx'));
const Notes = lazy(() => import('./Notes.tsx'));
const Plan = lazy(() => import('./Plan.tsx'));
const Timeline = lazy(() => import('./Timeline.tsx'));

/** The role whose questions are shown; people with both roles choose it with a tab. */
function useSide(model: RecordModel | null | undefined): 'rep' | 'manager' {
  const view = useUi((ui) => ui.view);
  return sideOf(model?.role.roles ?? [], view);
}

export function Panel({ tabId, aside }: { tabId: number | null; aside: boolean }) {
  const view = useView(tabId);
  const who = useMe();
  const whole = useRecord(view?.ref ?? null, view?.state === 'ready');
  const isWithheld = withholds(view?.failure ?? null);
  const user = who?.user;
  const model = useMemo(
    () => (whole && isWithheld && user ? withheld(whole, user) : whole),
    [whole, isWithheld, user],
  );
  const side = useSide(model);
  const keys = useKeys(tabId, model ?? null);
  const [reasons, setReasons] = useState(false);
  const key = model?.key ?? null;
  const shown = useOnScreen();
  usePresence(shown && !isWithheld ? key : null);
  const reset = useUi((ui) => ui.reset);
  // A new record: the open prompt, the search and the undo belong to the previous one.
  useEffect(() => reset(key), [key, reset]);
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
        <NoRecord />
        <Footer />
      </div>
    );
  }
  // The database answers within a few milliseconds: an empty panel flickers less than a skeleton.
  if (!view || !model || !who) return <div className="panel" aria-busy="true" />;
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
          <Banners view={view} model={model} aside={aside} />
          {!isWithheld && (
            <>
              <Facts model={model} view={view} />
              {!hasQuestions && whoIs}
              {stageStatus}
              <Suspense>{model.role.roles.length > 1 && <RoleTabs side={side} />}</Suspense>
            </>
          )}
          {hasQuestions && (
            <>
              <Prompts
                key={`${model.key} ${side}`}
                model={model}
                view={view}
                side={side}
                who={who}
              />
              {whoIs}
            </>
          )}
          <Suspense>
            {!isWithheld && model.facts?.about === 'deal' && (
              <Commitments key={`commitments ${model.key}`} model={model} who={who} />
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
