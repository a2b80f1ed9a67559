import { type ReactNode, useEffect, useRef, useState } from 'react';
import { sentence } from '../data/actions.ts';
import { asksToConfirm, type Confirmation } from '../data/confirmed.ts';
import { Button } from './Button.tsx';
import { t } from './i18n.ts';
import { PasswordInput } from './passwords.ts';

interface Props {
  title: string;
  hint?: ReactNode;
  /** What else is decided before. */
  children?: ReactNode;
  submit: string;
  /** The button is that of something final. */
  isFinal?: boolean;
  /** What is decided is still being loaded. */
  isLoading?: boolean;
  isPending: boolean;
  error: Error | null;
  onConfirm: (confirmation: Confirmation) => void;
  onCancel: () => void;
}

/**
 * The field has the focus while it is asked for. Afterwards the element that had it before gets it
 * back, if it is still there and the focus was lost.
 */
function useFocusWhile(isAsked: boolean) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!isAsked) return;
    const before = document.activeElement;
    field.current?.focus();
    field.current?.form?.scrollIntoView({ block: 'nearest' });
    return () =>
      queueMicrotask(() => {
        const isLost = document.activeElement === document.body && document.hasFocus();
        if (isLost && before instanceof HTMLElement && before.isConnected) before.focus();
      });
  }, [isAsked]);
  return field;
}

/** Confirms what needs a recent sign-in. Asks for the password where the server does. */
export function ConfirmForm({
  title,
  hint,
  children,
  submit,
  isFinal,
  isLoading = false,
  isPending,
  error,
  onConfirm,
  onCancel,
}: Props) {
  const [password, setPassword] = useState('');
  const [isPasswordNeeded, setPasswordNeeded] = useState(false);
  if (!isPasswordNeeded && asksToConfirm(error)) setPasswordNeeded(true);
  const field = useFocusWhile(isPasswordNeeded);
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
      {children}
      {error && (
        <p className="warn" role="alert">
          {sentence(error)}
        </p>
      )}
      {isPasswordNeeded && (
        <PasswordInput
          ref={field}
          visibilityToggleButtonProps={{ 'aria-label': t('options.showPassword') }}
          label={t('wipe.password')}
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
      )}
      <div className="row">
        {!isLoading && (
          <Button
            type="submit"
            {...(isFinal ? { className: 'removes final' } : {})}
            loading={isPending}
          >
            {submit}
          </Button>
        )}
        <Button variant="subtle" color="gray" onClick={onCancel}>
          {t('facts.cancel')}
        </Button>
      </div>
    </form>
  );
}
