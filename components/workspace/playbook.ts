import { Playbook, PlaybookStage } from '../../lib/model/index.ts';
import { t } from '../ui/i18n.ts';
import { isShapedLike } from './loose.ts';

/** The playbook as it is published: without the editor's blank lines. */
export function cleanPlaybook(document: Playbook): Playbook {
  const filled = (lines: readonly string[]) => lines.map((line) => line.trim()).filter(Boolean);
  const stages = document.stages.map((stage) => ({
    ...stage,
    ask: filled(stage.ask),
    fields: filled(stage.fields),
  }));
  return { ...document, stages };
}

/** Parses a draft, which may have an empty name or a text that is too long; null for other data. */
export function loosePlaybook(raw: unknown): Playbook | null {
  const document = raw as Playbook;
  const filled = {
    ...document,
    name: document?.name || '–',
    stages: document?.stages?.map?.((stage) => ({ ...stage, name: stage.name || '–' })),
  };
  return isShapedLike(Playbook, filled) ? document : null;
}

/** Of the serialised playbook, so that it fits into a row of the server (64,000 with its frame). */
const MAX_PLAYBOOK_CHARS = 60_000;

/** The problems that prevent publishing a playbook, as sentences. */
export function problemsOf(document: Playbook): string[] {
  const problems: string[] = [];
  if (document.name.trim() === '') problems.push(t('playbooks.problem.name'));
  for (const stage of document.stages) {
    if (stage.name.trim() === '') problems.push(t('playbooks.problem.stageName'));
    else if (stage.buyer.trim() === '') problems.push(t('playbooks.problem.buyer', [stage.name]));
    if (stage.exit.some((item) => item.text.trim() === ''))
      problems.push(t('playbooks.problem.item', [stage.name]));
    if (stage.name !== '' && !PlaybookStage.safeParse(stage).success)
      problems.push(t('playbooks.problem.stageLong', [stage.name]));
  }
  const names = document.stages
    .map((stage) => stage.name.trim().toLocaleLowerCase())
    .filter(Boolean);
  if (new Set(names).size < names.length) problems.push(t('playbooks.problem.twice'));
  const size = JSON.stringify(document).length;
  if (size > MAX_PLAYBOOK_CHARS)
    problems.push(t('playbooks.problem.large', [String(size), String(MAX_PLAYBOOK_CHARS)]));
  if (problems.length === 0 && !Playbook.safeParse(document).success)
    problems.push(t('playbooks.problem.field'));
  return [...new Set(problems)];
}
