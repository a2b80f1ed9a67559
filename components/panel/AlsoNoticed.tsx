import { useId, useState } from 'react';
import type { Ranked } from '../../lib/coaching/index.ts';
import type { RecordModel } from '../data/record.ts';
import { Icon } from '../ui/Icon.tsx';
import { t, tKey } from '../ui/i18n.ts';
import { Provenance } from '../ui/Provenance.tsx';
import { because, icons, thresholdOf } from './promptTexts.ts';

interface LineProps {
  ranked: Ranked;
  model: RecordModel;
  onAsk(signal: string): void;
}

/** One line: what was noticed, its threshold and its source; a press asks its question above. */
function NoticedLine({ ranked: { item }, model, onAsk }: LineProps) {
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

/** The questions that can wait, on demand. */
export function AlsoNoticed({
  list,
  model,
  onAsk,
}: {
  list: readonly Ranked[];
  model: RecordModel;
  onAsk(signal: string): void;
}) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  if (list.length === 0) return null;
  return (
    <div className="also">
      <button
        type="button"
        className="also-head"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        {t('prompts.also', list.length)}
        <Icon name={isOpen ? 'up' : 'down'} size={14} />
      </button>
      <ul id={id} hidden={!isOpen}>
        {isOpen &&
          list.map((ranked) => (
            <NoticedLine
              key={ranked.item.signal}
              ranked={ranked}
              model={model}
              onAsk={(signal) => {
                setOpen(false);
                onAsk(signal);
              }}
            />
          ))}
      </ul>
    </div>
  );
}
