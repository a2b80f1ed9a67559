import { Switch } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { MAX_EMAIL_CHARS } from '../../lib/model/index.ts';
import { useAction } from '../data/actions.ts';
import { Button } from '../ui/Button.tsx';
import { t } from '../ui/i18n.ts';
import { TextInput } from '../ui/inputs.ts';
import { LimitedField } from '../ui/Limited.tsx';
import { PasswordInput } from '../ui/passwords.ts';
import { LinkServer, Problem } from './LinkServer.tsx';
import { readLink } from './links.ts';

/**
 * Requests a reset link by mail, or sets a new password with a link from mail or administrator: one
 * form at a time.
 */
export function Forgot({
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
  // Whether the server sends mail may be known only later.
  const [chosen, setChosen] = useState<boolean | null>(null);
  const hasLink = chosen ?? !mail;
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
    <button type="button" className="link" onClick={() => setChosen(!hasLink)}>
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
        <LimitedField
          label={t('options.email')}
          name="email"
          type="email"
          most={MAX_EMAIL_CHARS}
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
