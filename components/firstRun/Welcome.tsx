import { useSetting } from '../data/settings.ts';
import { ButtonLink } from '../ui/Button.tsx';
import { Icon, Mark } from '../ui/Icon.tsx';
import { t } from '../ui/i18n.ts';
import { openSettings } from '../ui/openSettings.ts';
import './firstRun.css';

/** The page after the installation: the way to the first question, in three steps. */
export function Welcome() {
  // The page continues by itself once a site is allowed in another tab.
  const step = (useSetting('sites') ?? []).length > 0 ? 3 : 1;
  const steps = [
    [t('firstRun.go'), t('firstRun.goHint')],
    [t('firstRun.allowOne'), t('firstRun.allowOneHint')],
    [
      t('firstRun.open'),
      // The first panel opens over the page. Beside it is the side panel or sidebar of the browser.
      import.meta.env.FIREFOX ? t('firstRun.openHintFirefox') : t('firstRun.openHint'),
    ],
  ] as const;
  return (
    <main className="welcome">
      <h1>{t('firstRun.title')}</h1>
      <p className="welcome-lead">{t('firstRun.lead')}</p>
      <ol>
        {steps.map(([title, hint], index) => (
          <li key={title} {...(index + 1 === step ? { 'aria-current': 'step' as const } : {})}>
            <span className="welcome-number" aria-hidden="true">
              {index + 1 < step ? <Icon name="check" size={14} /> : index + 1}
            </span>
            <div>
              <b>{title}</b>
              <p>{hint}</p>
            </div>
            {index === 0 && (
              <span className="welcome-button">
                <Mark />
              </span>
            )}
          </li>
        ))}
      </ol>
      <div className="welcome-actions">
        <ButtonLink href="/demo.html" variant="default">
          {t('firstRun.demo')}
        </ButtonLink>
        <button type="button" className="link" onClick={openSettings}>
          {t('firstRun.enter')}
        </button>
      </div>
    </main>
  );
}
