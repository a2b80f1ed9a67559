import { useQuery, useQueryClient } from '@tanstack/react-query';
import { send } from '../../lib/messages/index.ts';
import type { Me, Role } from '../../lib/model/index.ts';
import { sentence } from '../data/actions.ts';
import { t } from '../ui/i18n.ts';
import { Invite } from './Invite.tsx';
import { PeopleTable } from './PeopleTable.tsx';
import { Teams } from './Teams.tsx';

const roles: readonly Role[] = ['rep', 'manager', 'admin'];

/** The people of a company, its teams and its invitations: for administrators. */
export function People({ me }: { me: Me }) {
  const client = useQueryClient();
  const members = useQuery({ queryKey: ['members'], queryFn: () => send('session.members') });
  const people = members.data?.members ?? [];
  const choices = {
    roles: roles.map((role) => ({ value: role, label: t(`options.roles.${role}`) })),
    teams: [
      { value: '', label: t('options.noTeam') },
      ...me.teams.map((team) => ({ value: team.id, label: team.name })),
    ],
  };
  const refetchAll = () => void client.invalidateQueries();
  return (
    <>
      <section aria-label={t('options.people')}>
        <h2>{t('options.people')}</h2>
        {members.error && (
          <p className="warn" role="alert">
            {sentence(members.error)}
          </p>
        )}
        {members.data && (
          <PeopleTable me={me} people={people} choices={choices} onChanged={refetchAll} />
        )}
      </section>
      <Invite choices={choices} />
      <Teams me={me} people={people} onChanged={refetchAll} />
    </>
  );
}
