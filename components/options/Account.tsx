import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { browser } from '#imports';
import type { SessionState } from '../../lib/messages/index.ts';
import { sentence, useAction } from '../data/actions.ts';
import { t } from '../ui/words.ts';

/** Firefox wants consent to what is sent before the first of it is; asked from the click that signs in. */
async function consent(): Promise<void> {
  if (!import.meta.env.FIREFOX) return;
  const data = { data_collection: ['authenticationInfo', 'personallyIdentifyingInfo', 'websiteContent'] };
  await browser.permissions.request(data as never).catch(() => {});
}

export function Account({ session }: { session: SessionState }) {
  return (
    <section aria-label={t('options.account')}>
      <h2>{t('options.account')}</h2>
      {session.me && !session.expired ? <SignedIn session={session} me={session.me} /> : <SignedOut session={session} />}
    </section>
  );
}

function useFresh() {
  const client = useQueryClient();
  return () => void client.invalidateQueries();
}

function SignedIn({ session, me }: { session: SessionState; me: NonNullable<SessionState['me']> }) {
  const signOut = useAction('session.signOut');
  const fresh = useFresh();
  const unsynced = signOut.data?.unsynced ?? 0;
  return (
    <>
      <p>{t('options.signedIn', [me.user.name, me.org.name])}</p>
      <p className="dim">{session.server}</p>
      <p className="dim">{t('options.shared')}</p>
      {session.localNotes > 0 && <Merge count={session.localNotes} />}
      {unsynced > 0 && (
        <p className="warn" role="alert">
          {t('options.unsynced', unsynced)}
        </p>
      )}
      <Button
        variant="default"
        loading={signOut.isPending}
        onClick={() => signOut.mutate({ evenUnsynced: unsynced > 0 }, { onSuccess: (answer) => answer.unsynced === 0 && fresh() })}
      >
        {unsynced > 0 ? t('options.signOutAnyway') : t('options.signOut')}
      </Button>
    </>
  );
}

/** Notes written signed out come along only when their writer says so. */
function Merge({ count }: { count: number }) {
  const merge = useAction('session.merge');
  const fresh = useFresh();
  const [left, setLeft] = useState(false);
  if (left) return null;
  return (
    <div className="box">
      <p>
        <b>{t('options.merge', count)}</b> {t('options.mergeHint')}
      </p>
      <div className="row">
        <Button loading={merge.isPending} onClick={() => merge.mutate({ take: true }, { onSuccess: fresh })}>
          {t('options.mergeTake')}
        </Button>
        <Button variant="default" onClick={() => setLeft(true)}>
          {t('options.mergeLeave')}
        </Button>
      </div>
      {merge.isError && (
        <p className="warn" role="alert">
          {sentence(merge.error)}
        </p>
      )}
    </div>
  );
}

function SignedOut({ session }: { session: SessionState }) {
  const [invited, setInvited] = useState(false);
  const signIn = useAction('session.signIn');
  const accept = useAction('session.accept');
  const fresh = useFresh();
  const action = invited ? accept : signIn;
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const field = (name: string) => String(form.get(name) ?? '');
    await consent();
    const input = { server: field('server'), email: field('email'), password: field('password') };
    if (!invited) return signIn.mutate(input, { onSuccess: fresh });
    accept.mutate(
      { ...input, token: field('token'), name: field('name'), orgName: field('orgName'), timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone },
      { onSuccess: fresh },
    );
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <p className="dim">{session.expired ? t('status.signedOut') : t('options.signedOutHint')}</p>
      <TextInput label={t('options.server')} name="server" defaultValue={session.server} required />
      {invited && <TextInput label={t('options.invitation')} name="token" required autoComplete="off" />}
      {invited && <TextInput label={t('options.name')} name="name" required autoComplete="name" />}
      <TextInput label={t('options.email')} name="email" type="email" required autoComplete="username" />
      <PasswordInput label={t('options.password')} name="password" required autoComplete={invited ? 'new-password' : 'current-password'} />
      {invited && <TextInput label={t('options.orgName')} description={t('options.orgNameHint')} name="orgName" />}
      {action.isError && (
        <p className="warn" role="alert">
          {sentence(action.error)}
        </p>
      )}
      <div className="row">
        <Button type="submit" loading={action.isPending}>
          {invited ? t('options.accept') : t('options.signIn')}
        </Button>
        <Button variant="subtle" color="gray" onClick={() => setInvited(!invited)}>
          {invited ? t('options.haveAccount') : t('options.haveInvitation')}
        </Button>
      </div>
    </form>
  );
}
