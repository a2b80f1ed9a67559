import { lazy, Suspense, useId, useState } from 'react';
import type { Ranked } from '../../lib/coaching/index.ts';
import type { RecordModel } from '../data/record.ts';
import { Icon } from '../ui/Icon.tsx';
import { t } from '../ui/i18n.ts';

// Its lines are read on demand.
const NoticedLine = lazy(() => import('./NoticedLine.tsx'));

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
        {isOpen && (
          <Suspense>
            {list.map((ranked) => (
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
          </Suspense>
        )}
      </ul>
    </div>
  );
}
