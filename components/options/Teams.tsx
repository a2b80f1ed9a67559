import type { FormEvent } from 'react';
import type { Me, Member } from '../../lib/model/index.ts';
import { follow, sentence, useAction } from '../data/actions.ts';
import { Button } from '../ui/Button.tsx';
import { t } from '../ui/i18n.ts';
import { NativeSelect } from '../ui/inputs.ts';
import { NameField } from '../ui/Limited.tsx';

interface Props {
  me: Me;
  people: readonly Member[];
  onChanged(): void;
}

/** The teams with their managers, and a form for another team. */
export function Teams({ me, people, onChanged }: Props) {
  const setTeam = useAction('session.setTeam');
  const addTeam = useAction('session.addTeam');
  const error = setTeam.error ?? addTeam.error;
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
      {error && (
        <p className="warn" role="alert">
          {sentence(error)}
        </p>
      )}
      <ul className="people">
        {me.teams.map((team) => (
          <li key={team.id}>
            <b dir="auto">{team.name}</b>
            <NativeSelect
              label={t('options.manager')}
              aria-label={`${t('options.manager')}: ${team.name}`}
              value={team.manager ?? ''}
              data={managers}
              onChange={(event) => {
                const manager = event.currentTarget.value || null;
                // `follow`, because the user may make another choice before the answer.
                follow(setTeam.mutateAsync({ id: team.id, manager }), onChanged, onChanged);
              }}
            />
          </li>
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
