import { useEffect, useEffectEvent, useState } from 'react';
import { t } from '../../ui/i18n.ts';
import { isComposing } from '../../ui/keys.ts';
import type { StepProps } from './context.ts';
import { Lines } from './Lines.tsx';
import { Readers } from './Readers.tsx';

/** True for Alt+P. On a Mac the key is another character then. */
const isStripKey = (event: KeyboardEvent): boolean =>
  event.altKey &&
  !event.ctrlKey &&
  !event.metaKey &&
  (event.code === 'KeyP' || event.key.toLowerCase() === 'p');

/** Lines that only this person reads. A key hides them while the other one looks at the screen. */
export function PrivateStrip(props: StepProps) {
  const [isHidden, setHidden] = useState(false);
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!isStripKey(event) || isComposing(event)) return;
    event.preventDefault();
    setHidden(!isHidden);
  });
  useEffect(() => {
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return (
    <section className="strip" aria-label={t('oneOnOne.yourLines')}>
      <div className="sh">
        <Readers only />
        <button
          type="button"
          className="link"
          aria-expanded={!isHidden}
          onClick={() => setHidden(!isHidden)}
        >
          {t(isHidden ? 'oneOnOne.showLines' : 'oneOnOne.hideLines')}
        </button>
      </div>
      {/* What is being written stays. */}
      <div hidden={isHidden}>
        <Lines {...props} part="private" />
      </div>
    </section>
  );
}
