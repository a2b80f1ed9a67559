import { type ReactNode, useId } from 'react';
import type { TalkStep } from '../../../lib/model/index.ts';
import { firstOfBoth } from '../../../lib/view/firstOfBoth.ts';
import { praiseOffers } from '../../../lib/view/oneOnOneDocument.ts';
import { rehearsalOf } from '../../../lib/view/prepared.ts';
import { useDeals } from '../../data/deals.ts';
import { t } from '../../ui/i18n.ts';
import type { StepProps } from './context.ts';
import { DealOffers } from './DealOffers.tsx';
import { evidenceOf } from './praise.ts';
import { Readers, TalkReaders } from './Readers.tsx';
import { RehearsalHint } from './RehearsalHint.tsx';
import { dueText } from './SinceStep.tsx';
import { stepName } from './stepName.ts';

/** Commitments that the agenda names; the step has all of them. */
const SHOWN = 4;

/** What is prepared for one step. Its name opens the step. */
function Row({ step, children, ...props }: StepProps & { step: TalkStep; children: ReactNode }) {
  return (
    <div className="asked">
      <button type="button" className="k link" onClick={() => props.onStep(step)}>
        {stepName(step, props)}
      </button>
      <div>{children}</div>
    </div>
  );
}

/** The agenda as it is before anybody wrote a word. Everything in it can be left out. */
export function Prepared(props: StepProps) {
  const { doc, plan, org, now } = props;
  const { pair } = plan;
  const deals = useDeals(org, now);
  const title = useId();
  const shown = firstOfBoth(doc.earlier, pair.manager, SHOWN);
  const more = doc.earlier.length - shown.length + doc.moreEarlier;
  const [praise] = pair.isManager ? praiseOffers(deals ?? [], doc, pair.rep) : [];
  const rehearsal = rehearsalOf(org.rows, pair);
  return (
    <section className="prepared" aria-labelledby={title}>
      <div className="sh">
        <h4 id={title}>{t('oneOnOne.prepared')}</h4>
        <TalkReaders {...props} />
      </div>
      <Row {...props} step="since">
        {shown.length === 0 && <p className="hint">{t('oneOnOne.nothingEarlier')}</p>}
        <ul>
          {shown.map((item) => (
            <li key={item.id}>
              <b dir="auto">{item.fields.text}</b>
              <p className="meta">{dueText(item, props)}</p>
            </li>
          ))}
        </ul>
        {more > 0 && <p className="hint">{t('oneOnOne.more', more)}</p>}
      </Row>
      {pair.isManager && (
        <Row {...props} step="praise">
          <p dir="auto">{praise ? evidenceOf(praise, props) : t('oneOnOne.noOffers')}</p>
          <Readers only />
        </Row>
      )}
      <Row {...props} step="deal">
        <DealOffers {...props} deals={deals} />
      </Row>
      <Row {...props} step="rehearse">
        {rehearsal ? (
          <RehearsalHint rehearsal={rehearsal} />
        ) : (
          <p className="hint">{t('oneOnOne.noRehearsal')}</p>
        )}
      </Row>
    </section>
  );
}
