import type { Member } from '../../lib/model/index.ts';
import { useAction } from '../data/actions.ts';
import { ConfirmForm } from '../ui/ConfirmForm.tsx';
import { t } from '../ui/i18n.ts';

/** Has a member's devices delete the account's data. Says first what is lost. */
export function Wipe({ member, onCancel }: { member: Member; onCancel: () => void }) {
  const wipe = useAction('member.wipe');
  if (wipe.data)
    return (
      <div className="box">
        <p role="status">{t('wipe.done', wipe.data.ended)}</p>
      </div>
    );
  return (
    <ConfirmForm
      title={t('wipe.button')}
      hint={t('wipe.hint', [member.name])}
      submit={t('wipe.confirm')}
      isFinal
      isPending={wipe.isPending}
      error={wipe.error}
      onConfirm={(confirmation) => wipe.mutate({ id: member.id, ...confirmation })}
      onCancel={onCancel}
    />
  );
}
