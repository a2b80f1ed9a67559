import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { send } from '../../lib/messages/index.ts';
import type { Me, Role } from '../../lib/model/index.ts';
import { sentence, useAction } from '../data/actions.ts';
import { CopyField } from '../ui/CopyField.tsx';
import { t } from '../ui/words.ts';
import { MemberMore } from './Member.tsx';

const roles: readonly Role[] = ['rep', 'manager', 'admin'];

/** Teams, their managers, members and invitations: for administrators. */
export function People({ me }: { me: Me }) {
  const client = useQueryClient();
  const members = useQuery({ queryKey: ['members'], queryFn: () => send('session.members') });
  const setMember = useAction('session.setMember');
  const setTeam = useAction('session.setTeam');
  const addTeam = useAction('session.addTeam');
  const invite = useAction('session.invite');
  const fresh = () => void client.invalidateQueries();
  const people = members.data?.members ?? [];
  const names = new Map(people.map((member) => [member.id, member.name]));
  const [open, setOpen] = useState<string | null>(null);
  const teams = [{ value: '', label: t('options.noTeam') }, ...me.teams.map((team) => ({ value: team.id, label: team.name }))];
  const managers = [{ value: '', label: t('options.noManager') }, ...people.map((member) => ({ value: member.id, label: member.name }))];
  const roleList = roles.map((role) => ({ value: role, label: t(`options.roles.${role}`) }));
  const error = members.error ?? setMember.error ?? setTeam.error ?? addTeam.error ?? invite.error;

  const submitTeam = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    addTeam.mutate(
      { name: String(new FormData(form).get('team') ?? ''), manager: null },
      {
        onSuccess: () => {
          form.reset();
          fresh();
        },
      },
    );
  };
  const submitInvite = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    invite.mutate({ email: String(data.get('email') ?? ''), role: (data.get('role') as Role) ?? 'rep', team: String(data.get('team') ?? '') || null });
  };
  return (
    <section aria-label={t('options.people')}>
      <h2>{t('options.people')}</h2>
      {error && (
        <p className="warn" role="alert">
          {sentence(error)}
        </p>
      )}
      <ul className="people">
        {people.map((member) => (
          <li key={member.id}>
            <span>
              <b>{member.name}</b> <span className="dim">{member.email}</span>
            </span>
            <NativeSelect
              aria-label={`${t('options.role')}: ${member.name}`}
              value={member.role}
              data={roleList}
              onChange={(event) => setMember.mutate({ id: member.id, role: event.currentTarget.value as Role }, { onSettled: fresh })}
            />
            <NativeSelect
              aria-label={`${t('options.team')}: ${member.name}`}
              value={member.team ?? ''}
              data={teams}
              onChange={(event) => setMember.mutate({ id: member.id, team: event.currentTarget.value || null }, { onSettled: fresh })}
            />
            <Button
              variant="subtle"
              color="gray"
              aria-expanded={open === member.id}
              aria-label={t('member.moreOf', [member.name])}
              onClick={() => setOpen(open === member.id ? null : member.id)}
            >
              {t('member.more')}
            </Button>
            {open === member.id && <MemberMore member={member} names={names} self={member.id === me.user.id} onRemoved={fresh} />}
          </li>
        ))}
      </ul>
      <h3>{t('options.teams')}</h3>
      <ul className="people">
        {me.teams.map((team) => (
          <li key={team.id}>
            <b>{team.name}</b>
            <NativeSelect
              aria-label={`${t('options.manager')}: ${team.name}`}
              value={team.manager ?? ''}
              data={managers}
              onChange={(event) => setTeam.mutate({ id: team.id, manager: event.currentTarget.value || null }, { onSettled: fresh })}
            />
          </li>
        ))}
      </ul>
      <form className="inline" onSubmit={submitTeam}>
        <TextInput label={t('options.teamName')} name="team" required />
        <Button type="submit" variant="default" loading={addTeam.isPending}>
          {t('options.addTeam')}
        </Button>
      </form>
      <h3>{t('options.invite')}</h3>
      <p className="dim">{t('options.peopleHint')}</p>
      <form className="inline" onSubmit={submitInvite}>
        <TextInput label={t('options.email')} name="email" type="email" required />
        <NativeSelect label={t('options.role')} name="role" data={roleList} />
        <NativeSelect label={t('options.team')} name="team" data={teams} />
        <Button type="submit" variant="default" loading={invite.isPending}>
          {t('options.invite')}
        </Button>
      </form>
      {invite.data && <CopyField label={t('options.inviteToken', [invite.variables.email])} value={invite.data.link ?? invite.data.token} />}
    </section>
  );
}
