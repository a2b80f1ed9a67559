import { Icon, type IconName, Mark } from '../ui/Icon.tsx';
import { t, tKey } from '../ui/i18n.ts';
import { entries, entryOf, linkTo, type Page, playbookTabs } from './route.ts';

const icons: Partial<Record<Page, IconName>> = {
  today: 'sun',
  deals: 'flag',
  me: 'person',
  team: 'two',
  oneOnOnes: 'bubbles',
  playbooks: 'steps',
  insights: 'chart',
};

export function pageName(page: Page, hasTeam: boolean): string {
  if (page === 'deals' && hasTeam) return t('workspace.dealsOfTeam');
  return tKey(`workspace.page.${page}`);
}

/** The navigation of the workspace: a column, or at the bottom of a narrow window. */
export function Navigation({ page, hasTeam }: { page: Page; hasTeam: boolean }) {
  return (
    <nav aria-label={t('workspace.nav')}>
      <div className="brand">
        <Mark />
        <span>{t('extension.name')}</span>
      </div>
      <ul>
        {entries(hasTeam).map((name) => (
          <li key={name}>
            <a href={linkTo(name)} aria-current={name === entryOf(page) ? 'page' : undefined}>
              <Icon name={icons[name] ?? 'flag'} />
              <span>{pageName(name, hasTeam)}</span>
            </a>
          </li>
        ))}
      </ul>
      <a
        href={linkTo('settings')}
        className="settings"
        aria-current={page === 'settings' ? 'page' : undefined}
      >
        <Icon name="sliders" />
        <span>{t('workspace.page.settings')}</span>
      </a>
    </nav>
  );
}

/** The title and the tabs that Playbooks, Questions and Thresholds share. */
export function PlaybookTabs({ page }: { page: Page }) {
  return (
    <header className="page-head">
      <h1>{t('workspace.page.playbooks')}</h1>
      <nav aria-label={t('workspace.page.playbooks')} className="page-tabs">
        {playbookTabs.map((name) => (
          <a key={name} href={`#${name}`} aria-current={name === page ? 'page' : undefined}>
            {tKey(`workspace.page.${name}`)}
          </a>
        ))}
      </nav>
    </header>
  );
}
