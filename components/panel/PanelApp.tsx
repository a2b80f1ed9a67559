import { useEffect } from 'react';
import { AccountData } from '../data/AccountData.tsx';
import { forgetFirst } from '../data/first.ts';
import { useHeartbeat } from '../data/heartbeat.ts';
import { useSetting } from '../data/settings.ts';
import { t } from '../ui/i18n.ts';
import { useKeptFocus } from '../ui/keptFocus.ts';
import { Locked } from '../ui/Locked.tsx';
import { Theme } from '../ui/Theme.tsx';
import { Failsafe } from './Failsafe.tsx';
import { type Greeted, useGreeting } from './greeting.ts';
import { useRefused } from './guard.ts';
import { Panel } from './Panel.tsx';
import { Closed } from './States.tsx';

/** Says why nothing happens. The page may cover this sentence too. */
function Covered() {
  const refused = useRefused((state) => state.refused);
  return refused ? (
    <p className="covered" role="alert">
      {t('covered.hint')}
    </p>
  ) : null;
}

/** The panel, either in a frame on a CRM page or in the browser's side panel. */
export function PanelApp({
  frame = null,
  tabId = null,
}: {
  /** The background's answer to a frame's greeting. */
  frame?: Greeted | null;
  /** The tab that the side panel is about. */
  tabId?: number | null;
}) {
  useHeartbeat();
  useKeptFocus();
  useEffect(forgetFirst, []);
  const aside = frame === null;
  const store = useSetting('store');
  const { greeting, tabId: shown } = useGreeting(frame, tabId, store);
  if (store === undefined || (greeting === 'waiting' && !aside)) return <Theme>{null}</Theme>;
  return (
    <Theme>
      <Failsafe>
        <Covered />
        {greeting === 'otherStore' || greeting === 'untrusted' ? (
          <Closed reason={greeting} />
        ) : (
          <AccountData store={store}>
            <Locked>
              <Panel tabId={aside ? tabId : shown} aside={aside} />
            </Locked>
          </AccountData>
        )}
      </Failsafe>
    </Theme>
  );
}
