import { type ReactNode, useState } from 'react';
import { MessageError } from '../../lib/messages/index.ts';
import { sentence } from '../data/actions.ts';
import { Button } from '../ui/Button.tsx';
import { t } from '../ui/i18n.ts';
import { PasswordInput } from '../ui/passwords.ts';

/** The password, once somebody typed it. */
export type Confirmation = { password?: string };

interface Props {
  title: string;
  hint?: ReactNode;
  submit: string;
  /** The button is that of something final. */
  isFinal?: boolean;
  isPending: boolean;
  error: Error | null;
  onConfirm: (confirmation: Confirmation) => void;
  onCancel: () => void;
}

/** Confirms what needs a recent sign-in. Asks for the password where the server does. */
export function ConfirmForm({
  title,
  hint,
  submit,
  isFinal,
  isPending,
  error,
  onConfirm,
  onCancel,
}: Props) {
  const [password, setPassword] = useState('');
  const [isPasswordNeeded, setPasswordNeeded] = useState(false);
  if (!isPasswordNeeded && error instanceof MessageError && error.code === 'confirm')
    setPasswordNeeded(true);
  return (
    <form
      className="box"
      onSubmit={(event) => {
        event.preventDefault();
        onConfirm(password === '' ? {} : { password });
      }}
    >
      <p>
        <b>{title}</b>
      </p>
      {hint !== undefined && <p>{hint}</p>}
      {isPasswordNeeded && (
        <PasswordInput
          visibilityToggleButtonProps={{ 'aria-label': t('options.showPassword') }}
          label={t('wipe.password')}
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
      )}
      {error && (
        <p className="warn" role="alert">
          {sentence(error)}
        </p>
      )}
      <div className="row">
        <Button
          type="submit"
          {...(isFinal ? { className: 'removes final' } : {})}
          loading={isPending}
        >
          {submit}
        </Button>
        <Button variant="subtle" color="gray" onClick={onCancel}>
          {t('facts.cancel')}
        </Button>
      </div>
    </form>
  );
}
