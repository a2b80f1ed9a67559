import { lazy, Suspense } from 'react';
import { useOrg } from '../data/coaching.ts';
import { useOrgOfPairs } from '../data/oneOnOne.ts';
import { useNow } from '../data/record.ts';
import { useMe, useSync } from '../data/store.ts';
import { tabNamed } from '../options/tabs.ts';
import { Footer } from '../panel/Footer.tsx';
import { Navigation, PlaybookTabs } from './Navigation.tsx';
import { go, playbookTabs, type Route, useRoute } from './route.ts';
import '../panel/shell.css';
import '../panel/states.css';
import './workspace.css';
import './columns.css';
import './editor.css';
import './side.css';
import './playbooks.css';
import './pages.css';
import './condition.css';
import './limits.css';
import '../panel/chips.css';
import './person/person.css';
import './person/goal.css';
import './person/focus.css';
import './person/blocks.css';
// Last: it overrides the others in narrow windows.
import './narrow.css';

const Today = lazy(() => import('./today/Today.tsx'));
const Questions = lazy(() => import('./Questions.tsx'));
const Playbooks = lazy(() => import('./Playbooks.tsx'));
const Insights = lazy(() => import('./Insights.tsx'));
const Limits = lazy(() => import('./Limits.tsx'));
const Deals = lazy(() => import('./Deals.tsx'));
const Person = lazy(() => import('./person/Person.tsx'));
const Team = lazy(() => import('./team/Team.tsx'));
const OneOnOnes = lazy(() => import('./oneOnOne/OneOnOnes.tsx'));
const Settings = lazy(() => import('../options/Settings.tsx'));

interface PagesProps extends Route {
  hasTeam: boolean;
}

/** The pages that show what is stored on this device. */
function Pages({ page, id, hasTeam }: PagesProps) {
  const who = useMe();
  const org = useOrgOfPairs(useOrg());
  const now = useNow();
  if (!who || !org) return null;
  const onOpen = (next: string | null) => go(page, next);
  return (
    <Suspense>
      {page === 'today' && <Today who={who} org={org} now={now} hasTeam={hasTeam} />}
      {page === 'questions' && <Questions id={id} who={who} org={org} now={now} onOpen={onOpen} />}
      {page === 'playbooks' && <Playbooks id={id} who={who} org={org} now={now} onOpen={onOpen} />}
      {page === 'insights' && <Insights org={org} />}
      {page === 'limits' && <Limits who={who} org={org} />}
      {page === 'deals' && <Deals org={org} now={now} hasTeam={hasTeam} />}
      {page === 'me' && <Person who={who} org={org} now={now} member={who.user} />}
      {page === 'person' && id && <Person who={who} org={org} now={now} member={id} />}
      {page === 'team' && <Team who={who} org={org} now={now} />}
      {page === 'oneOnOnes' && <OneOnOnes id={id} who={who} org={org} now={now} />}
    </Suspense>
  );
}

/** The workspace. The address contains the page; drafts preserve what is typed in it. */
export function Workspace() {
  const { page, id } = useRoute();
  const who = useMe();
  const isLocked = useSync()?.sync.problem === 'signedOut';
  const hasTeam = !isLocked && (who?.me?.reports.length ?? 0) > 0;
  return (
    <div className="workspace">
      <Navigation page={page} hasTeam={hasTeam} />
      <main>
        {playbookTabs.includes(page) && <PlaybookTabs page={page} />}
        {page === 'settings' ? (
          <Suspense>
            <Settings tab={tabNamed(id)} onTab={(tab) => go('settings', tab)} />
          </Suspense>
        ) : (
          <Pages page={page} id={id} hasTeam={hasTeam} />
        )}
      </main>
      {/* Nothing of an ended session is shown, so neither what waits for attention. */}
      {!isLocked && <Footer asksToSignIn={page !== 'settings'} />}
    </div>
  );
}
