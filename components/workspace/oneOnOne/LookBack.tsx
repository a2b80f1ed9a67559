import { useId } from 'react';
import { useAction } from '../../data/actions.ts';
import { t, tKey } from '../../ui/i18n.ts';
import { NotSaved } from '../../ui/Problem.tsx';
import { Became, stateOf } from '../Became.tsx';
import type { StepProps } from './context.ts';
import { TalkReaders } from './Readers.tsx';
import { dueText } from './SinceStep.tsx';
import { heldText } from './times.ts';

/** What the last session agreed on, and what has become of it. Each says it of the own ones. */
export function LookBack(props: StepProps) {
  const { doc, who, now } = props;
  const setState = useAction('commitment.setState');
  const title = useId();
  const { last } = doc;
  if (last === null || last.agreed.length === 0) return null;
  return (
    <section className="look-back" aria-labelledby={title}>
      <div className="sh">
        <h4 id={title}>
          {t('oneOnOne.lastSession', [heldText(last.slot, last.began, now.timeZone)])}
        </h4>
        <TalkReaders {...props} />
      </div>
      {last.gap !== null && <p className="hint">{tKey(`skill.${last.gap}`)}</p>}
      <ul className="earlier">
        {last.agreed.map((item) => (
          <li key={item.id}>
            <b dir="auto">{item.fields.text}</b>
            <p className="meta">{dueText(item, props)}</p>
            <Became
              item={item}
              who={who}
              now={now}
              onChoose={(what, due) => setState.mutate(stateOf(item.id, what, due))}
            />
          </li>
        ))}
      </ul>
      {last.moreAgreed > 0 && <p className="hint">{t('oneOnOne.more', last.moreAgreed)}</p>}
      <NotSaved error={setState.error} />
    </section>
  );
}
