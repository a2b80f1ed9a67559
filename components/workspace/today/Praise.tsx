import { useMemo, useState } from 'react';
import { dayOf, type Now } from '../../../lib/coaching/index.ts';
import { parseRefKey } from '../../../lib/model/index.ts';
import type { Praise } from '../../../lib/view/today.ts';
import { useRecord } from '../../data/record.ts';
import { Button } from '../../ui/Button.tsx';
import { useFocusBack } from '../../ui/focus.ts';
import { date } from '../../ui/format.ts';
import { t, tKey } from '../../ui/i18n.ts';
import { Block } from '../Block.tsx';
import { fullNameOf, nameOf } from '../oneOnOne/context.ts';
import { evidenceOf } from '../oneOnOne/praise.ts';
import { RecognitionForm } from '../oneOnOne/RecognitionForm.tsx';
import type { Who } from '../page.ts';

interface Props {
  praise: Praise;
  who: Who;
  now: Now;
  onDone(): void;
}

/** What shows it: the sentence of its signal once the deal is read, the name of it until then. */
function useEvidence({ praise: { offer }, now }: Props): { text: string; isRead: boolean } {
  const key = offer.kind === 'signal' ? offer.key : null;
  const ref = useMemo(() => (key === null ? null : parseRefKey(key)), [key]);
  const view = useRecord(ref, true);
  if (offer.kind === 'kept') return { text: evidenceOf(offer, { now }), isRead: true };
  const { signal } = offer.item;
  const item = view?.coached?.coaching.triggered.find((one) => one.signal === signal);
  const deal = offer.deal || t('facts.deal');
  return {
    text: item
      ? evidenceOf({ ...offer, deal, item }, { now })
      : `${deal} · ${tKey(`signals.${signal}.name`)}`,
    isRead: view !== undefined,
  };
}

/** One praise with what shows it. Nobody reads it before it is written. */
export function PraiseBlock(props: Props) {
  const { praise, who, now, onDone } = props;
  const [isOpen, setOpen] = useState(false);
  const button = useFocusBack(isOpen);
  const { text, isRead } = useEvidence(props);
  const { to, lastAt } = praise;
  return (
    <Block title={t('today.praise')} icon="star" readers="onlyYou">
      <p>
        <b>{fullNameOf(who, to)}</b>
      </p>
      <p dir="auto">{text}</p>
      {lastAt !== null && (
        <p className="dim">
          {t('today.lastPraise', [nameOf(who, to), date(dayOf(lastAt, now.timeZone), now)])}
        </p>
      )}
      {isOpen ? (
        <RecognitionForm
          who={who}
          people={[to]}
          audience="pair"
          oneOnOne={null}
          evidence={text}
          onDone={() => {
            setOpen(false);
            onDone();
          }}
        />
      ) : (
        isRead && (
          <Button ref={button} variant="default" size="compact-sm" onClick={() => setOpen(true)}>
            {t('oneOnOne.writeRecognition')}
          </Button>
        )
      )}
    </Block>
  );
}
