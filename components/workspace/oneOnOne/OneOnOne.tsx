import { useMemo, useState } from 'react';
import type { Now } from '../../../lib/coaching/index.ts';
import { slotNow } from '../../../lib/coaching/rhythm/index.ts';
import type { TalkFormat, TalkStep } from '../../../lib/model/index.ts';
import { type PairRows, slotsUntil } from '../../../lib/store/index.ts';
import { arrangedOf, type Plan } from '../../../lib/view/oneOnOne.ts';
import { documentOf } from '../../../lib/view/oneOnOneDocument.ts';
import type { OrgView } from '../../../lib/view/org.ts';
import { talkNow } from '../../../lib/view/talks.ts';
import { useAction } from '../../data/actions.ts';
import { useOneOnOneRows } from '../../data/oneOnOne.ts';
import { NotSaved } from '../../ui/Problem.tsx';
import type { Who } from '../page.ts';
import { Beside } from './Beside.tsx';
import { mayLead, type StepProps, sharedStep, whichOf } from './context.ts';
import { Deleted } from './Deleted.tsx';
import { Head } from './Head.tsx';
import { Notes } from './Notes.tsx';
import { Rail } from './Rail.tsx';
import { ShortHead } from './ShortHead.tsx';
import { shapes } from './shapes.ts';
import { usePlaces } from './usePlaces.ts';
import { useTalkKeys } from './useTalkKeys.ts';

interface Props {
  plan: Plan;
  rows: PairRows;
  who: Who;
  org: OrgView;
  now: Now;
  format: TalkFormat;
}

/** The slot of the talk that a person comes to: the next one, or the one that is open. */
function currentOf({ plan, rows, now, format }: Props): string {
  const { pair, next, rhythm } = plan;
  if (format !== 'oneOnOne') return talkNow(rows, pair, format, now).slot;
  const arranged = arrangedOf(rows, pair, now);
  const latest = arranged
    .map(({ slot }) => slot)
    .toSorted()
    .at(-1);
  if (pair.isFormer) return latest ?? '1970-01-05';
  return next?.slot ?? slotNow({ rhythm, arranged, now });
}

/** One talk: the steps, the notes of its people, and what belongs to them. */
export default function OneOnOne(input: Props) {
  const { plan, who, org, now, format } = input;
  const { pair } = plan;
  const shape = shapes[format];
  /** A talk that this person looks at instead of the next one. */
  const [viewed, setViewed] = useState<string | null>(null);
  const written = useOneOnOneRows(pair, slotsUntil(now.ms), format, viewed);
  /** The step that this person looks at, where it is not the one that both see. */
  const [looking, setLooking] = useState<TalkStep | 'none' | null>(null);
  const [deleted, setDeleted] = useState<string | null>(null);
  const set = useAction('oneOnOne.set');
  const current = currentOf(input);
  const slot = viewed ?? current;
  const doc = useMemo(
    () => (written ? documentOf(written, pair, slot, format) : undefined),
    [written, pair, slot, format],
  );
  const isOver = (doc?.isFinished ?? false) || pair.isFormer;
  const shared = doc && sharedStep({ shape, doc });
  const step = looking === 'none' ? null : (looking ?? (isOver ? null : (shared ?? null)));
  const places = usePlaces(doc?.key ?? null, step);
  const following = step === null ? undefined : shape.steps[shape.steps.indexOf(step) + 1];
  /** Goes on for both, once the one-on-one has begun; before that each looks alone. */
  const goTo = (to: TalkStep) => {
    focusOn(to);
    const isAlone = !doc || isOver || doc.meeting.began === null || !mayLead({ plan });
    if (isAlone) return setLooking(to);
    setLooking(null);
    if (to !== shared) set.mutate({ ...whichOf({ plan, doc }), step: to });
  };
  const { page, focusOn } = useTalkKeys({
    step,
    onNext: () => following && goTo(following),
    onRecognise: shape.steps.includes('praise')
      ? () => {
          focusOn('praise', '.recognise input');
          setLooking('praise');
        }
      : null,
  });
  if (!written || !doc) return null;
  const look = (to: TalkStep) => {
    focusOn(to);
    setLooking(to);
  };
  const props: StepProps = {
    ...{ shape, places, plan, doc, who, org, now },
    onStep: look,
    onDeleted: setDeleted,
  };
  const HeadOf = format === 'oneOnOne' ? Head : ShortHead;
  /** The one that was just finished stays on screen. */
  const stay = () => {
    setViewed(slot);
    setLooking(null);
  };
  const view = (other: string | null) => {
    setViewed(other === current ? null : other);
    setLooking(null);
  };
  return (
    <div className="page one-on-one" ref={page}>
      <HeadOf
        {...props}
        isCurrent={slot === current}
        onView={view}
        onBegun={() => step !== null && focusOn(step)}
        onFinished={stay}
      />
      <NotSaved error={set.error} />
      {deleted !== null && <Deleted id={deleted} onDone={() => setDeleted(null)} />}
      <div className="o3">
        <Rail {...props} step={step} onLook={setLooking} />
        <Notes {...props} step={step} onLook={setLooking} onGo={goTo} onFinished={stay} />
        <Beside {...props} written={written} onView={view} />
      </div>
    </div>
  );
}
