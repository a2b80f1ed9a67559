import { useEffect } from 'react';
import { returnsOn, waitsUntil } from '../../lib/coaching/index.ts';
import { useAction } from '../data/actions.ts';
import type { RecordModel } from '../data/record.ts';
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
export function Chosen({ model, user }: { model: RecordModel; user: string }) {
  const { chosen, set } = useUi();
  const undo = useAction('prompt.undo');
  useEffect(() => {
    if (!chosen) return;
    const timer = setTimeout(() => set({ chosen: null }), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [chosen, set]);
  const { now } = model;
  const isOwn = ({ fields }: (typeof model.rows.outcomes)[number]) => fields.author === user;
  const own = model.rows.outcomes.filter(isOwn).map(({ fields }) => fields);
  const waits = chosen?.outcome === 'snoozed' && waitsUntil(chosen, own, now.timeZone);
  const returns = chosen && (waits || returnsOn({ ...chosen, at: now.ms }, now.timeZone));
  const id = chosen?.id ?? null;
  return (
    <>
      <p className="undo" role="status">
        {chosen && (
          <>
            {returns === null
              ? t('prompts.chosen.never')
              : t(`prompts.chosen.${waits ? 'waits' : chosen.outcome}`, [date(returns, now)])}{' '}
            {id !== null && (
              <button
                type="button"
                className="link"
                disabled={undo.isPending}
                onClick={() =>
                  undo.mutate(
                    { id },
                    { onSuccess: () => set({ chosen: null, open: chosen.signal }) },
                  )
                }
              >
                {t('notes.undo')}
              </button>
            )}
          </>
        )}
      </p>
      <Problem error={undo.error} />
    </>
  );
}
