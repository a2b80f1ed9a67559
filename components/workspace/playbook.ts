import { Playbook } from '../../lib/model/index.ts';
import { isShapedLike } from './loose.ts';

/** As it is published: blank lines are the editor's. */
export function cleanPlaybook(document: Playbook): Playbook {
  const filled = (lines: readonly string[]) => lines.map((line) => line.trim()).filter(Boolean);
  const stages = document.stages.map((stage) => ({
    ...stage,
    ask: filled(stage.ask),
    fields: filled(stage.fields),
  }));
  return { ...document, stages };
}

/** A half-written draft may have an empty name or a text that is too long, which the finished document may not. */
export function loosePlaybook(raw: unknown): Playbook | null {
  const document = raw as Playbook;
  const filled = {
    ...document,
    name: document?.name || '–',
    stages: document?.stages?.map?.((stage) => ({ ...stage, name: stage.name || '–' })),
  };
  return isShapedLike(Playbook, filled) ? document : null;
}
