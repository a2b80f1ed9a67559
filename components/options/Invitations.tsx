import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { send } from '../../lib/messages/index.ts';
import { MAX_EMAIL_CHARS, type Me, type Role } from '../../lib/model/index.ts';
import { follow, sentence, useAction } from '../data/actions.ts';
import { Button } from '../ui/Button.tsx';
import { CopyField } from '../ui/CopyField.tsx';
import { language, t } from '../ui/i18n.ts';
import { NativeSelect } from '../ui/inputs.ts';
import { LimitedField } from '../ui/Limited.tsx';

interface Created {
  email: string;
  link: string;
  /** When the server confirmed it, Unix ms. */
  at: number;
}

/** The pending invitations, with the time (Unix ms) at which the list was requested. */
async function loadPending() {
  const requestedAt = Date.now();
  const { invitations } = await send('session.invitations');
  return { invitations, requestedAt };
}

/** Inviting people, and the pending invitations, which can be revoked. */
export function Invitations({
  me,
  roleList,
  teams,
}: {
  me: Me;
  roleList: { value: string; label: string }[];
  teams: { value: string; label: string }[];
}) {
  const pending = useQuery({ queryKey: ['invitations'], queryFn: loadPending, retry: false });
  const [latest, setLatest] = useState<Created | null>(null);
  const invite = useAction('session.invite');
  const withdraw = useAction('session.withdraw');
  const error = invite.error ?? withdraw.error ?? pending.error;
  const refetch = () => void pending.refetch();
  const day = (at: number) =>
    new Intl.DateTimeFormat(language(), { dateStyle: 'medium' }).format(at);
  const teamName = (id: string | null) => me.teams.find((team) => team.id === id)?.name;
  const waiting = pending.data?.invitations ?? [];
  // The link of the new invitation is shown until that was revoked or used. Only a list that was
  // requested after the invitation was created can show its absence.
  const isListNewer =
    latest !== null && pending.data !== undefined && pending.data.requestedAt >= latest.at;
  const isListed = waiting.some((item) => item.email === latest?.email.trim().toLowerCase());
  const isGone = isListNewer && !isListed;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const email = String(data.get('email') ?? '');
    setLatest(null);
    invite.mutate(
      {
        email,
        role: (data.get('role') as Role) ?? 'rep',
        team: String(data.get('team') ?? '') || null,
      },
      {
        onSuccess: ({ token, link = token }) => {
          setLatest({ email, link, at: Date.now() });
          form.reset();
          refetch();
        },
      },
    );
  };
  return (
    <>
      <h3>{t('options.invite')}</h3>
      <p className="dim">{t('options.peopleHint')}</p>
      <form className="inline" onSubmit={submit}>
        <LimitedField
          label={t('options.email')}
          name="email"
          type="email"
          most={MAX_EMAIL_CHARS}
          required
        />
        <NativeSelect label={t('options.role')} name="role" data={roleList} />
        <NativeSelect label={t('options.team')} name="team" data={teams} />
        <Button type="submit" variant="default" loading={invite.isPending}>
          {t('options.createInvitation')}
        </Button>
      </form>
      {latest && !isGone && (
        <CopyField label={t('options.inviteToken', [latest.email])} value={latest.link} />
      )}
      {error && (
        <p className="warn" role="alert">
          {sentence(error)}
        </p>
      )}
      {waiting.length > 0 && (
        <>
          <h3 id="invited">{t('invited.title')}</h3>
          <ul className="people" aria-labelledby="invited">
            {waiting.map((item) => (
              <li key={item.id}>
                <span>
                  <b>{item.email}</b>{' '}
                  <span className="dim">
                    {[
                      t(`options.roles.${item.role}`),
                      teamName(item.team),
                      t('invited.until', [day(item.expiresAt)]),
                      item.invitedBy && t('invited.by', [item.invitedBy]),
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </span>
                <Button
                  variant="default"
                  size="compact-sm"
                  aria-label={t('invited.withdrawOf', [item.email ?? ''])}
                  loading={withdraw.isPending && withdraw.variables.id === item.id}
                  onClick={() => follow(withdraw.mutateAsync({ id: item.id }), refetch, refetch)}
                >
                  {t('invited.withdraw')}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
