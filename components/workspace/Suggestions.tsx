import { useId, useState } from 'react';
import type { Now } from '../../lib/coaching/index.ts';
import { MAX_LINE_CHARS, type Playbook } from '../../lib/model/index.ts';
import type { Item } from '../../lib/store/index.ts';
import type { OrgView } from '../../lib/view/org.ts';
import { follow, useAction } from '../data/actions.ts';
import { useDraft } from '../panel/useDraft.ts';
import { Button } from '../ui/Button.tsx';
import { firstName, moment } from '../ui/format.ts';
import { t, tKey } from '../ui/i18n.ts';
import { LimitedInput } from '../ui/Limited.tsx';
import { limitOf } from '../ui/limit.ts';
import { NotKept, NotSaved } from '../ui/Problem.tsx';
import type { Who } from './page.ts';

/** The form for declining a suggestion with a reason, which has a draft like every text. */
function Decline({ id, onDone }: { id: string; onDone: () => void }) {
  const answer = useAction('suggestion.answer');
  const draft = useDraft(`workspace#decline:${id}`, '');
  const reason = useId();
  const text = draft.text.trim();
  const over = limitOf(draft.text, MAX_LINE_CHARS)?.over ?? false;
  // `follow` deletes the draft even if the live query removes this form before the answer.
  const decline = () =>
    follow(answer.mutateAsync({ id, state: 'declined', answer: text }), () => {
      draft.discard();
      onDone();
    });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (text !== '' && !over) decline();
      }}
    >
      <LimitedInput
        autoFocus
        size="xs"
        label={t('suggestions.because')}
        most={MAX_LINE_CHARS}
        reason={reason}
        readOnly={answer.isPending}
        value={draft.text}
        onChange={(event) => draft.change({ text: event.currentTarget.value })}
      />
      <NotKept error={draft.problem} full={t('editor.full')} />
      <NotSaved error={answer.error} />
      <Button
        type="submit"
        size="compact-sm"
        variant="default"
        disabled={text === '' || over}
        aria-describedby={over ? reason : undefined}
        loading={answer.isPending}
      >
        {t('suggestions.decline')}
      </Button>
    </form>
  );
}

function SuggestionRow({
  row,
  stage,
  votes,
  who,
  now,
  manages,
}: {
  row: Item<'suggestion'>;
  stage: string;
  votes: readonly string[];
  who: Who;
  now: Now;
  manages: boolean;
}) {
  const vote = useAction('suggestion.vote');
  const answer = useAction('suggestion.answer');
  const [declining, setDeclining] = useState(false);
  const { fields } = row;
  const hasVoted = votes.includes(who.user);
  const author =
    fields.author === who.user
      ? t('notes.you')
      : firstName(who.names.get(fields.author) ?? t('notes.someone'));
  const state = tKey(`suggestions.${fields.state}`);
  return (
    <li className={fields.state}>
      <small>{`${stage} · ${author}, ${moment(fields.at, now)}`}</small>
      <p dir="auto">{fields.text}</p>
      {fields.state !== 'open' && (
        <p className="hint">{fields.answer ? `${state}: ${fields.answer}` : state}</p>
      )}
      <div className="row">
        <Button
          variant={hasVoted ? 'light' : 'default'}
          size="compact-sm"
          aria-pressed={hasVoted}
          loading={vote.isPending}
          onClick={() => vote.mutate({ suggestion: row.id, on: !hasVoted })}
        >
          {t('suggestions.vote', [String(votes.length)])}
        </Button>
        {manages && fields.state === 'open' && !declining && (
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            onClick={() => setDeclining(true)}
          >
            {t('suggestions.decline')}
          </Button>
        )}
        {manages && fields.state === 'declined' && (
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            onClick={() => answer.mutate({ id: row.id, state: 'open', answer: null })}
          >
            {t('suggestions.reopen')}
          </Button>
        )}
      </div>
      {declining && fields.state === 'open' && (
        <Decline id={row.id} onDone={() => setDeclining(false)} />
      )}
      <NotSaved error={vote.error ?? answer.error} />
    </li>
  );
}

/** Suggestions of reps: open ones first, then by votes, then the newest. */
export function Suggestions({
  playbook,
  document,
  org,
  who,
  now,
  manages,
}: {
  playbook: string;
  document: Playbook;
  org: OrgView;
  who: Who;
  now: Now;
  manages: boolean;
}) {
  const votersOf = (id: string) => [
    ...new Set(
      org.rows.votes.filter((row) => row.fields.suggestion === id).map((row) => row.fields.author),
    ),
  ];
  const list = org.rows.suggestions
    .filter((row) => row.fields.playbook === playbook)
    .map((row) => ({ row, votes: votersOf(row.id) }))
    .sort(
      (a, b) =>
        Number(b.row.fields.state === 'open') - Number(a.row.fields.state === 'open') ||
        b.votes.length - a.votes.length ||
        b.row.fields.at - a.row.fields.at,
    );
  if (list.length === 0) return <p className="hint">{t('suggestions.none')}</p>;
  return (
    <ul className="suggestions">
      {list.map(({ row, votes }) => (
        <SuggestionRow
          key={row.id}
          row={row}
          votes={votes}
          stage={
            document.stages.find((stage) => stage.id === row.fields.stage)?.name ?? row.fields.stage
          }
          who={who}
          now={now}
          manages={manages}
        />
      ))}
    </ul>
  );
}
