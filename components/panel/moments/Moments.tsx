import { useEffect, useMemo } from 'react';
import {
  alsoAhead,
  type Due,
  momentDue,
  SHORT_BRIEF_MS,
} from '../../../lib/coaching/moments/index.ts';
import { unawaited } from '../../../lib/platform/unawaited.ts';
import type { MomentRows } from '../../../lib/store/index.ts';
import { lookedBefore, momentFactsOf, writtenMoments } from '../../../lib/view/moments.ts';
import { useSend } from '../../data/store.ts';
import { useUi } from '../../data/ui.ts';
import { t } from '../../ui/i18n.ts';
import { RowFailsafe } from '../RowFailsafe.tsx';
import { AddedCalls } from './AddedCalls.tsx';
import Brief from './Brief.tsx';
import type { MomentProps } from './Card.tsx';
import Debrief from './Debrief.tsx';
import Negotiation from './Negotiation.tsx';
import Review from './Review.tsx';
import { SinceLooked } from './SinceLooked.tsx';
import { useMomentRows } from './useMomentRows.ts';
import { Written } from './Written.tsx';
import './moments.css';

type Props = Omit<MomentProps, 'due'> & { side: 'rep' | 'manager' };

/** The card of the moment that is due. */
function DueCard({ due, ...props }: MomentProps & { facts: Parameters<typeof alsoAhead>[0] }) {
  const { facts, model, who } = props;
  const common = { due, model, who };
  if (due.moment === 'brief' && due.meeting)
    return (
      <Brief
        key={due.about}
        {...common}
        meeting={due.meeting}
        also={alsoAhead(facts, model.now, due)}
      />
    );
  if (due.moment === 'debrief') return <Debrief key={due.about} {...common} />;
  if (due.moment === 'negotiation') return <Negotiation key={due.about} {...common} />;
  return <Review key={due.about} {...common} />;
}

/** True while a call is ahead for which the questions wait. */
function isCallAhead(due: Due | null, kept: boolean, start: number | null, now: number): boolean {
  if (due?.moment === 'brief') return true;
  return kept && start !== null && start > now && start - now <= SHORT_BRIEF_MS;
}

/** What is due around a call or the end of the deal, and what happened since the last look. */
export default function Moments(props: Props) {
  const { key } = props.model;
  const rows = useMomentRows(key);
  const send = useSend();
  useEffect(() => unawaited('the last look', send('deal.looked', { refKey: key })), [key, send]);
  return rows ? <MomentCards rows={rows} {...props} /> : null;
}

/** The cards, from what is stored. */
export function MomentCards({ rows, model, who, side }: Props & { rows: MomentRows }) {
  const { set } = useUi();
  const facts = useMemo(
    () => (side === 'rep' ? momentFactsOf(model, rows, who.user) : null),
    [rows, side, model, who.user],
  );
  const due = facts ? momentDue(facts, model.now) : null;
  const written = writtenMoments(rows, model.now.ms);
  const brief = written.find(
    ({ fields }) => fields.moment === 'brief' && fields.author === who.user,
  );
  const meeting = facts?.meetings?.find(({ id }) => id === brief?.fields.about);
  const calling = isCallAhead(due, brief !== undefined, meeting?.start ?? null, model.now.ms);
  const hasMoment = due !== null;
  useEffect(() => set({ calling, hasMoment }), [set, calling, hasMoment]);
  useEffect(() => () => set({ calling: false, hasMoment: false }), [set]);
  return (
    <>
      {due && facts && <DueCard due={due} facts={facts} model={model} who={who} />}
      {side === 'rep' && <AddedCalls model={model} />}
      {written.length > 0 && (
        <section className="part" aria-label={t('moments.region')}>
          <div className="part-head">
            <h2>{t('moments.region')}</h2>
          </div>
          {written.map((item) => (
            <RowFailsafe key={item.id} as="p">
              <Written item={item} model={model} who={who} />
            </RowFailsafe>
          ))}
        </section>
      )}
      <SinceLooked model={model} who={who} since={lookedBefore(rows)} />
    </>
  );
}
