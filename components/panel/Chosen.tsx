import { useEffect } from 'react';
import { type Now, returnsOn, waitsUntil } from '../../lib/coaching/index.ts';
import type { PromptAction } from '../../lib/messages/index.ts';
import type { PromptOutcome } from '../../lib/model/index.ts';
import { useAction } from '../data/actions.ts';
import { useUi } from '../data/ui.ts';
import { date } from '../ui/format.ts';
import { t } from '../ui/i18n.ts';
import { Problem } from '../ui/Problem.tsx';

/** How long the line stays, in ms. */
const SHOWN_MS = 10_000;

/**
 * What happened to the question that has just left the list. *Later* and *Not useful* can be taken
 * back; an answer is a note, which has its own menu.
 */
export default function Chosen({
  chosen,
  outcomes,
  now,
}: {
  chosen: PromptAction;
  /** This person's outcomes on the record. */
  outcomes: readonly PromptOutcome[];
  now: Now;
}) {
  const { set } = useUi();
  const undo = useAction('prompt.undo');
  // biome-ignore lint/correctness/useExhaustiveDependencies: each action starts the time anew.
  useEffect(() => {
    const timer = setTimeout(() => set({ chosen: null }), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [chosen, set]);
  const { refKey, signal, fingerprint, outcome } = chosen;
  const waits = outcome === 'snoozed' ? waitsUntil(chosen, outcomes, now.timeZone) : null;
  const returns = waits ?? returnsOn({ ...chosen, at: now.ms }, now.timeZone);
  return (
    <>
      {returns === null
        ? t('prompts.chosen.never')
        : t(`prompts.chosen.${waits === null ? outcome : 'waits'}`, [date(returns, now)])}{' '}
      {(outcome === 'snoozed' || outcome === 'dismissed') && (
        <button
          type="button"
          className="link"
          disabled={undo.isPending}
          onClick={() =>
            undo.mutate(
              { refKey, signal, fingerprint },
              { onSuccess: () => set({ chosen: null, open: signal }) },
            )
          }
        >
          {t('notes.undo')}
        </button>
      )}
      <Problem error={undo.error} />
    </>
  );
}
