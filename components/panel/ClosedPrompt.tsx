import type { Side, TriggeredSignal, Wording } from '../../lib/coaching/index.ts';
import type { RecordModel } from '../data/record.ts';
import { Icon } from '../ui/Icon.tsx';
import { tKey } from '../ui/i18n.ts';
import { because, icons, questionText } from './promptTexts.ts';

/** A prompt of one line with its reason, which opens at a press. */
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
        <span className="reason" title={because(item, model)}>
          <span dir="auto">{because(item, model)}</span>
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
