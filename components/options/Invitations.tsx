import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { send } from '../../lib/messages/index.ts';
import type { Me, Role } from '../../lib/model/index.ts';
import { follow, sentence, useAction } from '../data/actions.ts';
import { CopyField } from '../ui/CopyField.tsx';
import { language, t } from '../ui/i18n.ts';

/** Inviting people, and the invitations that nobody has used yet: each can be taken back. */
export function Invitations({
  me,
  roleList,
  teams,
}: {
  me: Me;
  roleList: { value: string; label: string }[];
  teams: { value: string; label: string }[];
}) {
  const open = useQuery({
    queryKey: ['invitations'],
    queryFn: () => send('session.invitations'),
    retry: false,
  });
  const invite = useAction('session.invite');
  const withdraw = useAction('session.withdraw');
  const error = invite.error ?? withdraw.error ?? open.error;
  const again = () => void open.refetch();
  const day = (at: number) =>
    new Intl.DateTimeFormat(language(), { dateStyle: 'medium' }).format(at);
  const teamName = (id: string | null) => me.teams.find((team) => team.id === id)?.name;
  const waiting = open.data?.invitations ?? [];
  // Once taken back or used, its link is no longer worth copying. A list from before, or none at all, tells nothing of it.
  const isGone =
    open.isSuccess &&
    open.dataUpdatedAt > invite.submittedAt &&
    !open.isFetching &&
    !waiting.some((item) => item.email === invite.variables?.email.trim().toLowerCase());
  const made = isGone ? null : invite.data;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    invite.mutate(
      {
        email: String(data.get('email') ?? ''),
        role: (data.get('role') as Role) ?? 'rep',
        team: String(data.get('team') ?? '') || null,
      },
      {
        onSuccess: () => {
          form.reset();
          again();
        },
      },
    );
  };
  return (
    <>
      <h3>{t('options.invite')}</h3>
      <p className="dim">{t('options.peopleHint')}</p>
      <form className="inline" onSubmit={submit}>
        <TextInput label={t('options.email')} name="email" type="email" required />
        <NativeSelect label={t('options.role')} name="role" data={roleList} />
        <NativeSelect label={t('options.team')} name="team" data={teams} />
        <Button type="submit" variant="default" loading={invite.isPending}>
          {t('options.invite')}
        </Button>
      </form>
      {made && (
        <CopyField
          label={t('options.inviteToken', [invite.variables?.email ?? ''])}
          value={made.link ?? made.token}
        />
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
                  onClick={() => follow(withdraw.mutateAsync({ id: item.id }), again, again)}
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
