import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { PlaybookChange, PlaybookHistory } from '../../lib/coaching/playbooks/index.ts';
import type { Playbook } from '../../lib/model/index.ts';
import { sentence, useAction } from '../data/actions.ts';
import type { OrgData } from '../data/coaching.ts';
import { ids } from '../data/ids.ts';
import { t } from '../ui/words.ts';
import { Changes } from './Changes.tsx';

interface Props {
  id: string;
  book: PlaybookHistory | null;
  document: Playbook;
  changes: readonly PlaybookChange[];
  problems: readonly string[];
  suggestions: OrgData['rows']['suggestions'];
  allowed: boolean;
  onDone(): void;
}

/** Makes a version: what changed, why, and which suggestions it takes up. Deals that have begun keep theirs. */
export function Publish({ id, book, document, changes, problems, suggestions, allowed, onDone }: Props) {
  const [why, setWhy] = useState('');
  const [takes, setTakes] = useState<readonly string[]>([]);
  const publish = useAction('playbook.publish');
  const answer = useAction('suggestion.answer');
  const version = (book?.latest.version ?? 0) + 1;
  const open = suggestions.filter((row) => row.fields.playbook === id && row.fields.state === 'open');
  const back = book?.latest.retired === true;
  const ready = allowed && problems.length === 0 && (book === null || ((changes.length > 0 || back) && why.trim() !== ''));
  const clean: Playbook = {
    ...document,
    stages: document.stages.map((stage) => ({
      ...stage,
      ask: stage.ask.map((line) => line.trim()).filter(Boolean),
      fields: stage.fields.map((name) => name.trim()).filter(Boolean),
    })),
  };
  const send = async (retired: boolean) => {
    const input = { id: ids.next(), playbook: id, version, document: retired && book ? book.latest.document : clean, why: why.trim(), takes: [...takes], retired };
    try {
      await publish.mutateAsync(input);
    } catch {
      return; // said below, and everything stays
    }
    // Also when the side shows something else by now.
    for (const taken of takes) await answer.mutateAsync({ id: taken, state: 'taken', answer: t('suggestions.inVersion', [String(version)]) }).catch(() => {});
    setWhy('');
    setTakes([]);
    if (!retired) onDone();
  };
  return (
    <div className="publish">
      {!allowed && <p className="hint">{t('playbooks.managersOnly')}</p>}
      {problems.length > 0 && (
        <ul className="problem">
          {problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      )}
      {book ? <Changes changes={changes} /> : <p className="hint">{t('playbooks.firstHint')}</p>}
      {book && (
        <Textarea
          label={t('playbooks.why')}
          description={t('playbooks.whyHint')}
          autosize
          minRows={2}
          maxLength={2000}
          value={why}
          onChange={(event) => setWhy(event.currentTarget.value)}
        />
      )}
      {book && open.length > 0 && (
        <fieldset className="takes">
          <legend>{t('playbooks.takes')}</legend>
          {open.map((row) => (
            <label key={row.id}>
              <input
                type="checkbox"
                checked={takes.includes(row.id)}
                onChange={(event) => setTakes(event.currentTarget.checked ? [...takes, row.id] : takes.filter((other) => other !== row.id))}
              />
              <span>{row.fields.text}</span>
            </label>
          ))}
        </fieldset>
      )}
      {publish.isError && (
        <p className="problem" role="alert">
          {t('notes.notSaved', [sentence(publish.error)])}
        </p>
      )}
      <div className="row">
        <Button disabled={!ready} loading={publish.isPending} onClick={() => void send(false)}>
          {t('playbooks.publish', [String(version)])}
        </Button>
        {book && !book.latest.retired && allowed && (
          <Button variant="subtle" color="gray" disabled={why.trim() === ''} onClick={() => void send(true)}>
            {t('playbooks.retire')}
          </Button>
        )}
      </div>
      {book && <p className="hint">{t('playbooks.keeps')}</p>}
    </div>
  );
}
