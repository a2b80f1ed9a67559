import { useEffect, useState } from 'react';
import { browser } from '#imports';
import { useAddresses } from '../data/addresses.ts';
import { crmLabel } from '../data/crm.ts';
import { useSetting } from '../data/settings.ts';
import { useRecent } from '../data/store.ts';
import { Paused } from '../firstRun/Paused.tsx';
import { type SiteHere, siteHere } from '../firstRun/site.ts';
import { t } from '../ui/i18n.ts';
import { RecordLink } from '../ui/RecordLink.tsx';
import { nameOf } from './recordName.ts';
import './recent.css';

/**
 * What the tab shows instead of a record: whether its CRM is paused. Null until that is known.
 * Asked again when the tab has another page, and when a CRM is paused or resumed.
 */
function useSiteOf(tabId: number | null): SiteHere | null {
  const [site, setSite] = useState<SiteHere | null>(null);
  const paused = useSetting('paused');
  useEffect(() => {
    let isOver = false;
    const ask = () =>
      void siteHere(tabId)
        .catch(() => ({ kind: 'none' as const }))
        .then((found) => !isOver && setSite(found));
    const asked = (id: number) => id === tabId && ask();
    if (paused) ask();
    // The frame in a page of Firefox has no tabs.
    browser.tabs?.onUpdated.addListener(asked);
    return () => {
      isOver = true;
      browser.tabs?.onUpdated.removeListener(asked);
    };
  }, [tabId, paused]);
  return site;
}

/** Shown on pages without a record: lists, boards and settings, and everything of a paused CRM. */
export default function NoRecord({ tabId }: { tabId: number | null }) {
  const site = useSiteOf(tabId);
  const recent = useRecent(6) ?? [];
  const addresses = useAddresses(recent.map(({ key }) => key));
  return (
    <main className="body">
      <div className="middle" aria-busy={site === null}>
        {site?.kind === 'paused' && <Paused site={site} />}
        {site && site.kind !== 'paused' && (
          <>
            <h1>{t('states.noRecord')}</h1>
            <p>{t('states.noRecordHint')}</p>
          </>
        )}
      </div>
      <section className="part" aria-label={t('states.recent')}>
        <div className="part-head">
          <h2>{t('states.recent')}</h2>
        </div>
        {recent.length === 0 && <p className="hint">{t('states.nothingRecent')}</p>}
        <ul className="recent">
          {recent.map(({ key, record }) => (
            <li key={key}>
              <b>
                <RecordLink refKey={key} addresses={addresses}>
                  {nameOf(record)}
                </RecordLink>
              </b>
              <span>{crmLabel(record.ref.crm)}</span>
            </li>
          ))}
        </ul>
      </section>
    </main>
  );
}
