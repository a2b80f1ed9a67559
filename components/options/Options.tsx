import { useQuery } from '@tanstack/react-query';
import { send } from '../../lib/messages/index.ts';
import { useSetting } from '../data/settings.ts';
import { StoreProvider, storeNamed } from '../data/store.ts';
import { Mark } from '../ui/Icon.tsx';
import { t } from '../ui/i18n.ts';
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
import './options.css';

/** The settings page: account, CRM sites, people, data and appearance. */
export function Options() {
  const session = useQuery({ queryKey: ['session'], queryFn: () => send('session.get') });
  const store = useSetting('store');
  if (store === undefined) return null;
  const me = session.data?.expired ? null : session.data?.me;
  // The data of an ended session stays on the device, and nobody can export it.
  const isLocked = session.data?.expired ?? true;
  return (
    <StoreProvider value={storeNamed(store)}>
      <main className="options">
        <header>
          <Mark />
          <h1>{t('options.title')}</h1>
        </header>
        {me && <Notices />}
        {session.data && <Account session={session.data} />}
        {me && <Password email={me.user.email} />}
        {me && <SignIns server={session.data?.server ?? ''} />}
        <Privacy />
        <Sites />
        {!isLocked && <Formats />}
        {!isLocked && session.data?.me?.user.role === 'admin' && <People me={session.data.me} />}
        {!isLocked && <Away />}
        {!isLocked && <Calendar />}
        {!isLocked && <Data />}
        <Appearance />
      </main>
    </StoreProvider>
  );
}
