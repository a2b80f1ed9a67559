import type { Ranked } from '../../lib/coaching/index.ts';
import type { RecordModel } from '../data/record.ts';
import { Icon } from '../ui/Icon.tsx';
import { t, tKey } from '../ui/i18n.ts';
import { Provenance } from '../ui/Provenance.tsx';
import { because, icons } from './promptTexts.ts';
import { thresholdOf } from './thresholds.ts';
import './also.css';

interface LineProps {
  ranked: Ranked;
  model: RecordModel;
  onAsk(signal: string): void;
}

/** One line: what was noticed, its threshold and its source; a press asks its question above. */
export default function NoticedLine({ ranked: { item }, model, onAsk }: LineProps) {
  const threshold = thresholdOf(item);
  return (
    <li>
      <Icon name={icons[item.kind]} size={14} />
      <div>
        <p dir="auto">{because(item, model)}</p>
        <p className="meta">
          <span>{tKey(`prompts.kind.${item.kind}`)}</span>
          {threshold !== null && <span>{t('prompts.thresholdOf', [threshold])}</span>}
          {!item.authored && (
            <span>
              <Provenance source={item.source} /> {tKey(`source.${item.source}`)}
            </span>
          )}
          <button type="button" className="link" onClick={() => onAsk(item.signal)}>
            {t('prompts.askThis')}
          </button>
        </p>
      </div>
    </li>
  );
}
