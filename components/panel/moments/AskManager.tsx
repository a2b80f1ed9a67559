import { lazy, Suspense, useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { useFocusBack } from '../../ui/focus.ts';
import { firstName } from '../../ui/format.ts';
import { t } from '../../ui/i18n.ts';
import type { MomentProps } from './Card.tsx';

// Its field is a separate part of a library, and most cards are used without it.
const Composer = lazy(async () => ({ default: (await import('../Composer.tsx')).Composer }));

interface Props extends Pick<MomentProps, 'model' | 'who'> {
  /** Identifies the text within the record. */
  about: string;
  /** Talk over a deal that has closed, rather than ask for help with one. */
  isOver?: boolean;
}

/**
 * A rep asks their manager for help from a card. The card itself stays private: nothing of it is in
 * the note but what the rep writes.
 */
export function AskManager({ model, who, about, isOver = false }: Props) {
  const [state, setState] = useState<'closed' | 'open' | 'sent'>('closed');
  const button = useFocusBack(state === 'open');
  const manager = who.me?.manager ?? null;
  if (manager === null || model.shareWith !== who.user) return null;
  if (state === 'open')
    return (
      <Suspense>
        <Composer
          model={model}
          who={who}
          slot={`help:${about}`}
          label={t('prompts.yourQuestion')}
          save={t('prompts.sendQuestion')}
          audience="pair"
          kind="help"
          prompt={null}
          focus
          onClose={() => setState('closed')}
          onSaved={() => setState('sent')}
        />
      </Suspense>
    );
  return (
    <div className="row">
      <Button ref={button} size="compact-sm" variant="default" onClick={() => setState('open')}>
        {t(isOver ? 'moments.talk' : 'prompts.askRep', [firstName(manager.name)])}
      </Button>
      <span role="status" className="hint">
        {state === 'sent' && t('moments.saved')}
      </span>
    </div>
  );
}
