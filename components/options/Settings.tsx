import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef } from 'react';
import { type SessionState, send } from '../../lib/messages/index.ts';
import type { Me } from '../../lib/model/index.ts';
import { useSync } from '../data/store.ts';
import { t } from '../ui/i18n.ts';
import { Problem } from '../ui/Problem.tsx';
import { Account } from './Account.tsx';
import { Appearance } from './Appearance.tsx';
import { Away } from './Away.tsx';
import { Calendar } from './Calendar.tsx';
import { Data } from './Data.tsx';
import { Formats } from './Formats.tsx';
import { Notices } from './Notices.tsx';
import { Password } from './Password.tsx';
import { People } from './People.tsx';
import { Privacy } from './Privacy.tsx';
import { SignIns } from './SignIns.tsx';
import { Sites } from './Sites.tsx';
import { type SettingsTab, tabNamed, tabsFor } from './tabs.ts';
import './options.css';
import './people.css';

interface Parts {
  /** Undefined where the background did not answer, for which `error` has the reason. */
  session: SessionState | undefined;
  error: Error | null;
  /** Null while nobody is signed in, or the session has ended. */
  me: Me | null;
  isLocked: boolean;
}

const tabName: Record<SettingsTab, () => string> = {
  account: () => t('options.account'),
  sites: () => t('options.sites'),
  people: () => t('options.people'),
  daysOff: () => t('options.daysOff'),
  data: () => t('data.title'),
  appearance: () => t('options.look'),
};

const content: Record<SettingsTab, (parts: Parts) => ReactNode> = {
  account: ({ session, error, me }) => (
    <>
      <Problem error={error} />
      {me && <Notices />}
      {session && <Account session={session} />}
      {me && <Password email={me.user.email} />}
      {me && <SignIns server={session?.server ?? ''} />}
    </>
  ),
  sites: ({ isLocked }) => (
    <>
      <Sites />
      {!isLocked && <Formats />}
      <Privacy />
    </>
  ),
  people: ({ me }) => me && <People me={me} />,
  daysOff: () => (
    <>
      <Away />
      <Calendar />
    </>
  ),
  data: () => <Data />,
  appearance: () => <Appearance />,
};

/** Keeps the chosen tab in sight: in a narrow window the tabs may be wider than their row. */
function useShown(tab: SettingsTab | undefined) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const showChosen = () => {
      const row = list.current;
      const chosen = row?.querySelector<HTMLElement>('[aria-selected="true"]');
      if (!row || !chosen || tab === undefined) return;
      const left = chosen.getBoundingClientRect().left - row.getBoundingClientRect().left;
      row.scrollLeft += left - (row.clientWidth - chosen.offsetWidth) / 2;
    };
    showChosen();
    addEventListener('resize', showChosen);
    return () => removeEventListener('resize', showChosen);
  }, [tab]);
  return list;
}

interface Props {
  /** The tab in the address; another one is shown where this person has no such tab. */
  tab: SettingsTab | null;
  onTab(tab: SettingsTab): void;
}

/**
 * The settings, in tabs. The other tabs stay mounted, so that what is typed in one is still there
 * after a look at another.
 */
export default function Settings({ tab, onTab }: Props) {
  const session = useQuery({ queryKey: ['session'], queryFn: () => send('session.get') });
  const isLocked = session.data?.expired ?? true;
  // The sync notices the end of a session first. It may be a moment of another change, such as one
  // of the password, so only the session itself decides.
  const { refetch } = session;
  const hasEnded = useSync()?.sync.problem === 'signedOut';
  useEffect(() => {
    if (hasEnded) void refetch();
  }, [hasEnded, refetch]);
  const me = isLocked ? null : (session.data?.me ?? null);
  const isAdmin = me?.user.role === 'admin';
  // The tabs are known once the session is.
  const tabs = session.isPending ? [] : tabsFor({ isLocked, isAdmin });
  const shown = tabs.find((name) => name === tab) ?? tabs[0];
  const list = useShown(shown);
  const parts = { session: session.data, error: session.error, me, isLocked };
  return (
    <Tabs
      value={shown ?? null}
      onChange={(name) => {
        const chosen = tabNamed(name);
        if (chosen) onTab(chosen);
      }}
    >
      <header className="page-head">
        <h1>{t('workspace.page.settings')}</h1>
        {shown && (
          <Tabs.List ref={list} className="page-tabs" aria-label={t('workspace.page.settings')}>
            {tabs.map((name) => (
              <Tabs.Tab key={name} value={name}>
                {tabName[name]()}
              </Tabs.Tab>
            ))}
          </Tabs.List>
        )}
      </header>
      {tabs.map((name) => (
        <Tabs.Panel key={name} value={name} className="options" tabIndex={0}>
          {content[name](parts)}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
