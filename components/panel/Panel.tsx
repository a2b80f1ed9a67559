import { lazy, Suspense, useEffect } from 'react';
import { type RecordModel, useRecord } from '../data/record.ts';
import { useMe, useView } from '../data/store.ts';
import { useUi } from '../data/ui.ts';
import { Banners } from './Banners.tsx';
import { Bar } from './Bar.tsx';
import { Facts, Head } from './Facts.tsx';
import { Footer } from './Footer.tsx';
import { Notes } from './Notes.tsx';
import { Prompts } from './Prompts.tsx';
import { NoRecord } from './States.tsx';
import { Timeline } from './Timeline.tsx';
import { useKeys } from './useKeys.ts';
import { RoleTabs, WhoIs } from './WhoIs.tsx';
import './shell.css';
import './states.css';

// Rarely opened, so fetched when it is.
const Keys = lazy(() => import('./Keys.tsx'));

/** Whose questions are shown: the role on this record, or the tab chosen by somebody who holds both. */
function useSide(model: RecordModel | null | undefined): 'rep' | 'manager' {
  const view = useUi((ui) => ui.view);
  const roles = model?.part.roles ?? [];
  if (view && roles.includes(view)) return view;
  return roles[0] ?? 'rep';
}

export function Panel({ tabId, aside }: { tabId: number | null; aside: boolean }) {
  const view = useView(tabId);
  const who = useMe();
  const model = useRecord(view?.ref ?? null, view?.state === 'ready');
  const side = useSide(model);
  const keys = useKeys(tabId, model ?? null);
  const key = model?.key ?? null;
  const reset = useUi((ui) => ui.reset);
  // Another record: what was open, searched or half deleted belongs to the one before.
  useEffect(() => reset(key), [key, reset]);
  if (!view?.ref && view !== undefined) {
    return (
      <div className="panel">
        <header>
          <Bar tabId={tabId} model={null} aside={aside} onKeys={keys.show} />
        </header>
        <NoRecord />
        <Footer />
      </div>
    );
  }
  // The database answers within a few milliseconds: an empty panel for that long is calmer than a skeleton.
  if (!view || !model || !who) return <div className="panel" aria-busy="true" />;
  return (
    <div className="panel">
      <header>
        <Bar tabId={tabId} model={model} aside={aside} onKeys={keys.show} />
        <Head model={model} />
      </header>
      <div className="body">
        <main>
          <Banners view={view} model={model} aside={aside} />
          <Facts model={model} view={view} />
          <WhoIs key={model.ref.crm} model={model} who={who} />
          <RoleTabs model={model} side={side} />
          {model.part.roles.length > 0 && <Prompts key={`${model.key} ${side}`} model={model} view={view} side={side} who={who} />}
          <Notes key={model.key} model={model} who={who} />
          {model.facts && <Timeline facts={model.facts} />}
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
