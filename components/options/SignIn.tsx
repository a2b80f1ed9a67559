import { Button, PasswordInput, Switch, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { browser } from '#imports';
import { type SessionState, send } from '../../lib/messages/index.ts';
import { sentence, useAction } from '../data/actions.ts';
import { t } from '../ui/i18n.ts';
import { readLink } from './links.ts';

/** Firefox requires consent before data is sent. Requested in the click that signs in. */
async function requestConsent(): Promise<void> {
  if (!import.meta.env.FIREFOX) return;
  const data = {
    data_collection: ['authenticationInfo', 'personallyIdentifyingInfo', 'websiteContent'],
  };
  await browser.permissions.request(data as never).catch(() => {});
}

type Mode = 'signIn' | 'invited' | 'forgot';

function Problem({ error }: { error: unknown }) {
  return (
    <p className="warn" role="alert">
      {sentence(error)}
    </p>
  );
}

/** The server that gets what is typed below. Shown before there is anything to send. */
function LinkServer({ server, isShown }: { server: string; isShown: boolean }) {
  return (
    <p className="box link-server" role="status" hidden={!isShown}>
      {t('options.linkServer', [server])}
    </p>
  );
}

/**
 * Requests a reset link by mail, or sets a new password with a link from mail or administrator: one
 * form at a time.
 */
function Forgot({
  server,
  mail,
  hasProviders,
}: {
  server: string;
  mail: boolean;
  hasProviders: boolean;
}) {
  const requestLink = useAction('session.forgot');
  const setPassword = useAction('session.newPassword');
  const [done, setDone] = useState(false);
  const [hasLink, setHasLink] = useState(!mail);
  const [pasted, setPasted] = useState('');
  const link = readLink(pasted);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setPassword.mutate(
      {
        server: link.server ?? server,
        token: link.token,
        password: String(form.get('password') ?? ''),
        keepSignIns: form.get('keepSignIns') !== null,
      },
      { onSuccess: () => setDone(true) },
    );
  };
  if (done) return <p role="status">{t('forgot.done')}</p>;
  const change = (
    <button type="button" className="link" onClick={() => setHasLink(!hasLink)}>
      {t(hasLink ? 'forgot.noLink' : 'forgot.haveLink')}
    </button>
  );
  if (mail && !hasLink)
    return (
      <form
        onSubmit={(event) => {
          event.preventDefault();
          requestLink.mutate({
            server,
            email: String(new FormData(event.currentTarget).get('email') ?? ''),
          });
        }}
      >
        <p className="dim">{t('forgot.hint')}</p>
        <TextInput
          label={t('options.email')}
          name="email"
          type="email"
          required
          autoComplete="username"
        />
        {requestLink.isSuccess && <p role="status">{t('forgot.asked')}</p>}
        {requestLink.isError && <Problem error={requestLink.error} />}
        <div className="row others">
          <Button type="submit" loading={requestLink.isPending}>
            {t('forgot.ask')}
          </Button>
          {change}
        </div>
      </form>
    );
  return (
    <>
      {!mail && <p className="dim">{t('forgot.noMail')}</p>}
      <form onSubmit={submit}>
        <TextInput
          label={t('forgot.link')}
          name="link"
          required
          autoComplete="off"
          value={pasted}
          onChange={(event) => setPasted(event.currentTarget.value)}
        />
        <LinkServer server={link.server ?? server} isShown={pasted !== ''} />
        <PasswordInput
          visibilityToggleButtonProps={{ 'aria-label': t('options.showPassword') }}
          label={t('forgot.password')}
          name="password"
          required
          minLength={10}
          autoComplete="new-password"
        />
        {hasProviders && <Switch name="keepSignIns" label={t('forgot.keepSignIns')} />}
        {setPassword.isError && <Problem error={setPassword.error} />}
        <div className="row">
          <Button type="submit" loading={setPassword.isPending}>
            {t('forgot.set')}
          </Button>
          {mail && change}
        </div>
      </form>
    </>
  );
}

