import { useEffect, useState } from 'react';
import { browser } from '#imports';
import { type CrmName, crmNames } from '../../lib/model/index.ts';
import { unawaited } from '../../lib/platform/unawaited.ts';
import { namedSites } from '../../lib/settings/index.ts';
import { crmLabel } from '../data/crm.ts';
import { Button } from '../ui/Button.tsx';
import { Icon, Mark } from '../ui/Icon.tsx';
import { t } from '../ui/i18n.ts';
import { openSettings } from '../ui/openSettings.ts';
import { Paused } from './Paused.tsx';
import { allowSite, type SiteHere, siteHere } from './site.ts';
import './firstRun.css';
import { NativeSelect } from '../ui/inputs.ts';

/** What the toolbar button shows where the tab has no record: asks for the site of the tab. */
export function Popup({ tabId }: { tabId: number | null }) {
  const [site, setSite] = useState<SiteHere | null>(null);
  useEffect(() => {
    siteHere(tabId).then(setSite, () => setSite({ kind: 'none' }));
  }, [tabId]);
  if (!site) return null;
  return (
    <main className="popup">
      <p className="popup-name">
        <Mark /> {t('extension.name')}
      </p>
      {site.kind === 'new' && <Ask site={site} />}
      {site.kind === 'paused' && <Paused site={site} onResumed={() => window.close()} />}
      {(site.kind === 'none' || site.kind === 'allowed') && <Elsewhere site={site} />}
    </main>
  );
}

function Ask({ site }: { site: SiteHere & { kind: 'new' } }) {
  const [crm, setCrm] = useState<CrmName | null>(site.crm);
  const [problem, setProblem] = useState<string | null>(null);
  const allow = async () => {
    if (!crm) return setProblem(t('firstRun.chooseCrm'));
    try {
      if (await allowSite(site.origin, crm)) window.close();
      else setProblem(t('firstRun.refused'));
    } catch {
      setProblem(t('options.askFailed'));
    }
  };
  return (
    <>
      <h1>{t('firstRun.ask', [site.host])}</h1>
      <p>
        {site.crm ? t('firstRun.looksLike', [crmLabel(site.crm)]) : t('firstRun.notRecognised')}
      </p>
      {!site.crm && (
        <NativeSelect
          label={t('options.crm')}
          value={crm ?? ''}
          onChange={({ currentTarget: { value } }) =>
            setCrm(crmNames.find((name) => name === value) ?? null)
          }
          data={[
            { value: '', label: t('firstRun.choose') },
            ...crmNames.map((name) => ({ value: name, label: crmLabel(name) })),
          ]}
        />
      )}
      <ul>
        {[t('firstRun.reads'), t('firstRun.stays'), t('firstRun.writesNothing')].map((line) => (
          <li key={line}>
            <Icon name="check" size={14} /> {line}
          </li>
        ))}
      </ul>
      {problem !== null && <p role="alert">{problem}</p>}
      <div className="popup-actions">
        <Button onClick={() => void allow()}>{t('firstRun.allow')}</Button>
        <Button variant="subtle" color="gray" onClick={() => window.close()}>
          {t('firstRun.notNow')}
        </Button>
        {!site.crm && <DemoButton />}
      </div>
    </>
  );
}

/** Opens the demo deal, for a person who has not set up any CRM yet. */
function DemoButton() {
  const [isSetUp, setIsSetUp] = useState(true);
  useEffect(() => {
    const ask = async () => {
      const { origins = [] } = await browser.permissions.getAll();
      setIsSetUp(namedSites(origins).length > 0);
    };
    unawaited('permissions', ask());
  }, []);
  if (isSetUp) return null;
  return (
    <Button
      variant="subtle"
      color="gray"
      onClick={() => {
        void browser.tabs.create({ url: browser.runtime.getURL('/demo.html') });
        window.close();
      }}
    >
      {t('firstRun.demo')}
    </Button>
  );
}

function Elsewhere({ site }: { site: SiteHere & { kind: 'none' | 'allowed' } }) {
  return (
    <>
      <h1>
        {site.kind === 'allowed' ? t('firstRun.openDeal', [site.host]) : t('firstRun.noSite')}
      </h1>
      <div className="popup-actions">
        <Button variant="default" onClick={openSettings}>
          {t('bar.settings')}
        </Button>
        <DemoButton />
      </div>
    </>
  );
}
