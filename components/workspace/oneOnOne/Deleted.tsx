import { useEffect } from 'react';
import { useAction } from '../../data/actions.ts';
import { t } from '../../ui/i18n.ts';
import { NotSaved } from '../../ui/Problem.tsx';

/** How long a deleted line can be restored, in ms. */
const SHOWN_MS = 10_000;

/** A line was deleted; for a while it can be restored. */
export function Deleted({ id, onDone }: { id: string; onDone(): void }) {
  const restore = useAction('line.restore');
  // biome-ignore lint/correctness/useExhaustiveDependencies: each line starts the time anew.
  useEffect(() => {
    const timer = setTimeout(onDone, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [id]);
  return (
    <p className="notice" role="status">
      {t('oneOnOne.deleted')}{' '}
      <button
        type="button"
        className="link"
        disabled={restore.isPending}
        onClick={() => restore.mutate({ id }, { onSuccess: onDone })}
      >
        {t('oneOnOne.undo')}
      </button>
      <NotSaved error={restore.error} />
    </p>
  );
}
