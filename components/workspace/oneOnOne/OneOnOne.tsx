import { useEffect, useEffectEvent, useMemo, useState } from 'react';
import type { Now } from '../../../lib/coaching/index.ts';
import { slotNow } from '../../../lib/coaching/rhythm/index.ts';
import { type OneOnOneStep, oneOnOneSteps } from '../../../lib/model/index.ts';
import type { PairRows } from '../../../lib/store/index.ts';
import { arrangedOf, type Plan } from '../../../lib/view/oneOnOne.ts';
import { documentOf } from '../../../lib/view/oneOnOneDocument.ts';
import type { OrgView } from '../../../lib/view/org.ts';
import { useAction } from '../../data/actions.ts';
import { useOneOnOneRows } from '../../data/oneOnOne.ts';
import { isComposing } from '../../ui/keys.ts';
import { NotSaved } from '../../ui/Problem.tsx';
import type { Who } from '../page.ts';
import { Beside } from './Beside.tsx';
import type { StepProps } from './context.ts';
import { Deleted } from './Deleted.tsx';
import { Head } from './Head.tsx';
import { Notes } from './Notes.tsx';
import { Rail } from './Rail.tsx';

interface Props {
  plan: Plan;
  rows: PairRows;
  who: Who;
  org: OrgView;
  now: Now;
}

/** One one-on-one: the steps, the notes of both, and what belongs to them. */
export default function OneOnOne({ plan, rows, who, org, now }: Props) {
  const { pair, next, rhythm } = plan;
  const written = useOneOnOneRows(pair);
  /** A one-on-one that this person looks at instead of the next one. */
  const [viewed, setViewed] = useState<string | null>(null);
  /** The step that this person looks at, where it is not the one that both see. */
  const [looking, setLooking] = useState<OneOnOneStep | 'none' | null>(null);
  const [deleted, setDeleted] = useState<string | null>(null);
  const set = useAction('oneOnOne.set');
  const arranged = arrangedOf(rows, pair);
  const latest = arranged
    .map(({ slot: held }) => held)
    .toSorted()
    .at(-1);
  const current = pair.isFormer
    ? (latest ?? '1970-01-05')
    : (next?.slot ?? slotNow({ rhythm, arranged, now }));
  const slot = viewed ?? current;
  const doc = useMemo(
    () => (written ? documentOf(written, pair, slot) : undefined),
    [written, pair, slot],
  );
  const isOver = (doc?.isFinished ?? false) || pair.isFormer;
  const shared = doc?.meeting.step ?? 'opening';
  const step = looking === 'none' ? null : (looking ?? (isOver ? null : shared));
  const following = step === null ? undefined : oneOnOneSteps[oneOnOneSteps.indexOf(step) + 1];
  /** Goes on for both, once the one-on-one has begun; before that each looks alone. */
  const goTo = (to: OneOnOneStep) => {
    if (!doc || isOver || doc.meeting.began === null) return setLooking(to);
    setLooking(null);
    if (to !== shared) set.mutate({ pair: pair.scope, slot, step: to });
  };
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const isNext = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
    if (!isNext || isComposing(event) || !following) return;
    event.preventDefault();
    goTo(following);
  });
  useEffect(() => {
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  if (!written || !doc) return null;
  const props: StepProps = { plan, doc, who, org, now, onDeleted: setDeleted };
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
    <div className="page one-on-one">
      <Head {...props} isCurrent={slot === current} onView={view} onFinished={stay} />
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
