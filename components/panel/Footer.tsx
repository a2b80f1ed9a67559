import { lazy, Suspense, useState } from 'react';
import { browser } from '#imports';
import { deviceZone } from '../../lib/platform/index.ts';
import { nowFor } from '../../lib/view/viewer.ts';
import { useMe, useSync } from '../data/store.ts';
import { moment } from '../ui/format.ts';
import { Icon, type IconName } from '../ui/Icon.tsx';
import { t } from '../ui/i18n.ts';

// Rarely needed, so loaded on demand.
const Attention = lazy(() => import('./Attention.tsx'));

interface Status {
  icon: IconName;
  text: string;
  end: string;
  tone: '' | 'ochre';
}

/** The sync status in one line: where the data is, and how many changes wait. */
function useStatus(): Status | null {
  const who = useMe();
  const state = useSync();
  if (!who || !state) return null;
  const { sync, waiting, refused, conflicts } = state;
  const when = (ms: number) => moment(ms, nowFor(who.me, Date.now(), deviceZone()));
  if (!who.me) return { icon: 'device', text: t('status.device'), end: '', tone: '' };
  const attention = refused.length + conflicts.length;
  // Every status also contains the number of unsent changes (C4).
  const unsent = waiting > 0 ? ` · ${t('status.unsent', waiting)}` : '';
  if (attention > 0)
    return {
      icon: 'warn',
      text: t('status.attention') + unsent,
      end: t('status.attentionOf', attention),
      tone: 'ochre',
    };
  if (sync.problem === 'signedOut')
    return { icon: 'warn', text: t('status.signedOut') + unsent, end: '', tone: 'ochre' };
  const since = sync.since === null ? '' : t('status.since', [when(sync.since)]);
  if (sync.problem === 'offline')
    return { icon: 'away', text: t('status.offline', waiting), end: since, tone: 'ochre' };
  if (sync.problem === 'older' || sync.problem === 'newer')
    return { icon: 'warn', text: t(`status.${sync.problem}`) + unsent, end: '', tone: 'ochre' };
  if (sync.problem)
    return { icon: 'warn', text: t('status.server', [String(waiting)]), end: since, tone: 'ochre' };
  if (waiting > 0)
    return { icon: 'cloud', text: t('status.syncing', [String(waiting)]), end: '', tone: '' };
  return {
    icon: 'cloud',
    text: t('status.synced'),
    end: lastSyncText(sync.lastSync, when),
    tone: '',
  };
}

function lastSyncText(lastSync: number | null, when: (ms: number) => string): string {
  if (lastSync === null) return '';
  return Date.now() - lastSync < 60_000 ? t('status.justNow') : when(lastSync);
}

export function Footer() {
  const status = useStatus();
  const who = useMe();
  const [open, setOpen] = useState(false);
  const state = useSync();
  const attention = (state?.refused.length ?? 0) + (state?.conflicts.length ?? 0);
  return (
    <footer>
      {who && !who.me && (
        <p className="sign-in">
          <button
            type="button"
            className="link"
            onClick={() => void browser.runtime.openOptionsPage()}
          >
            {t('status.signIn')}
          </button>{' '}
          {t('status.signInHint')}
        </p>
      )}
      {open && attention > 0 && (
        <Suspense>
          <Attention />
        </Suspense>
      )}
      <div className={`foot-bar ${status?.tone ?? ''}`}>
        <div role="status" className="status">
          {status && (
            <>
              <Icon name={status.icon} size={14} /> <span>{status.text}</span>
            </>
          )}
        </div>
        <span className="grow" />
        {attention > 0 ? (
          <button
            type="button"
            className="link"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            {status?.end}
          </button>
        ) : (
          <span className="aside">{status?.end}</span>
        )}
      </div>
    </footer>
  );
}
