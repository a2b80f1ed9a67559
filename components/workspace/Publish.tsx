import { useId, useRef, useState } from 'react';
import type { PlaybookChange, PlaybookHistory } from '../../lib/coaching/playbooks/index.ts';
import { MAX_PROSE_CHARS, type Playbook } from '../../lib/model/index.ts';
import type { OrgView } from '../../lib/view/org.ts';
import { useAction } from '../data/actions.ts';
import { ids } from '../data/ids.ts';
import { useDraft } from '../panel/useDraft.ts';
import { Button } from '../ui/Button.tsx';
import { t } from '../ui/i18n.ts';
import { LimitedTextarea } from '../ui/Limited.tsx';
import { limitOf } from '../ui/limit.ts';
import { NotKept, NotSaved } from '../ui/Problem.tsx';
import { Changes } from './Changes.tsx';
import { cleanPlaybook } from './playbook.ts';

interface Props {
  id: string;
  book: PlaybookHistory | null;
  document: Playbook;
  changes: readonly PlaybookChange[];
  problems: readonly string[];
  suggestions: OrgView['rows']['suggestions'];
  /** Signed in: everybody in the organisation sees what is published. */
  isShared: boolean;
  onDone(): void;
}

/** What the first version will contain: there is nothing to compare it with. */
function FirstVersion({ document }: { document: Playbook }) {
  const criteria = document.stages.reduce((sum, stage) => sum + stage.exit.length, 0);
  return (
    <>
      <p>
        {t('playbooks.first.stages', [
          t('playbooks.stages', document.stages.length),
          t('playbooks.criteria', criteria),
        ])}
      </p>
      <ol className="first-version">
        {document.stages.map((stage) => (
          <li key={stage.id}>
            <b>{stage.name || t('playbooks.unnamed')}</b>
            <small>{t('playbooks.criteria', stage.exit.length)}</small>
          </li>
        ))}
      </ol>
      <p className="hint">{t('playbooks.firstHint')}</p>
    </>
  );
}

/** Publishes a version, with its reason and included suggestions. Existing deals keep theirs. */
export function Publish({
  id,
  book,
  document,
  changes,
  problems,
  suggestions,
  isShared,
  onDone,
}: Props) {
  const draft = useDraft(`workspace#why:${id}`, '');
  const why = draft.text;
  const over = limitOf(why, MAX_PROSE_CHARS)?.over ?? false;
  const reason = useId();
  const [takes, setTakes] = useState<readonly string[]>([]);
  const publish = useAction('playbook.publish');
  const version = (book?.latest.version ?? 0) + 1;
  const open = suggestions.filter(
    (row) => row.fields.playbook === id && row.fields.state === 'open',
  );
  const isRetired = book?.latest.retired === true;
  const hasReason = why.trim() !== '';
  // The first version needs no reason; a retired playbook can be published again unchanged.
  const isWorthVersion = book === null || ((changes.length > 0 || isRetired) && hasReason);
  const ready = !over && problems.length === 0 && isWorthVersion;
  const isSame = book !== null && changes.length === 0 && !isRetired;
  const waits = problems.length > 0 ? 'problems' : isSame ? 'same' : 'why';
  const waitsId = useId();
  // The input that was sent without an answer: if it is sent again, it is the same version.
  const last = useRef({ id: '', text: '' });
  const send = async (retired: boolean) => {
    const input = {
      playbook: id,
      version,
      document: retired && book ? book.latest.document : cleanPlaybook(document),
      why: why.trim(),
      takes: [...takes],
      answer: t('suggestions.inVersion', [String(version)]),
      retired,
    };
    const text = JSON.stringify(input);
    if (last.current.text !== text) last.current = { id: ids.next(), text };
    try {
      await publish.mutateAsync({ ...input, id: last.current.id });
    } catch {
      return; // shown below; the input stays
    }
    last.current = { id: '', text: '' };
    draft.discard();
    setTakes([]);
    if (!retired) onDone();
  };
  return (
    <div className="publish">
      {problems.length > 0 && (
        <ul className="problem">
          {problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      )}
      {isShared && <p className="hint">{t('playbooks.publishHint')}</p>}
      {book ? <Changes changes={changes} /> : <FirstVersion document={document} />}
      {book && (
        <LimitedTextarea
          label={t('playbooks.why')}
          description={t('playbooks.whyHint')}
          autosize
          minRows={2}
          most={MAX_PROSE_CHARS}
          reason={reason}
          readOnly={publish.isPending}
          value={why}
          onChange={(event) => draft.change({ text: event.currentTarget.value })}
        />
      )}
      <NotKept error={draft.problem} full={t('editor.full')} />
      {book && open.length > 0 && (
        <fieldset className="takes">
          <legend>{t('playbooks.takes')}</legend>
          {open.map((row) => (
            <label key={row.id}>
              <input
                type="checkbox"
                checked={takes.includes(row.id)}
                onChange={(event) =>
                  setTakes(
                    event.currentTarget.checked
                      ? [...takes, row.id]
                      : takes.filter((other) => other !== row.id),
                  )
                }
              />
              <span dir="auto">{row.fields.text}</span>
            </label>
          ))}
        </fieldset>
      )}
      <NotSaved error={publish.error} />
      <div className="row">
        <Button
          disabled={!ready}
          aria-describedby={ready ? undefined : over ? reason : waitsId}
          loading={publish.isPending}
          onClick={() => void send(false)}
        >
          {t('playbooks.publish', [String(version)])}
        </Button>
        {book && !book.latest.retired && (
          <Button
            variant="subtle"
            color="gray"
            disabled={!hasReason || over}
            aria-describedby={hasReason ? undefined : waitsId}
            onClick={() => void send(true)}
          >
            {t('playbooks.retire')}
          </Button>
        )}
      </div>
      {!ready && !over && (
        <p className="hint" id={waitsId}>
          {t(`playbooks.waits.${waits}`)}
        </p>
      )}
      {book && <p className="hint">{t('playbooks.keeps')}</p>}
    </div>
  );
}
