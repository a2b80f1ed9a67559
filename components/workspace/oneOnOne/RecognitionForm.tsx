import { useId, useState } from 'react';
import { MAX_LINE_CHARS, MAX_PROSE_CHARS } from '../../../lib/model/index.ts';
import { useAction } from '../../data/actions.ts';
import { useDraft } from '../../panel/useDraft.ts';
import { t } from '../../ui/i18n.ts';
import { NativeSelect } from '../../ui/inputs.ts';
import { LimitedInput, LimitedTextarea } from '../../ui/Limited.tsx';
import { limitOf } from '../../ui/limit.ts';
import { TextFormEnd } from '../../ui/TextFormEnd.tsx';
import type { Who } from '../page.ts';
import { fullNameOf, nameOf } from './context.ts';

interface Props {
  who: Who;
  /** The people of whom one can be recognised. */
  people: readonly string[];
  audience: 'pair' | 'team';
  /** Key of the one-on-one in which it is said; null for none. */
  oneOnOne: string | null;
  /** Evidence that was chosen from what Sideline saw. */
  evidence?: string;
  onDone(): void;
}

/** What somebody did well, with what was seen; both are needed, or it is flattery. */
export function RecognitionForm(props: Props) {
  const { who, people, oneOnOne, evidence: chosen = '', onDone } = props;
  const slot = `recognition=${oneOnOne ?? ''}${chosen}`;
  const text = useDraft(slot, '');
  const seen = useDraft(`${slot}:seen`, chosen);
  const [to, setTo] = useState(people[0] ?? '');
  const [audience, setAudience] = useState(props.audience);
  const give = useAction('recognition.give');
  const reason = useId();
  const isOver =
    limitOf(text.text, MAX_PROSE_CHARS)?.over || limitOf(seen.text, MAX_LINE_CHARS)?.over;
  const isComplete = text.text.trim() !== '' && seen.text.trim() !== '' && !isOver;
  // Two colleagues have no scope of their own: their team reads it.
  const isPair =
    who.me?.manager?.id === to || (who.me?.reports.some(({ id }) => id === to) ?? false);
  const done = () => {
    for (const draft of [text, seen]) draft.discard();
    onDone();
  };
  return (
    <form
      className="recognise"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isComplete || give.isPending) return;
        const fields = { to, text: text.text.trim(), evidence: seen.text.trim(), oneOnOne };
        const readers = isPair ? audience : 'team';
        give.mutate({ id: text.id, ...fields, audience: readers }, { onSuccess: done });
      }}
    >
      {people.length > 1 && (
        <NativeSelect
          label={t('oneOnOne.to')}
          value={to}
          data={people.map((id) => ({ value: id, label: fullNameOf(who, id) }))}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
      )}
      <LimitedInput
        label={t('oneOnOne.evidence')}
        most={MAX_LINE_CHARS}
        reason={reason}
        readOnly={give.isPending}
        value={seen.text}
        onChange={(event) => seen.change({ text: event.currentTarget.value })}
      />
      <LimitedTextarea
        autosize
        minRows={2}
        label={t('oneOnOne.praiseText')}
        most={MAX_PROSE_CHARS}
        reason={reason}
        readOnly={give.isPending}
        value={text.text}
        onChange={(event) => text.change({ text: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('oneOnOne.audience')}
        value={isPair ? audience : 'team'}
        data={[
          ...(isPair
            ? [{ value: 'pair', label: t('oneOnOne.audiencePair', [nameOf(who, to)]) }]
            : []),
          ...(oneOnOne === null || who.me?.reports.some(({ id }) => id === to)
            ? [{ value: 'team', label: t('oneOnOne.audienceTeam') }]
            : []),
        ]}
        onChange={(event) => setAudience(event.currentTarget.value === 'team' ? 'team' : 'pair')}
      />
      <TextFormEnd
        drafts={[text, seen]}
        error={give.error}
        save={t('oneOnOne.recognise')}
        leave={t('oneOnOne.leave')}
        variant="default"
        disabled={!isComplete}
        isSaving={give.isPending}
        describedBy={isOver ? reason : undefined}
        onLeave={onDone}
      />
    </form>
  );
}
