import { useEffect } from 'react';
import { type Now, returnsOn, waitsUntil } from '../../lib/coaching/index.ts';
import type { PromptOutcome } from '../../lib/model/index.ts';
import { useAction } from '../data/actions.ts';
import { type Chosen as ChosenAction, useUi } from '../data/ui.ts';
import { date } from '../ui/format.ts';
import { t } from '../ui/i18n.ts';
import { Problem } from '../ui/Problem.tsx';

/** How long the line stays, in ms. */
const SHOWN_MS = 10_000;

/**
 * What happened to the question that has just left the list, and *Undo*. An undone text is in its
 * field again.
 */
export default function Chosen({
  chosen,
  outcomes,
  now,
}: {
  chosen: ChosenAction;
  /** This person's outcomes on the record. */
  outcomes: readonly PromptOutcome[];
  now: Now;
}) {
  const { set } = useUi();
  const undo = useAction('prompt.undo');
  const undoText = useAction('prompt.undoText');
  // biome-ignore lint/correctness/useExhaustiveDependencies: each action starts the time anew.
  useEffect(() => {
    const timer = setTimeout(() => set({ chosen: null }), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [chosen, set]);
  const { undo: what, signal, outcome } = chosen;
  const undoAction = () => {
    if (what !== null && 'note' in what) {
      const { as, ...saved } = what;
      const field = { composing: { signal, as }, followUp: null };
      undoText.mutate(saved, { onSuccess: () => set({ chosen: null, open: signal, ...field }) });
    } else if (what !== null) {
      undo.mutate(what, { onSuccess: () => set({ chosen: null, open: signal }) });
    }
  };
  const waits = outcome === 'snoozed' ? waitsUntil(chosen, outcomes, now.timeZone) : null;
  const returns = waits ?? returnsOn({ ...chosen, at: now.ms }, now.timeZone);
  return (
    <>
      {returns === null
        ? t('prompts.chosen.never')
        : t(`prompts.chosen.${waits === null ? outcome : 'waits'}`, [date(returns, now)])}{' '}
      {what !== null && (
        <button
          type="button"
          className="link"
          disabled={undo.isPending || undoText.isPending}
          onClick={undoAction}
        >
          {t('notes.undo')}
        </button>
      )}
      <Problem error={undo.error ?? undoText.error} />
    </>
  );
}
