import { useId, useState } from 'react';
import { addDays, today } from '../../../lib/coaching/index.ts';
import { type LinePart, MAX_COMMITMENT_CHARS, MAX_LINE_CHARS } from '../../../lib/model/index.ts';
import { dealOfAgreement } from '../../../lib/view/agreedOn.ts';
import { useAction } from '../../data/actions.ts';
import { useDraft } from '../../panel/useDraft.ts';
import { t } from '../../ui/i18n.ts';
import { NativeSelect, TextInput } from '../../ui/inputs.ts';
import { isComposing } from '../../ui/keys.ts';
import { LimitedInput } from '../../ui/Limited.tsx';
import { limitOf } from '../../ui/limit.ts';
import { TextFormEnd } from '../../ui/TextFormEnd.tsx';
import { fullNameOf, type StepProps, whichOf } from './context.ts';

interface Props extends StepProps {
  /** The line that becomes a commitment; null for none. */
  line: string | null;
  /** What the line belongs to; null without a line. */
  part: LinePart | null;
  /** What the line says. */
  start: string;
  owner: string;
  onDone(): void;
}

/** Days until which somebody does what they agreed to, where nobody says otherwise. */
const USUAL_DAYS = 7;

/** Who does what, by when, and how it will be seen. */
export function AgreeForm({ line, part, start, owner: first, onDone, ...props }: Props) {
  const { plan, doc, who, now } = props;
  const slot = `${doc.key}#agree=${line ?? ''}`;
  const what = useDraft(slot, start);
  const seen = useDraft(`${slot}:seen`, '');
  const [owner, setOwner] = useState(first);
  const [due, setDue] = useState(addDays(today(now), USUAL_DAYS));
  const agree = useAction('oneOnOne.agree');
  const reason = useId();
  const isOver =
    limitOf(what.text, MAX_COMMITMENT_CHARS)?.over || limitOf(seen.text, MAX_LINE_CHARS)?.over;
  const isComplete = what.text.trim() !== '' && due !== '' && !isOver;
  const close = () => {
    for (const draft of [what, seen]) draft.discard();
    onDone();
  };
  const save = () => {
    const seenBy = seen.text.trim();
    const words = { text: what.text.trim(), owner, due, ...(seenBy === '' ? {} : { seenBy }) };
    const deal = dealOfAgreement(doc, part);
    const about = deal === null ? {} : { refKey: deal };
    agree.mutate(
      { ...whichOf(props), line, commitment: { id: what.id, ...words, ...about } },
      { onSuccess: close },
    );
  };
  return (
    <form
      className="agree"
      aria-label={t('oneOnOne.commit')}
      onSubmit={(event) => {
        event.preventDefault();
        if (isComplete && !agree.isPending) save();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || isComposing(event)) return;
        event.stopPropagation();
        onDone();
      }}
    >
      <div className="agree-row">
        {plan.pair.team === null && (
          <NativeSelect
            label={t('oneOnOne.who')}
            value={owner}
            data={[plan.pair.rep, plan.pair.manager].map((id) => ({
              value: id,
              label: fullNameOf(who, id),
            }))}
            onChange={(event) => setOwner(event.currentTarget.value)}
          />
        )}
        <TextInput
          type="date"
          label={t('oneOnOne.agreeWhen')}
          value={due}
          min={today(now)}
          onChange={(event) => setDue(event.currentTarget.value)}
        />
      </div>
      <LimitedInput
        label={t('oneOnOne.agreeWhat')}
        most={MAX_COMMITMENT_CHARS}
        reason={reason}
        readOnly={agree.isPending}
        value={what.text}
        onChange={(event) => what.change({ text: event.currentTarget.value })}
      />
      <LimitedInput
        autoFocus={line !== null}
        label={t('oneOnOne.agreeSeen')}
        most={MAX_LINE_CHARS}
        readOnly={agree.isPending}
        value={seen.text}
        onChange={(event) => seen.change({ text: event.currentTarget.value })}
      />
      <TextFormEnd
        drafts={[what, seen]}
        error={agree.error}
        save={t('oneOnOne.agree')}
        leave={t('oneOnOne.leave')}
        variant="default"
        disabled={!isComplete}
        isSaving={agree.isPending}
        describedBy={isOver ? reason : undefined}
        onLeave={line !== null ? onDone : null}
      />
    </form>
  );
}
