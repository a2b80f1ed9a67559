import { lazy, Suspense, useState } from 'react';
import { deviceZone } from '../../lib/platform/index.ts';
import { nowFor } from '../../lib/view/viewer.ts';
import { isLasting, useMe, useSync } from '../data/store.ts';
import { moment } from '../ui/format.ts';
import { Icon, type IconName } from '../ui/Icon.tsx';
import { t } from '../ui/i18n.ts';
import { openSettings } from '../ui/openSettings.ts';

// Rarely needed, so loaded on demand.
const NeedsAttention = lazy(() => import('./NeedsAttention.tsx'));

interface Status {
  icon: IconName;
  text: string;
  /** At the right end: a time, or the label of the link that lists the problems. */
  detail: string;
  tone: '' | 'warning';
}

/** The sync status in one line: where the data is, and how many changes wait. */
function useStatus(): Status | null {
  const who = useMe();
  const state = useSync();
  if (!who || !state) return null;
  const { sync, waiting, rejected, conflicts } = state;
  const when = (ms: number) => moment(ms, nowFor(who.me, Date.now(), deviceZone()));
  if (!who.me) return { icon: 'device', text: t('status.device'), detail: '', tone: '' };
  const attention = rejected.length + conflicts.length;
  // Every status of a signed-in user includes the number of unsynced changes (C4).
  const unsent = waiting > 0 ? ` · ${t('status.unsent', waiting)}` : '';
  if (attention > 0)
    return {
      icon: 'warn',
      text: t('status.attention') + unsent,
      detail: t('status.attentionOf', attention),
      tone: 'warning',
    };
  if (sync.problem === 'signedOut')
    return { icon: 'warn', text: t('status.signedOut') + unsent, detail: '', tone: 'warning' };
  const since = sync.since === null ? '' : t('status.since', [when(sync.since)]);
  if (sync.problem === 'offline')
    return { icon: 'away', text: t('status.offline', waiting), detail: since, tone: 'warning' };
  if (isLasting(sync.problem))
    return {
      icon: 'warn',
      text: t(`status.${sync.problem}`) + unsent,
      detail: '',
      tone: 'warning',
    };
  // The server takes a limited number of changes at once; the rest follows by itself.
  if (sync.problem === 'slowDown' && waiting > 0)
    return {
      icon: 'cloud',
      text: t('status.slowDown', [String(waiting)]),
      detail: since,
      tone: '',
    };
  if (sync.problem)
    return {
      icon: 'warn',
      text: t('status.server', [String(waiting)]),
      detail: since,
      tone: 'warning',
    };
  if (waiting > 0)
    return { icon: 'cloud', text: t('status.syncing', [String(waiting)]), detail: '', tone: '' };
  return {
    icon: 'cloud',
    text: t('status.synced'),
    detail: lastSyncText(sync.lastSync, when),
    tone: '',
  };
}

function lastSyncText(lastSync: number | null, when: (ms: number) => string): string {
  if (lastSync === null) return '';
  return Date.now() - lastSync < 60_000 ? t('status.justNow') : when(lastSync);
}

/** @param asksToSignIn false on the page where one does. */
export function Footer({ asksToSignIn = true }: { asksToSignIn?: boolean }) {
  const status = useStatus();
  const who = useMe();
  const [open, setOpen] = useState(false);
  const state = useSync();
  const attention = (state?.rejected.length ?? 0) + (state?.conflicts.length ?? 0);
  return (
    <footer>
      {asksToSignIn && who && !who.me && (
        <p className="sign-in">
          <button type="button" className="link" onClick={openSettings}>
            {t('status.signIn')}
          </button>{' '}
          {t('status.signInHint')}
        </p>
      )}
      {open && attention > 0 && (
        <Suspense>
          <NeedsAttention />
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
            {status?.detail}
          </button>
        ) : (
          <span className="aside">{status?.detail}</span>
        )}
      </div>
    </footer>
  );
}
