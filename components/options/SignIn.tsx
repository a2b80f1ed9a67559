import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { browser } from '#imports';
import { type SessionState, send } from '../../lib/messages/index.ts';
import { MAX_EMAIL_CHARS } from '../../lib/model/index.ts';
import { useAction } from '../data/actions.ts';
import { Button } from '../ui/Button.tsx';
import { t } from '../ui/i18n.ts';
import { TextInput } from '../ui/inputs.ts';
import { LimitedField, NameField } from '../ui/Limited.tsx';
import { PasswordInput } from '../ui/passwords.ts';
import { Forgot } from './Forgot.tsx';
import { LinkServer, Problem } from './LinkServer.tsx';
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

export function SignedOut({ session }: { session: SessionState }) {
  const [mode, setMode] = useState<Mode>('signIn');
  const [server, setServer] = useState(session.server);
  // The address is a detail once it is known, and a question until then.
  const [isServerOpen] = useState(session.server === '');
  const info = useQuery({
    queryKey: ['server', server],
    queryFn: () => send('session.server', { server }),
    enabled: server !== '',
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
            <NameField label={t('options.name')} name="name" required autoComplete="name" />
          )}
          <LimitedField
            label={t('options.email')}
            name="email"
            type="email"
            most={MAX_EMAIL_CHARS}
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
            <NameField
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
