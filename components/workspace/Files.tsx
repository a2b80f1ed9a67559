import { useRef, useState } from 'react';
import {
  exportPlaybook,
  exportPrompts,
  type FileProblem,
  importPlaybook,
  importPrompts,
  MOST_BYTES,
  tooLarge,
} from '../../lib/coaching/authored/file.ts';
import type { PromptInput } from '../../lib/messages/index.ts';
import type { AuthoredPrompt, Playbook } from '../../lib/model/index.ts';
import { unawaited } from '../../lib/platform/unawaited.ts';
import { sentence, useAction } from '../data/actions.ts';
import { ids } from '../data/ids.ts';
import { Button } from '../ui/Button.tsx';
import { download } from '../ui/download.ts';
import { t, tKey } from '../ui/i18n.ts';
import { conditionProblemText } from './ConditionText.tsx';

/** Most questions of an organisation; a live query reads no more rows. */
const MAX_QUESTIONS = 1000;

const YAML = 'application/yaml';

const problemText = (problem: FileProblem) =>
  [
    tKey(`file.${problem.code}`, problem.values),
    ...(problem.problem ? [conditionProblemText(problem.problem)] : []),
  ].join(' ');

/** A button that reads a file, with the problems if it could not be imported. */
function Choose({ what, take }: { what: string; take(text: string): readonly string[] }) {
  const name = `${t('file.import')}: ${what}`;
  const input = useRef<HTMLInputElement>(null);
  const [problems, setProblems] = useState<readonly string[]>([]);
  return (
    <>
      <Button
        variant="default"
        aria-label={name}
        title={name}
        onClick={() => input.current?.click()}
      >
        {t('file.import')}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".yaml,.yml,.json"
        hidden
        aria-label={name}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = '';
          if (file && file.size > MOST_BYTES) setProblems([problemText(tooLarge(file.size))]);
          else if (file)
            unawaited(
              'file',
              file.text().then((text) => setProblems(take(text))),
            );
        }}
      />
      {problems.length > 0 && (
        <ul className="problem" role="alert">
          {problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      )}
    </>
  );
}

/**
 * The import of questions. The page holds it, not the button: the first imported question replaces
 * the start of the page and its button, and the result has to stay.
 * @param existing how many questions there are already.
 */
export function usePromptImport(existing: number) {
  const put = useAction('prompt.import');
  // If the same file is imported again after no answer, the questions keep their ids.
  const last = useRef<{ text: string; prompts: { id: string; prompt: PromptInput }[] } | null>(
    null,
  );
  const take = (text: string): readonly string[] => {
    put.reset();
    const read = importPrompts(text);
    if (!read.ok) return read.problems.map(problemText);
    if (existing + read.value.length > MAX_QUESTIONS)
      return [
        t('file.tooMany', [String(read.value.length), String(existing), String(MAX_QUESTIONS)]),
      ];
    if (last.current?.text !== text)
      last.current = { text, prompts: read.value.map((prompt) => ({ id: ids.next(), prompt })) };
    put.mutate({ prompts: last.current.prompts }, { onSuccess: () => (last.current = null) });
    return [];
  };
  return { take, put };
}
type PromptImport = ReturnType<typeof usePromptImport>;

export function ImportPrompts({ of: { take } }: { of: PromptImport }) {
  return <Choose what={t('workspace.page.questions')} take={take} />;
}

/** What came of the last import. */
export function ImportResult({ of: { put } }: { of: PromptImport }) {
  return (
    <>
      {put.isSuccess && (
        <p className="hint" role="status">
          {t('file.taken', [String(put.variables.prompts.length)])}
        </p>
      )}
      {put.isError && (
        <p className="problem" role="alert">
          {t('notes.notSaved', [sentence(put.error)])}
        </p>
      )}
    </>
  );
}

export function ExportPrompts({ prompts }: { prompts: readonly AuthoredPrompt[] }) {
  return (
    <Button
      variant="subtle"
      color="gray"
      onClick={() => download('sideline-questions.yaml', exportPrompts(prompts), YAML)}
    >
      {t('file.export')}
    </Button>
  );
}

export function ImportPlaybook({ onRead }: { onRead(playbook: Playbook): void }) {
  const take = (text: string): readonly string[] => {
    const read = importPlaybook(text);
    if (!read.ok) return read.problems.map(problemText);
    onRead(read.value);
    return [];
  };
  return <Choose what={t('workspace.page.playbooks')} take={take} />;
}

export function ExportPlaybook({ playbook }: { playbook: Playbook }) {
  return (
    <Button
      variant="subtle"
      color="gray"
      onClick={() => download('sideline-playbook.yaml', exportPlaybook(playbook), YAML)}
    >
      {t('file.export')}
    </Button>
  );
}
