import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { sentence, useAction } from '../data/actions.ts';
import { Button } from '../ui/Button.tsx';
import { t } from '../ui/i18n.ts';
import { PasswordInput } from '../ui/passwords.ts';
import { useSignIns } from './signIns.ts';

/** Changing the password, which ends every other session. */
export function Password({ email }: { email: string }) {
  const change = useAction('account.password');
  const signIns = useSignIns();
  const client = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const field = (name: string) => String(form.get(name) ?? '');
    change.mutate(
      { current: field('current'), next: field('next') },
      {
        onSuccess: () => {
          setOpen(false);
          void client.invalidateQueries();
        },
      },
    );
  };
  // Without a password, a link sets the first one.
  if (signIns.data?.hasPassword === false)
    return (
      <section aria-label={t('options.password')}>
        <h2>{t('options.password')}</h2>
        <p className="dim">{t('password.none')}</p>
      </section>
    );
  return (
    <section aria-label={t('options.password')}>
      <h2>{t('options.password')}</h2>
      <p className="dim">{t('password.hint')}</p>
      {change.isSuccess && <p role="status">{t('password.done')}</p>}
      {isOpen ? (
        <form onSubmit={submit}>
          {/* Password managers store the new password for this name. */}
          <input
            className="visually-hidden"
            type="email"
            name="email"
            autoComplete="username"
            defaultValue={email}
            readOnly
            tabIndex={-1}
            aria-hidden="true"
          />
          <PasswordInput
            visibilityToggleButtonProps={{ 'aria-label': t('options.showPassword') }}
            label={t('password.current')}
            name="current"
            required
            data-autofocus
            autoComplete="current-password"
          />
          <PasswordInput
            visibilityToggleButtonProps={{ 'aria-label': t('options.showPassword') }}
            label={t('forgot.password')}
            description={t('error.password')}
            name="next"
            required
            minLength={10}
            autoComplete="new-password"
          />
          {change.isError && (
            <p className="warn" role="alert">
              {sentence(change.error)}
            </p>
          )}
          <div className="row">
            <Button type="submit" loading={change.isPending}>
              {t('password.change')}
            </Button>
            <Button variant="default" onClick={() => setOpen(false)}>
              {t('prompts.close')}
            </Button>
          </div>
        </form>
      ) : (
        <Button
          variant="default"
          onClick={() => {
            change.reset();
            setOpen(true);
          }}
        >
          {t('password.change')}
        </Button>
      )}
    </section>
  );
}
