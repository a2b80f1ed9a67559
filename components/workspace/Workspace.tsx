import { lazy, Suspense } from 'react';
import { browser } from '#imports';
import { useOrg } from '../data/coaching.ts';
import { useNow } from '../data/record.ts';
import { useMe } from '../data/store.ts';
import { Footer } from '../panel/Footer.tsx';
import { Icon, type IconName, Mark } from '../ui/Icon.tsx';
import { t, tKey } from '../ui/i18n.ts';
import { go, type Place, places, useRoute } from './route.ts';
import '../panel/shell.css';
import '../panel/states.css';
import './workspace.css';

const Questions = lazy(() => import('./Questions.tsx'));
const Playbooks = lazy(() => import('./Playbooks.tsx'));
const Helps = lazy(() => import('./Insights.tsx'));
const Limits = lazy(() => import('./Limits.tsx'));
const Me = lazy(() => import('./Me.tsx'));

const icons: Record<Place, IconName> = {
  questions: 'speech',
  playbooks: 'steps',
  helps: 'check',
  limits: 'clock',
  me: 'person',
};

/** The full page. Its places are in the address; what is typed in them is kept. */
export function Workspace() {
  const { place, id } = useRoute();
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
          {places.map((name) => (
            <li key={name}>
              <a href={`#${name}`} aria-current={name === place ? 'page' : undefined}>
                <Icon name={icons[name]} />
                <span>{tKey(`workspace.page.${name}`)}</span>
              </a>
            </li>
          ))}
        </ul>
        <button
          type="button"
          className="link settings"
          onClick={() => void browser.runtime.openOptionsPage()}
        >
          {t('bar.settings')}
        </button>
      </nav>
      <main>
        {who && org && (
          <Suspense>
            {place === 'questions' && (
              <Questions
                id={id}
                who={who}
                org={org}
                now={now}
                onOpen={(next) => go('questions', next)}
              />
            )}
            {place === 'playbooks' && (
              <Playbooks
                id={id}
                who={who}
                org={org}
                now={now}
                onOpen={(next) => go('playbooks', next)}
              />
            )}
            {place === 'helps' && <Helps org={org} />}
            {place === 'limits' && <Limits who={who} org={org} />}
            {place === 'me' && <Me who={who} org={org} now={now} />}
          </Suspense>
        )}
      </main>
      <Footer />
    </div>
  );
}
