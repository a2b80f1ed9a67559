import { Switch } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SessionState } from '../../lib/messages/index.ts';
import type { SyncState } from '../../lib/store/index.ts';
import { sentence, useAction } from '../data/actions.ts';
import { useSetting } from '../data/settings.ts';
import { isLasting, useSync } from '../data/store.ts';
import { Button } from '../ui/Button.tsx';
import { t, tKey } from '../ui/i18n.ts';
import { NotSaved } from '../ui/Problem.tsx';
import { CrmLinks } from './CrmLinks.tsx';
import { Sessions } from './Sessions.tsx';
import { SignedOut } from './SignIn.tsx';
import { SignOut } from './SignOut.tsx';

export function Account({ session }: { session: SessionState }) {
  return (
    <section aria-label={t('options.account')}>
      <h2>{t('options.account')}</h2>
      {session.me && !session.expired ? (
        <SignedIn session={session} me={session.me} />
      ) : (
        <SignedOut session={session} />
      )}
    </section>
  );
}

function useRefetchAll() {
  const client = useQueryClient();
  return () => void client.invalidateQueries();
}

/** Where the list of what is shared stands: the tab and its card. */
const sharedList = () => `${t('options.sites')} › ${t('options.privacy')}`;

/** Who sees the presence of this person; `both` also for somebody who has neither at the moment. */
function seenBy({ manager, reports }: NonNullable<SessionState['me']>) {
  if (manager && reports.length === 0) return 'manager';
  return !manager && reports.length > 0 ? 'reps' : 'both';
}

function SignedIn({ session, me }: { session: SessionState; me: NonNullable<SessionState['me']> }) {
  const presence = useSetting('presence') ?? true;
  const choose = useAction('settings.set');
  const sync = useSync()?.sync;
  const problem = sync?.problem ?? null;
  return (
    <>
      <p>{t('options.signedIn', [me.user.name, me.org.name])}</p>
      {isLasting(problem) && (
        <p className="warn" role="alert">
          {t(`status.${problem}`)}
        </p>
      )}
      {me.manager && <p className="dim">{t('options.shared', [sharedList()])}</p>}
      <Switch
        my={12}
        checked={presence}
        label={t('options.presence')}
        description={`${tKey(`options.presenceSeen.${seenBy(me)}`)} ${t('options.presenceStored')}`}
        onChange={(event) =>
          choose.mutate({ name: 'presence', value: event.currentTarget.checked })
        }
      />
      <NotSaved error={choose.error} />
      <Sessions />
      {/* Administrators find the links of other people in the list of people. */}
      <CrmLinks
        people={me.user.role === 'admin' ? [me.user] : [me.user, ...me.reports]}
        self={me.user.id}
      />
      {session.localNotes > 0 && sync && <AdoptNotes count={session.localNotes} sync={sync} />}
      <details>
        <summary>{t('options.details')}</summary>
        <p className="dim">{`${t('options.server')}: ${session.server}`}</p>
      </details>
      <SignOut />
    </>
  );
}

/**
 * Offers to move notes that were written while signed out into the account. Possible only after the
 * first complete sync, because existing rows of the account take precedence.
 */
function AdoptNotes({ count, sync }: { count: number; sync: SyncState }) {
  const adopt = useAction('session.adopt');
  const refetchAll = useRefetchAll();
  const [isDeclined, setDeclined] = useState(false);
  if (isDeclined) return null;
  const isSyncing = sync.lastSync === null;
  const isUnreachable = sync.problem === 'offline' || sync.problem === 'server';
  const left = adopt.data?.left ?? 0;
  return (
    <div className="box">
      <p>
        <b>{t('options.merge', count)}</b> {t('options.mergeHint')}
      </p>
      {isSyncing && (
        <p role="status">{t(isUnreachable ? 'options.mergeOffline' : 'options.mergeWaits')}</p>
      )}
      {left > 0 && <p role="status">{t('options.mergeLeft', left)}</p>}
      <div className="row">
        {!isSyncing && left === 0 && (
          <Button
            loading={adopt.isPending}
            onClick={() => adopt.mutate({ take: true }, { onSuccess: refetchAll })}
          >
            {t('options.mergeTake')}
          </Button>
        )}
        <Button variant="default" onClick={() => setDeclined(true)}>
          {t('options.mergeLeave')}
        </Button>
      </div>
      {adopt.isError && (
        <p className="warn" role="alert">
          {sentence(adopt.error)}
        </p>
      )}
    </div>
  );
}
