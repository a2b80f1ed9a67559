import { useState } from 'react';
import { dayOf, type Ranked } from '../../lib/coaching/index.ts';
import { known, type Note } from '../../lib/model/index.ts';
import type { RecordModel } from '../data/record.ts';
import { count, date } from '../ui/format.ts';
import { t, tKey } from '../ui/i18n.ts';
import { Provenance } from '../ui/Provenance.tsx';
import { evidenceText } from './evidence.ts';
import { isOwnQuestion } from './ownQuestion.ts';
import { thresholdSource } from './thresholds.ts';
import './why.css';

function whyNow(model: RecordModel, answer: Note | null): string {
  const close = known(model.facts?.fields.closeDate);
  const stage = known(model.facts?.fields.stage);
  const parts = [
    ...(stage ? [t('prompts.nowStage', [stage])] : []),
    ...(close ? [t('prompts.nowDate', [date(close, model.now)])] : []),
  ];
  if (answer) {
    const day = dayOf(answer.createdAt, model.now.timeZone);
    parts.push(t('prompts.back.answered', [date(day, model.now)]));
  } else if (parts.length === 0) parts.push(t('prompts.nowFirst'));
  // A date may end in a full stop of its own, as in “26. Nov.”.
  return parts.map((part) => (part.endsWith('.') ? part : `${part}.`)).join(' ');
}

const hundredths = (value: number) =>
  count(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** The rank of this question: its parts and their sum. */
function RankDetails({ ranked, model }: { ranked: Ranked; model: RecordModel }) {
  const learned = model.org.learned[ranked.item.signal];
  return (
    <>
      <dl className="rank-details">
        {ranked.parts.map(({ part, points }) => (
          <div key={part} style={{ display: 'contents' }}>
            <dt>{tKey(`rank.${part}`)}</dt>
            <dd>{`${points > 0 ? '+' : '−'}${hundredths(Math.abs(points))}`}</dd>
          </div>
        ))}
        <dt>{t('rank.sum')}</dt>
        <dd>{hundredths(ranked.score)}</dd>
      </dl>
      {learned && (
        <p>
          {t('rank.learned', [
            String(learned.followed),
            String(learned.n),
            String(Math.round(learned.low * 100)),
            String(Math.round(learned.high * 100)),
            String(Math.round(learned.base * 100)),
            String(learned.weeks),
          ])}
        </p>
      )}
    </>
  );
}

/** “Why this?”: the evidence, the threshold, why now and the source; the rank on demand. */
export default function Why({
  ranked,
  model,
  answer,
}: {
  ranked: Ranked;
  model: RecordModel;
  /** This person's answer, if the question has returned. */
  answer: Note | null;
}) {
  const [showRank, setShowRank] = useState(false);
  const { item } = ranked;
  return (
    <dl className="why">
      <dt>{t('prompts.seen')}</dt>
      <dd>
        {item.evidence.map((piece) => (
          <p key={`${piece.fact} ${piece.values.length}`}>
            <b>{tKey(`facts.${piece.fact}`)}</b> {evidenceText(piece, model.now)}
          </p>
        ))}
        {item.evidence.length === 0 && <p>{t('facts.none')}</p>}
      </dd>
      {thresholdSource(item, model.org) !== null && (
        <>
          <dt>{t('prompts.limit')}</dt>
          <dd>{thresholdSource(item, model.org)}</dd>
        </>
      )}
      <dt>{t('prompts.whyNow')}</dt>
      <dd>{whyNow(model, answer)}</dd>
      <dt>{t('prompts.source')}</dt>
      <dd>
        {item.authored ? (
          t(isOwnQuestion(item, model.org) ? 'prompts.writtenByYou' : 'prompts.writtenHere', [
            item.authored.name,
          ])
        ) : (
          <>
            <Provenance source={item.source} /> {tKey(`source.${item.source}`)}
          </>
        )}
      </dd>
      <dt>{t('rank.place')}</dt>
      <dd>
        <button
          type="button"
          className="link"
          aria-expanded={showRank}
          onClick={() => setShowRank(!showRank)}
        >
          {t(showRank ? 'rank.less' : 'rank.more')}
        </button>
        {showRank && <RankDetails ranked={ranked} model={model} />}
      </dd>
    </dl>
  );
}
