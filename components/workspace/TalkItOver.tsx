import { useState } from 'react';
import { audiencesFor } from '../../lib/model/index.ts';
import type { KnownDeal } from '../../lib/view/deals.ts';
import type { RightDeal } from '../../lib/view/rightDeals.ts';
import { useAction } from '../data/actions.ts';
import type { useMe } from '../data/store.ts';
import { Composer } from '../panel/Composer.tsx';
import { Button } from '../ui/Button.tsx';
import { useFocusBack } from '../ui/focus.ts';
import { signalText } from '../ui/format.ts';
import { t } from '../ui/i18n.ts';
import { Problem } from '../ui/Problem.tsx';

/** A chosen deal with its record. */
export interface TalkDeal extends Omit<RightDeal, 'deal'> {
  deal: Pick<
    KnownDeal,
    'key' | 'ref' | 'name' | 'facts' | 'coaching' | 'record' | 'role' | 'shareWith' | 'unconfirmed'
  >;
}

interface Props {
  item: TalkDeal;
  who: NonNullable<ReturnType<typeof useMe>>;
  /** The deal's page in the CRM; undefined where this device does not know it. */
  address: string | undefined;
  /** It is what to do first on its page. */
  isFirst?: boolean;
}

/**
 * A manager takes up the conversation about a deal: as a note with the question of its gravest
 * warning, or on the deal, where a request waits for an answer or nobody can receive a note.
 */
export function TalkItOver({ item, who, address, isFirst = false }: Props) {
  const { deal, request, signal } = item;
  const [state, setState] = useState<'closed' | 'open' | 'sent'>('closed');
  const button = useFocusBack(state === 'open');
  const open = useAction('record.open');
  const asked = deal.coaching.triggered.find((other) => other.signal === signal);
  const isNote = request === null && asked !== undefined;
  const canWrite = audiencesFor(who.me, deal.shareWith).includes('pair');
  if (!(isNote && canWrite) && address === undefined) return null;
  if (state === 'open' && asked) {
    const question = signalText(asked, 'manager', deal.facts.now);
    const { signal: about, fingerprint, severity } = asked;
    return (
      <Composer
        model={{ ...deal, now: deal.facts.now }}
        who={who}
        slot={`question:${about}:manager`}
        label={t('prompts.yourQuestion')}
        save={t('prompts.sendQuestion')}
        start={question}
        audience="pair"
        kind="question"
        prompt={{ signal: about, question }}
        outcome={{
          ...{ refKey: deal.key, signal: about, fingerprint, outcome: 'asked', reason: null },
          severity: Math.min(1, Math.max(0, Math.round(severity * 1000) / 1000)),
        }}
        focus
        onClose={() => setState('closed')}
        onSaved={() => setState('sent')}
      />
    );
  }
  return (
    <span className="talk">
      <Button
        ref={button}
        {...(isFirst ? {} : ({ size: 'compact-xs', variant: 'default' } as const))}
        aria-label={t('right.talkOf', [deal.name || t('facts.deal')])}
        onClick={() => (isNote && canWrite ? setState('open') : open.mutate({ refKey: deal.key }))}
      >
        {t('right.talk')}
      </Button>{' '}
      <span role="status" className="hint">
        {state === 'sent' && t('moments.saved')}
      </span>
      <Problem error={open.error} />
    </span>
  );
}
