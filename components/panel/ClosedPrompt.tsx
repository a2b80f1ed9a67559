import { isOpen, type TriggeredSignal, type Wording } from '../../lib/coaching/index.ts';
import { known } from '../../lib/model/index.ts';
import type { RecordModel } from '../data/record.ts';
import { Icon } from '../ui/Icon.tsx';
import { t, tKey } from '../ui/i18n.ts';
import { because, icons, questionText, type Side } from './promptTexts.ts';

/** The kind of a question, and the stage of its deal. */
export function KindLine({ item, model }: { item: TriggeredSignal; model: RecordModel }) {
  const stage = known(model.facts?.fields.stage);
  const isClosed = model.facts !== null && !isOpen(model.facts);
  return (
    <p className="kind">
      <Icon name={icons[item.kind]} size={14} />
      <b>{tKey(`prompts.kind.${item.kind}`)}</b>
      {stage && !isClosed && <span>{t('prompts.inStage', [stage])}</span>}
    </p>
  );
}

/** A question that is not open: its kind, its reason, and what it asks. */
export function ClosedPrompt({
  item,
  model,
  side,
  wording,
  onOpen,
}: {
  item: TriggeredSignal;
  model: RecordModel;
  side: Side;
  wording: Wording;
  onOpen: () => void;
}) {
  return (
    <article className={`prompt shut ${item.kind}`} data-signal={item.signal}>
      <p className="kind">
        <Icon name={icons[item.kind]} size={14} />
        <b>{tKey(`prompts.kind.${item.kind}`)}</b>
        <span title={because(item, model)} dir="auto">
          {because(item, model)}
        </span>
      </p>
      <h3 dir="auto">
        <button type="button" aria-expanded={false} onClick={onOpen}>
          {questionText(item, side, model, wording)}
          <Icon name="down" />
        </button>
      </h3>
    </article>
  );
}
