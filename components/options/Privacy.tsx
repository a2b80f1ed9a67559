import { t } from '../ui/i18n.ts';

/** What Sideline reads, where that is stored, and who else gets it. */
export function Privacy() {
  return (
    <section aria-label={t('options.privacy')}>
      <h2>{t('options.privacy')}</h2>
      <p className="dim">{t('options.privacyText')}</p>
      <p className="dim">{t('options.privacyStored')}</p>
      <p className="dim">{t('options.privacyShared')}</p>
    </section>
  );
}