export function SignedOut({ session }: { session: SessionState }) {
  const [mode, setMode] = useState<Mode>('signIn');
  const [server, setServer] = useState(session.server);
  // The address is a detail once it is known, and a question until then.
  const [isServerOpen] = useState(session.server === '');
  const info = useQuery({
    queryKey: ['server', server],
    queryFn: () => send('session.server', { server }),
    enabled: server !== '',
    retry: false,
  });
  const signIn = useAction('session.signIn');
  const withProvider = useAction('session.signInWith');
  const accept = useAction('session.accept');
  const client = useQueryClient();
  const refetchAll = () => void client.invalidateQueries();
  const invited = mode === 'invited';
  const [pasted, setPasted] = useState('');
  const link = readLink(pasted);
  const action = invited ? accept : signIn;
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const field = (name: string) => String(form.get(name) ?? '');
    withProvider.reset(); // its error belongs to another attempt
    await requestConsent();
    const input = { server: field('server'), email: field('email'), password: field('password') };
    if (!invited) return signIn.mutate(input, { onSuccess: refetchAll });
    const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    accept.mutate(
      {
        ...input,
        server: link.server ?? input.server,
        token: link.token,
        name: field('name'),
        orgName: field('orgName'),
        timeZone,
      },
      { onSuccess: refetchAll },
    );
  };
  const error = withProvider.error ?? action.error;
  return (
    <>
      <p className="dim">{session.expired ? t('locked.hint') : t('options.signedOutHint')}</p>
      {mode === 'signIn' &&
        info.data?.providers.map((provider) => (
          <div className="row" key={provider.id}>
            <Button
              variant="default"
              loading={withProvider.isPending}
              onClick={() =>
                void requestConsent().then(() =>
                  withProvider.mutate({ server, provider: provider.id }, { onSuccess: refetchAll }),
                )
              }
            >
              {t('options.signInWith', [provider.name])}
            </Button>
          </div>
        ))}
      {mode === 'forgot' ? (
        <Forgot
          server={server}
          mail={info.data?.mail ?? false}
          hasProviders={(info.data?.providers.length ?? 0) > 0}
        />
      ) : (
        <form onSubmit={(event) => void submit(event)}>
          {invited && (
            <>
              <TextInput
                label={t('options.invitation')}
                description={t('options.invitationHint')}
                name="token"
                required
                autoComplete="off"
                value={pasted}
                onChange={(event) => setPasted(event.currentTarget.value)}
              />
              <LinkServer server={link.server ?? ''} isShown={link.server !== null} />
            </>
          )}
          {invited && (
            <TextInput label={t('options.name')} name="name" required autoComplete="name" />
          )}
          <TextInput
            label={t('options.email')}
            name="email"
            type="email"
            required
            autoComplete="username"
          />
          <PasswordInput
            visibilityToggleButtonProps={{ 'aria-label': t('options.showPassword') }}
            label={t('options.password')}
            name="password"
            required
            autoComplete={invited ? 'new-password' : 'current-password'}
          />
          {invited && (
            <TextInput
              label={t('options.orgName')}
              description={t('options.orgNameHint')}
              name="orgName"
            />
          )}
          {!(invited && link.server) && (
            <details open={isServerOpen || undefined}>
              <summary>{t('options.details')}</summary>
              <TextInput
                label={t('options.server')}
                description={session.isPinned ? t('options.serverPinned') : undefined}
                name="server"
                defaultValue={server}
                required
                readOnly={session.isPinned ?? false}
                onBlur={(event) => setServer(event.currentTarget.value)}
              />
            </details>
          )}
          {error && <Problem error={error} />}
          <div className="row">
            <Button type="submit" loading={action.isPending}>
              {invited ? t('options.accept') : t('options.signIn')}
            </Button>
          </div>
        </form>
      )}
      <div className="row others">
        <button
          type="button"
          className="link"
          onClick={() => setMode(mode === 'signIn' ? 'invited' : 'signIn')}
        >
          {mode === 'signIn' ? t('options.haveInvitation') : t('options.haveAccount')}
        </button>
        {mode === 'signIn' && (
          <button type="button" className="link" onClick={() => setMode('forgot')}>
            {t('forgot.title')}
          </button>
        )}
      </div>
    </>
  );
}
