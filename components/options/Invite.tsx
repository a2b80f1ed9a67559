import { type FormEvent, useState } from 'react';
import { MAX_EMAIL_CHARS, type Role } from '../../lib/model/index.ts';
import { sentence } from '../data/actions.ts';
import { useConfirmed } from '../data/confirmed.ts';
import { Button } from '../ui/Button.tsx';
import { ConfirmForm } from '../ui/ConfirmForm.tsx';
import { CopyField } from '../ui/CopyField.tsx';
import { t } from '../ui/i18n.ts';
import { NativeSelect } from '../ui/inputs.ts';
import { LimitedField } from '../ui/Limited.tsx';
import { useInvitations } from './invitations.ts';

interface Choice {
  value: string;
  label: string;
}

/** The roles and teams that a person may have. */
export interface Choices {
  roles: Choice[];
  teams: Choice[];
}

interface Created {
  email: string;
  link: string;
  /** When the server confirmed it, Unix ms. */
  at: number;
}

/** Inviting people. The invitations that wait are rows of the list of people. */
export function Invite({ choices: { roles, teams } }: { choices: Choices }) {
  const pending = useInvitations();
  const [latest, setLatest] = useState<Created | null>(null);
  const invite = useConfirmed('session.invite');
  // The link of the new invitation is shown until that was revoked or used. Only a list that was
  // requested after the invitation was created can show its absence.
  const isListNewer =
    latest !== null && pending.data !== undefined && pending.data.requestedAt >= latest.at;
  const isListed = pending.data?.invitations.some(
    ({ email }) => email === latest?.email.trim().toLowerCase(),
  );
  const isGone = isListNewer && !isListed;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const email = String(data.get('email') ?? '');
    const role = (data.get('role') as Role) ?? 'rep';
    const team = String(data.get('team') ?? '') || null;
    setLatest(null);
    invite.run({ email, role, team }, ({ token, link = token }) => {
      setLatest({ email, link, at: Date.now() });
      form.reset();
      void pending.refetch();
    });
  };
  return (
    <section aria-label={t('options.invite')}>
      <h2>{t('options.invite')}</h2>
      <p className="dim">{t('options.peopleHint')}</p>
      <form className="inline" onSubmit={submit}>
        <LimitedField
          label={t('options.email')}
          name="email"
          type="email"
          most={MAX_EMAIL_CHARS}
          required
        />
        <NativeSelect label={t('options.role')} name="role" data={roles} />
        <NativeSelect label={t('options.team')} name="team" data={teams} />
        <Button type="submit" variant="default" loading={invite.isPending}>
          {t('options.createInvitation')}
        </Button>
      </form>
      {invite.asked && (
        <ConfirmForm
          title={invite.asked.input.email.trim()}
          submit={t('options.createInvitation')}
          {...invite.asked.form}
        />
      )}
      {latest && !isGone && (
        <CopyField label={t('options.inviteToken', [latest.email])} value={latest.link} />
      )}
      {invite.error && (
        <p className="warn" role="alert">
          {sentence(invite.error)}
        </p>
      )}
    </section>
  );
}
