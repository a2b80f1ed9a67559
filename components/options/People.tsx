import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { send } from '../../lib/messages/index.ts';
import type { Me, Role } from '../../lib/model/index.ts';
import { follow, sentence, useAction } from '../data/actions.ts';
import { Button } from '../ui/Button.tsx';
import { t } from '../ui/i18n.ts';
import { NativeSelect } from '../ui/inputs.ts';
import { NameField } from '../ui/Limited.tsx';
import { Invitations } from './Invitations.tsx';
import { MemberMore } from './Member.tsx';

const roles: readonly Role[] = ['rep', 'manager', 'admin'];

/** Teams, their managers, members and invitations: for administrators. */
export function People({ me }: { me: Me }) {
  const client = useQueryClient();
  const members = useQuery({ queryKey: ['members'], queryFn: () => send('session.members') });
  const setMember = useAction('session.setMember');
  const setTeam = useAction('session.setTeam');
  const addTeam = useAction('session.addTeam');
  const refetchAll = () => void client.invalidateQueries();
  // `follow`, because the user may make another choice before the answer.
  const refetchAfter = (request: Promise<void>) => follow(request, refetchAll, refetchAll);
  const people = members.data?.members ?? [];
  const names = new Map(people.map((member) => [member.id, member.name]));
  const [open, setOpen] = useState<string | null>(null);
  const teams = [
    { value: '', label: t('options.noTeam') },
    ...me.teams.map((team) => ({ value: team.id, label: team.name })),
  ];
  const managers = [
    { value: '', label: t('options.noManager') },
    ...people.map((member) => ({ value: member.id, label: member.name })),
  ];
  const roleList = roles.map((role) => ({ value: role, label: t(`options.roles.${role}`) }));
  const error = members.error ?? setMember.error ?? setTeam.error ?? addTeam.error;

  const submitTeam = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    addTeam.mutate(
      { name: String(new FormData(form).get('team') ?? ''), manager: null },
      {
        onSuccess: () => {
          form.reset();
          refetchAll();
        },
      },
    );
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
              <b dir="auto">{member.name}</b> <span className="dim">{member.email}</span>
            </span>
            <NativeSelect
              label={t('options.role')}
              aria-label={`${t('options.role')}: ${member.name}`}
              value={member.role}
              data={roleList}
              onChange={(event) =>
                refetchAfter(
                  setMember.mutateAsync({
                    id: member.id,
                    role: event.currentTarget.value as Role,
                  }),
                )
              }
            />
            <NativeSelect
              label={t('options.team')}
              aria-label={`${t('options.team')}: ${member.name}`}
              value={member.team ?? ''}
              data={teams}
              onChange={(event) =>
                refetchAfter(
                  setMember.mutateAsync({ id: member.id, team: event.currentTarget.value || null }),
                )
              }
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
            {open === member.id && (
              <MemberMore
                member={member}
                names={names}
                self={member.id === me.user.id}
                onRemoved={refetchAll}
              />
            )}
          </li>
        ))}
      </ul>
      <h3>{t('options.teams')}</h3>
      <ul className="people">
        {me.teams.map((team) => (
          <li key={team.id}>
            <b dir="auto">{team.name}</b>
            <NativeSelect
              label={t('options.manager')}
              aria-label={`${t('options.manager')}: ${team.name}`}
              value={team.manager ?? ''}
              data={managers}
              onChange={(event) =>
                refetchAfter(
                  setTeam.mutateAsync({ id: team.id, manager: event.currentTarget.value || null }),
                )
              }
            />
          </li>
        ))}
      </ul>
      <form className="inline" onSubmit={submitTeam}>
        <NameField label={t('options.teamName')} name="team" required />
        <Button type="submit" variant="default" loading={addTeam.isPending}>
          {t('options.addTeam')}
        </Button>
      </form>
      <Invitations me={me} roleList={roleList} teams={teams} />
    </section>
  );
}
