import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Now } from '../../lib/coaching/index.ts';
import type { Playbook } from '../../lib/model/index.ts';
import type { Item } from '../../lib/store/index.ts';
import { sentence, useAction } from '../data/actions.ts';
import type { OrgData } from '../data/coaching.ts';
import { firstName, moment } from '../ui/format.ts';
import { t, tKey } from '../ui/words.ts';
import type { Who } from './place.ts';

function One({ row, stage, votes, who, now, manages }: { row: Item<'suggestion'>; stage: string; votes: readonly string[]; who: Who; now: Now; manages: boolean }) {
  const vote = useAction('suggestion.vote');
  const answer = useAction('suggestion.answer');
  const [why, setWhy] = useState<string | null>(null);
  const { fields } = row;
  const mine = votes.includes(who.user);
  const failed = vote.error ?? answer.error;
  return (
    <li className={fields.state}>
      <small>{`${stage} · ${fields.author === who.user ? t('notes.you') : firstName(who.names.get(fields.author) ?? t('notes.someone'))}, ${moment(fields.at, now)}`}</small>
      <p>{fields.text}</p>
      {fields.state !== 'open' && <p className="hint">{`${tKey(`suggestions.${fields.state}`)}${fields.answer ? `: ${fields.answer}` : ''}`}</p>}
      <div className="row">
        <Button variant={mine ? 'light' : 'default'} size="compact-sm" aria-pressed={mine} loading={vote.isPending} onClick={() => vote.mutate({ suggestion: row.id, on: !mine })}>
          {t('suggestions.vote', [String(votes.length)])}
        </Button>
        {manages && fields.state === 'open' && why === null && (
          <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setWhy('')}>
            {t('suggestions.decline')}
          </Button>
        )}
        {manages && fields.state === 'declined' && (
          <Button variant="subtle" color="gray" size="compact-sm" onClick={() => answer.mutate({ id: row.id, state: 'open', answer: null })}>
            {t('suggestions.reopen')}
          </Button>
        )}
      </div>
      {why !== null && fields.state === 'open' && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (why.trim() !== '') answer.mutate({ id: row.id, state: 'declined', answer: why.trim() }, { onSuccess: () => setWhy(null) });
          }}
        >
          <TextInput autoFocus size="xs" label={t('suggestions.because')} maxLength={400} value={why} onChange={(event) => setWhy(event.currentTarget.value)} />
          <Button type="submit" size="compact-sm" variant="default" disabled={why.trim() === ''}>
            {t('suggestions.decline')}
          </Button>
        </form>
      )}
      {failed && (
        <p className="problem" role="alert">
          {t('notes.notSaved', [sentence(failed)])}
        </p>
      )}
    </li>
  );
}

/** What reps would change, those with most voices first. */
export function Suggestions({ playbook, document, org, who, now, manages }: { playbook: string; document: Playbook; org: OrgData; who: Who; now: Now; manages: boolean }) {
  const voices = (id: string) => [...new Set(org.rows.votes.filter((row) => row.fields.suggestion === id).map((row) => row.fields.author))];
  const list = org.rows.suggestions
    .filter((row) => row.fields.playbook === playbook)
    .map((row) => ({ row, votes: voices(row.id) }))
    .sort((a, b) => Number(b.row.fields.state === 'open') - Number(a.row.fields.state === 'open') || b.votes.length - a.votes.length || b.row.fields.at - a.row.fields.at);
  if (list.length === 0) return <p className="hint">{t('suggestions.none')}</p>;
  return (
    <ul className="suggestions">
      {list.map(({ row, votes }) => (
        <One
          key={row.id}
          row={row}
          votes={votes}
          stage={document.stages.find((stage) => stage.id === row.fields.stage)?.name ?? row.fields.stage}
          who={who}
          now={now}
          manages={manages}
        />
      ))}
    </ul>
  );
}
