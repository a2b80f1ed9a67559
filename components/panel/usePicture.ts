import { useEffect } from 'react';
import type { TriggeredSignal } from '../../lib/coaching/index.ts';
import { unawaited } from '../../lib/platform/unawaited.ts';
import { mayKeep } from '../../lib/view/pictures.ts';
import type { RecordModel } from '../data/record.ts';

/** Time in ms after which what is on screen counts as a picture. */
const REST_MS = 500;

/** Keeps a picture of what is on screen, for the next load of this page. */
export function useKeptPicture(
  /** Null where the panel is not in a page. */
  tabId: number | null,
  model: RecordModel,
  /** The questions on screen; null while something else has their place. */
  shown: readonly TriggeredSignal[] | null,
  user: string,
): void {
  const isKept = tabId !== null && shown !== null && mayKeep(model, shown, user);
  // After each drawing: what is on screen may have changed.
  useEffect(() => {
    if (!isKept || tabId === null) return;
    const timer = setTimeout(
      () =>
        unawaited(
          'picture',
          import('./keepPicture.ts').then(({ keep }) => keep(tabId, model.key)),
        ),
      REST_MS,
    );
    return () => clearTimeout(timer);
  });
}
