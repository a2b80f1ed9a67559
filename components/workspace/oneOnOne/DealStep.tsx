import { useEffect, useRef, useState } from 'react';
import { useAddresses } from '../../data/addresses.ts';
import { Button } from '../../ui/Button.tsx';
import { t, tKey } from '../../ui/i18n.ts';
import { RecordLink } from '../../ui/RecordLink.tsx';
import type { StepProps } from './context.ts';
import { DealQuestion } from './DealQuestion.tsx';
import { LineRow } from './Line.tsx';
import { PickDeal } from './PickDeal.tsx';

const PARTS = ['goal', 'reality', 'options', 'will'] as const;
type Part = (typeof PARTS)[number];

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
  const { plan, doc } = props;
  const { pair } = plan;
  const first = PARTS.find((part) => doc.lines(part).length === 0) ?? 'will';
  const [part, setPart] = useState<Part>(first);
  const [isPicking, setPicking] = useState(false);
  // The button that was pressed goes with the last question: the focus is where one writes.
  const isAsked = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each question moves it anew.
  useEffect(() => {
    if (!isAsked.current) return;
    isAsked.current = false;
    document.querySelector<HTMLElement>('.focus-step > .add-line textarea')?.focus();
  }, [part]);
  const ask = (other: Part) => {
    isAsked.current = true;
    setPart(other);
  };
  const isOver = doc.isFinished || pair.isFormer;
  const addresses = useAddresses(doc.meeting.deal === null ? [] : [doc.meeting.deal]);
  if ((doc.meeting.deal === null || isPicking) && !isOver)
    return <PickDeal {...props} onPicked={() => setPicking(false)} />;
  const index = PARTS.indexOf(part);
  const next = PARTS[index + 1];
  const asksMore = doc.lines('will').length === 0;
  const answered = (other: Part) => (
    <Answered key={other} {...props} part={other} onOpen={() => ask(other)} />
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
          <DealQuestion {...props} part={part} />
          {next && (
            <div className="row">
              <Button
                variant={doc.meeting.began !== null && asksMore ? 'filled' : 'light'}
                onClick={() => ask(next)}
              >
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
