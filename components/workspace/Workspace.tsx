import { lazy, Suspense } from 'react';
import { browser } from '#imports';
import { useOrg } from '../data/coaching.ts';
import { useNow } from '../data/record.ts';
import { useMe } from '../data/store.ts';
import { Footer } from '../panel/Footer.tsx';
import { Icon, type IconName, Mark } from '../ui/Icon.tsx';
import { t, tKey } from '../ui/i18n.ts';
import { go, type Page, pages, useRoute } from './route.ts';
import '../panel/shell.css';
import '../panel/states.css';
import './workspace.css';
import './columns.css';
import './editor.css';
import './side.css';
import './playbooks.css';
import './pages.css';
// Last: it overrides the others in narrow windows.
import './narrow.css';

const Questions = lazy(() => import('./Questions.tsx'));
const Playbooks = lazy(() => import('./Playbooks.tsx'));
const Insights = lazy(() => import('./Insights.tsx'));
const Limits = lazy(() => import('./Limits.tsx'));
const Me = lazy(() => import('./Me.tsx'));

const icons: Record<Page, IconName> = {
  questions: 'speech',
  playbooks: 'steps',
  insights: 'check',
  limits: 'clock',
  me: 'person',
};

/** The workspace. The address contains the page; drafts preserve what is typed in it. */
export function Workspace() {
  const { page, id } = useRoute();
  const who = useMe();
  const org = useOrg();
  const now = useNow();
  return (
    <div className="workspace">
      <nav aria-label={t('workspace.nav')}>
        <div className="brand">
          <Mark />
          <span>{t('extension.name')}</span>
        </div>
        <ul>
          {pages.map((name) => (
            <li key={name}>
              <a href={`#${name}`} aria-current={name === page ? 'page' : undefined}>
                <Icon name={icons[name]} />
                <span>{tKey(`workspace.page.${name}`)}</span>
              </a>
            </li>
          ))}
        </ul>
        <button
          type="button"
          className="settings"
          onClick={() => void browser.runtime.openOptionsPage()}
        >
          <Icon name="sliders" />
          <span>{t('bar.settings')}</span>
        </button>
      </nav>
      <main>
        {who && org && (
          <Suspense>
            {page === 'questions' && (
              <Questions
                id={id}
                who={who}
                org={org}
                now={now}
                onOpen={(next) => go('questions', next)}
              />
            )}
            {page === 'playbooks' && (
              <Playbooks
                id={id}
                who={who}
                org={org}
                now={now}
                onOpen={(next) => go('playbooks', next)}
              />
            )}
            {page === 'insights' && <Insights org={org} />}
            {page === 'limits' && <Limits who={who} org={org} />}
            {page === 'me' && <Me who={who} org={org} now={now} />}
          </Suspense>
        )}
      </main>
      <Footer />
    </div>
  );
}
