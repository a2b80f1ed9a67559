import { useId, useState } from 'react';
import { addDays, today } from '../../../lib/coaching/index.ts';
import { becameKinds } from '../../../lib/model/index.ts';
import type { Item } from '../../../lib/store/index.ts';
import { useAction } from '../../data/actions.ts';
import { date } from '../../ui/format.ts';
import { t, tKey } from '../../ui/i18n.ts';
import { TextInput } from '../../ui/inputs.ts';
import { NotSaved } from '../../ui/Problem.tsx';
import { nameOf, type StepProps, whichOf, youOr } from './context.ts';

/** Whose, and until when; the first day too where it was moved. */
export function dueText({ fields }: Item<'commitment'>, { who, now }: StepProps): string {
  const { owner, due, was } = fields;
  const [name, day] = [youOr(who, owner), date(due, now)];
  return was === undefined
    ? t('oneOnOne.due', [name, day])
    : t('oneOnOne.dueWas', [name, day, date(was, now)]);
}

/** One commitment and what has become of it. */
function Commitment({ item, ...props }: StepProps & { item: Item<'commitment'> }) {
  const { doc, who, now, plan } = props;
  const became = useAction('oneOnOne.became');
  const group = useId();
  const { text, author, owner, seenBy, due, state } = item.fields;
  const chosen = doc.meeting.became[item.id] ?? (state === 'open' ? null : state);
  const mayMove = author === who.user || owner === who.user;
  const [day, setDay] = useState(due > today(now) ? due : addDays(today(now), 7));
  const send = (what: (typeof becameKinds)[number], moved?: string) =>
    became.mutate({
      ...{ ...whichOf(props), id: item.id, became: what },
      ...(moved === undefined ? {} : { due: moved }),
    });
  return (
    <li>
      <b dir="auto">{text}</b>
      <p className="meta">
        {dueText(item, props)}
        {seenBy && ` · ${seenBy}`}
      </p>
      <fieldset className="chips" disabled={plan.pair.isFormer}>
        <legend className="visually-hidden">{t('oneOnOne.becameOf', [text])}</legend>
        {becameKinds.map((what) => (
          <label key={what}>
            <input
              type="radio"
              name={group}
              checked={chosen === what}
              onChange={() => send(what, what === 'changed' && mayMove ? day : undefined)}
            />
            <span>{tKey(`oneOnOne.became.${what}`)}</span>
          </label>
        ))}
        {chosen === 'changed' && mayMove && (
          <TextInput
            size="xs"
            type="date"
            aria-label={t('oneOnOne.newDay')}
            min={today(now)}
            value={day}
            onChange={(event) => {
              const { value } = event.currentTarget;
              setDay(value);
              if (value >= today(now)) send('changed', value);
            }}
          />
        )}
      </fieldset>
      <NotSaved error={became.error} />
    </li>
  );
}

/** What both agreed to earlier: the manager’s commitments first. */
export function SinceStep(props: StepProps) {
  const { doc, plan, who } = props;
  if (doc.earlier.length === 0)
    return (
      <>
        <h3>{t('oneOnOne.ask.since')}</h3>
        <p className="hint">{t('oneOnOne.nothingEarlier')}</p>
      </>
    );
  return (
    <>
      <h3>{t('oneOnOne.ask.since')}</h3>
      <ul className="earlier">
        {doc.earlier.map((item) => (
          <Commitment key={item.id} {...props} item={item} />
        ))}
      </ul>
      <p className="hint">
        {plan.pair.isManager
          ? t('oneOnOne.managerFirstYou')
          : t('oneOnOne.managerFirst', [nameOf(who, plan.pair.manager)])}
      </p>
    </>
  );
}
