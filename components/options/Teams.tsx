import type { FormEvent } from 'react';
import type { Me, Member, Team } from '../../lib/model/index.ts';
import { sentence, useAction } from '../data/actions.ts';
import { useConfirmed } from '../data/confirmed.ts';
import { Button } from '../ui/Button.tsx';
import { ConfirmForm } from '../ui/ConfirmForm.tsx';
import { t } from '../ui/i18n.ts';
import { NativeSelect } from '../ui/inputs.ts';
import { NameField } from '../ui/Limited.tsx';

interface Props {
  me: Me;
  people: readonly Member[];
  onChanged(): void;
}

interface RowProps {
  team: Team;
  managers: { value: string; label: string }[];
  onChanged(): void;
}

/** A team and its manager, who is saved when chosen. */
function TeamRow({ team, managers, onChanged }: RowProps) {
  const set = useConfirmed('session.setTeam');
  const { manager } = set.asked?.input ?? team;
  return (
    <li>
      <b dir="auto">{team.name}</b>
      <NativeSelect
        label={t('options.manager')}
        aria-label={`${t('options.manager')}: ${team.name}`}
        value={manager ?? ''}
        data={managers}
        onChange={(event) =>
          set.run({ id: team.id, manager: event.currentTarget.value || null }, onChanged, onChanged)
        }
      />
      {set.asked && (
        <ConfirmForm
          title={`${t('options.manager')}: ${team.name}`}
          submit={t('notes.saveEdit')}
          {...set.asked.form}
        />
      )}
      {set.error && (
        <p className="warn" role="alert">
          {sentence(set.error)}
        </p>
      )}
    </li>
  );
}

/** The teams with their managers, and a form for another team. */
export function Teams({ me, people, onChanged }: Props) {
  const addTeam = useAction('session.addTeam');
  const managers = [
    { value: '', label: t('options.noManager') },
    ...people.map((member) => ({ value: member.id, label: member.name })),
  ];
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const done = () => {
      form.reset();
      onChanged();
    };
    const name = String(new FormData(form).get('team') ?? '');
    addTeam.mutate({ name, manager: null }, { onSuccess: done });
  };
  return (
    <section aria-label={t('options.teams')}>
      <h2>{t('options.teams')}</h2>
      {addTeam.error && (
        <p className="warn" role="alert">
          {sentence(addTeam.error)}
        </p>
      )}
      <ul className="people">
        {me.teams.map((team) => (
          <TeamRow key={team.id} team={team} managers={managers} onChanged={onChanged} />
        ))}
      </ul>
      <form className="inline" onSubmit={submit}>
        <NameField label={t('options.teamName')} name="team" required />
        <Button type="submit" variant="default" loading={addTeam.isPending}>
          {t('options.addTeam')}
        </Button>
      </form>
    </section>
  );
}
