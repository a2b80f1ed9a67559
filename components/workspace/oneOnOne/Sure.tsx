import { useId } from 'react';
import { useAction } from '../../data/actions.ts';
import { t } from '../../ui/i18n.ts';
import { NotSaved } from '../../ui/Problem.tsx';
import { nameOf, type StepProps, whichOf } from './context.ts';

const LEVELS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;

/**
 * How sure a person is of what they will do, in ten equal steps: never coloured by height, and in
 * no view of the team.
 */
export function Sure({ of, ...props }: StepProps & { of: string }) {
  const { doc, who, plan } = props;
  const set = useAction('oneOnOne.set');
  const group = useId();
  const level = doc.meeting.sure[of] ?? null;
  const isOwn = of === who.user;
  return (
    <fieldset className="sure" disabled={plan.pair.isFormer || !isOwn}>
      <legend>
        {isOwn ? t('oneOnOne.sureYou') : t('oneOnOne.sure', [nameOf(who, of)])}
        {level !== null && <b> {t('oneOnOne.sureIs', [String(level)])}</b>}
      </legend>
      <div>
        {LEVELS.map((value) => (
          <label key={value}>
            <input
              type="radio"
              name={group}
              checked={level === value}
              onChange={() => set.mutate({ ...whichOf(props), sure: { who: of, level: value } })}
            />
            <span>{value}</span>
          </label>
        ))}
      </div>
      <NotSaved error={set.error} />
    </fieldset>
  );
}
