import { useState } from 'react';
import { excerptOf } from '../../../lib/view/excerpts.ts';
import { rightDeals } from '../../../lib/view/rightDeals.ts';
import { useAction } from '../../data/actions.ts';
import { useAddresses } from '../../data/addresses.ts';
import { useDeals } from '../../data/deals.ts';
import { Button } from '../../ui/Button.tsx';
import { t, tKey } from '../../ui/i18n.ts';
import { NotSaved } from '../../ui/Problem.tsx';
import { RecordLink } from '../../ui/RecordLink.tsx';
import { nameOf, type StepProps, whichOf } from './context.ts';
import { LineRow } from './Line.tsx';
import { Lines } from './Lines.tsx';
import { Sure } from './Sure.tsx';

const PARTS = ['goal', 'reality', 'options', 'will'] as const;
type Part = (typeof PARTS)[number];

/** The rep picks one of three. */
function Pick(props: StepProps & { onPicked(): void }) {
  const { plan, doc, org, now, who, onPicked } = props;
  const { pair } = plan;
  const deals = useDeals(org, now);
  const set = useAction('oneOnOne.set');
  const name = nameOf(who, pair.rep);
  const own = (deals ?? []).filter(({ role }) => role.rep === pair.rep).map(excerptOf);
  const chosen = rightDeals({ deals: own, requests: [], previous: null, now, onePerRep: false });
  const listed =
    chosen.length > 0
      ? chosen.map(({ deal, signal }) => ({ deal, signal }))
      : own.slice(0, 3).map((deal) => ({ deal, signal: null }));
  return (
    <>
      <h3>{pair.isManager ? t('oneOnOne.ask.deal', [name]) : t('oneOnOne.ask.dealYou')}</h3>
      {deals !== undefined && listed.length === 0 && (
        <p className="hint">
          {pair.isManager ? t('oneOnOne.noDeals', [name]) : t('oneOnOne.noDealsYou')}
        </p>
      )}
      <ul className="offers">
        {listed.map(({ deal, signal }) => (
          <li key={deal.key}>
            <button
              type="button"
              aria-pressed={doc.meeting.deal === deal.key}
              onClick={() =>
                set.mutate(
                  { ...whichOf(props), deal: { key: deal.key, name: deal.name } },
                  { onSuccess: onPicked },
                )
              }
            >
              <b>{deal.name}</b>
              {signal && <small>{tKey(`signals.${signal}.name`)}</small>}
            </button>
          </li>
        ))}
      </ul>
      <NotSaved error={set.error} />
    </>
  );
}

/** One of the four questions that is not in focus: its answers, or nothing. */
function Answered({ part, onOpen, ...props }: StepProps & { part: Part; onOpen(): void }) {
  const lines = props.doc.lines(part);
  return (
    <div className="asked">
      <button type="button" className="k link" onClick={onOpen}>
        {tKey(`oneOnOne.part.${part}`)}
      </button>
      <div>
        <p className="q">{tKey(`oneOnOne.ask.${part}`)}</p>
        {lines.length > 0 && (
          <ul className="lines">
            {lines.map((line) => (
              <LineRow
                key={line.id}
                {...props}
                line={line}
                canCommit={part === 'options' || part === 'will'}
              />
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

/** One deal through goal, reality, options and will: one question at a time. */
export function DealStep(props: StepProps) {
  const { plan, doc, who } = props;
  const { pair } = plan;
  const first = PARTS.find((part) => doc.lines(part).length === 0) ?? 'will';
  const [part, setPart] = useState<Part>(first);
  const [isPicking, setPicking] = useState(false);
  const isOver = doc.isFinished || pair.isFormer;
  const addresses = useAddresses(doc.meeting.deal === null ? [] : [doc.meeting.deal]);
  if ((doc.meeting.deal === null || isPicking) && !isOver)
    return <Pick {...props} onPicked={() => setPicking(false)} />;
  const index = PARTS.indexOf(part);
  const next = PARTS[index + 1];
  const answered = (other: Part) => (
    <Answered key={other} {...props} part={other} onOpen={() => setPart(other)} />
  );
  return (
    <>
      {doc.meeting.deal !== null && (
        <div className="deal-name">
          <h3>
            <RecordLink refKey={doc.meeting.deal} addresses={addresses}>
              {doc.meeting.dealName}
            </RecordLink>
          </h3>
          {!pair.isFormer && (
            <button type="button" className="link" onClick={() => setPicking(true)}>
              {t('oneOnOne.otherDeal')}
            </button>
          )}
        </div>
      )}
      {PARTS.slice(0, isOver ? PARTS.length : index).map(answered)}
      {!isOver && (
        <>
          <h3>{tKey(`oneOnOne.ask.${part}`)}</h3>
          {part === 'options' && (
            <p className="hint">
              {pair.isManager
                ? t('oneOnOne.optionsFirst', [nameOf(who, pair.rep), nameOf(who, pair.manager)])
                : t('oneOnOne.optionsFirstYou', [nameOf(who, pair.manager)])}
            </p>
          )}
          <Lines {...props} part={part} />
          {part === 'will' && <Sure {...props} of={pair.rep} />}
          {next && (
            <div className="row">
              <Button variant="light" onClick={() => setPart(next)}>
                {tKey(`oneOnOne.ask.${next}`)}
              </Button>
            </div>
          )}
        </>
      )}
      {!isOver &&
        PARTS.slice(index + 1)
          .filter((later) => doc.lines(later).length > 0)
          .map(answered)}
    </>
  );
}
