import { useEffect } from 'react';
import { useAction } from '../data/actions.ts';
import { useUi } from '../data/ui.ts';
import { t } from '../ui/i18n.ts';
import { Problem } from '../ui/Problem.tsx';

/** How long the line stays, in ms. */
const SHOWN_MS = 10_000;

/** Says that an agreement became a commitment, and takes that back. */
export default function Made({ id }: { id: string }) {
  const { set } = useUi();
  const setState = useAction('commitment.setState');
  useEffect(() => {
    const timer = setTimeout(() => set({ made: null }), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [set]);
  return (
    <>
      <p className="undo" role="status">
        {t('followUp.made')}{' '}
        <button
          type="button"
          className="link"
          disabled={setState.isPending}
          onClick={() =>
            setState.mutate({ id, state: 'dropped' }, { onSuccess: () => set({ made: null }) })
          }
        >
          {t('notes.undo')}
        </button>
      </p>
      <Problem error={setState.error} />
    </>
  );
}
