import { useState } from 'react';
import { MessageError } from '../../lib/messages/index.ts';
import type { Member } from '../../lib/model/index.ts';
import { sentence, useAction } from '../data/actions.ts';
import { Button } from '../ui/Button.tsx';
import { t } from '../ui/i18n.ts';
import { PasswordInput } from '../ui/passwords.ts';

/** Has a member's devices delete the account's data. Says first what is lost. */
export function Wipe({ member, onCancel }: { member: Member; onCancel: () => void }) {
  const wipe = useAction('member.wipe');
  const [password, setPassword] = useState('');
  const [isPasswordNeeded, setPasswordNeeded] = useState(false);
  const confirm = () =>
    wipe.mutate(
      { id: member.id, ...(password === '' ? {} : { password }) },
      {
        onError: (error) =>
          setPasswordNeeded(
            (needed) => needed || (error instanceof MessageError && error.code === 'confirm'),
          ),
      },
    );
  if (wipe.data)
    return (
      <div className="box">
        <p role="status">{t('wipe.done', wipe.data.ended)}</p>
      </div>
    );
  return (
    <form
      className="box"
      onSubmit={(event) => {
        event.preventDefault();
        confirm();
      }}
    >
      <p>
        <b>{t('wipe.button')}</b>
      </p>
      <p>{t('wipe.hint', [member.name])}</p>
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
      {wipe.error && (
        <p className="warn" role="alert">
          {sentence(wipe.error)}
        </p>
      )}
      <div className="row">
        <Button type="submit" className="removes final" loading={wipe.isPending}>
          {t('wipe.confirm')}
        </Button>
        <Button variant="subtle" color="gray" onClick={onCancel}>
          {t('facts.cancel')}
        </Button>
      </div>
    </form>
  );
}
