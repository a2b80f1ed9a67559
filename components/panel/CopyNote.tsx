import { useEffect, useRef, useState } from 'react';
import type { Audience } from '../../lib/model/index.ts';
import { follow, useAction } from '../data/actions.ts';
import { ids } from '../data/ids.ts';
import { Button } from '../ui/Button.tsx';
import { t } from '../ui/i18n.ts';
import { Problem } from '../ui/Problem.tsx';

interface Props {
  id: string;
  /** The readers that the author chose. */
  audience: Audience;
  /** Their label. */
  readers: string;
  /** See `othersWordsIn`. */
  others: 'replies' | 'text';
  onClose: () => void;
}

/** Says before it happens that the words of others stay, and offers a copy without them. */
export default function CopyNote({ id, audience, readers, others, onClose }: Props) {
  const share = useAction('note.audience');
  // One id for all presses, so that the copy is made once.
  const [copy] = useState(() => ids.next());
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.querySelector('button')?.focus(), []);
  return (
    <section ref={box} className="copy-note" aria-label={t('notes.copyTitle')}>
      <p className="hint">
        {others === 'text' ? t('notes.textStays') : t('notes.repliesStay', [readers])}
      </p>
      <div className="row">
        {others === 'replies' && (
          <Button
            size="compact-sm"
            loading={share.isPending}
            onClick={() => follow(share.mutateAsync({ id, audience, copy }), onClose)}
          >
            {t('notes.copyNote')}
          </Button>
        )}
        <Button variant="subtle" color="gray" size="compact-sm" onClick={onClose}>
          {t('prompts.close')}
        </Button>
      </div>
      <Problem error={share.error} />
    </section>
  );
}
