import { useId } from 'react';
import { MOST_OPEN_ITEMS, preRead } from '../../../lib/model/index.ts';
import { useAction } from '../../data/actions.ts';
import { t, tKey } from '../../ui/i18n.ts';
import { NotSaved } from '../../ui/Problem.tsx';
import { AddLine } from './AddLine.tsx';
import { nameOf, type StepProps, youOr } from './context.ts';
import { LineRow } from './Line.tsx';
import { Lines } from './Lines.tsx';
import { Prepared } from './Prepared.tsx';

/** The three lines of the rep, who writes them before. */
function Before(props: StepProps) {
  const { doc, plan, who } = props;
  return (
    <div className="before">
      <p className="hint">{t('oneOnOne.preReadHint', [nameOf(who, plan.pair.manager)])}</p>
      {preRead.map((part) => {
        const line = doc.before[part];
        return (
          <div key={part} className="asked">
            <span className="k">{tKey(`oneOnOne.part.${part}`)}</span>
            {line ? (
              <ul className="lines">
                <LineRow {...props} line={line} />
              </ul>
            ) : (
              <AddLine
                {...props}
                part={part}
                voice="rep"
                label={tKey(`oneOnOne.part.${part}`)}
                isLabelled={false}
              />
            )}
          </div>
        );
      })}
    </div>
  );
}

/** What either wants to talk about; at most five at once. */
function Topics(props: StepProps) {
  const { doc, plan, who } = props;
  const done = useAction('line.done');
  const title = useId();
  const open = doc.items.filter(({ fields }) => !fields.done).length;
  return (
    <section className="topics" aria-labelledby={title}>
      <h4 id={title}>{t('oneOnOne.topics')}</h4>
      <ul>
        {doc.items.map((line) => (
          <li key={line.id}>
            <label>
              <input
                type="checkbox"
                checked={line.fields.done}
                disabled={plan.pair.isFormer}
                aria-label={t('oneOnOne.topicDone', [line.fields.text])}
                onChange={(event) =>
                  done.mutate({ id: line.id, done: event.currentTarget.checked })
                }
              />
              <span dir="auto">{line.fields.text}</span>
              <small>{youOr(who, line.fields.author)}</small>
            </label>
          </li>
        ))}
      </ul>
      {open < MOST_OPEN_ITEMS && !plan.pair.isFormer && (
        <AddLine
          {...props}
          part="item"
          voice={plan.pair.isManager ? 'manager' : 'rep'}
          label={t('oneOnOne.part.item')}
        />
      )}
      <p className="hint">{t('oneOnOne.topicsHint')}</p>
      <NotSaved error={done.error} />
    </section>
  );
}

/** The rep begins: the own words first, then a place to write. */
export function OpeningStep(props: StepProps) {
  const { doc, plan, who } = props;
  const { pair } = plan;
  const words = doc.before.open?.fields.text;
  return (
    <>
      <h3 dir="auto">
        {words === undefined ? t('oneOnOne.ask.opening') : t('oneOnOne.quoted', [words])}
      </h3>
      {words === undefined && pair.isManager && (
        <p className="hint">{t('oneOnOne.notWritten', [nameOf(who, pair.rep)])}</p>
      )}
      {!pair.isManager && !pair.isFormer && <Before {...props} />}
      {(doc.meeting.began !== null || doc.lines('opening').length > 0) && (
        <Lines {...props} part="opening" />
      )}
      {doc.meeting.began === null && !pair.isFormer && <Prepared {...props} />}
      <Topics {...props} />
    </>
  );
}
