import type { CheckItem, Element, Playbook, PlaybookStage } from '../model/index.ts';

export interface CheckState {
  id: string;
  stage: string;
  text: string;
  element: Element | null;
  done: boolean;
  evidence: string;
  at: number | null;
}

/** The exit criteria of a playbook on one deal, with the evidence so far. */
export interface ChecklistFacts {
  playbook: string;
  version: number;
  /**
   * True once a person marked a criterion of this deal as met. Before that, an open criterion means
   * that nobody looked, not that something is missing.
   */
  touched: boolean;
  /** The playbook stage of the deal; null when its CRM stage is mapped to none. */
  stage: PlaybookStage | null;
  items: readonly CheckState[];
  /** Open criteria of the stages before this one. */
  skipped: readonly CheckState[];
}

/** @param checks the checks of criteria; of several for one criterion, the last one counts. */
export function checklistOf(
  playbook: string,
  version: number,
  document: Playbook,
  stageId: string | null,
  checks: readonly CheckItem[],
): ChecklistFacts {
  const checkByItem = new Map(
    checks.filter((check) => check.playbook === playbook).map((check) => [check.item, check]),
  );
  const items = document.stages.flatMap((stage) =>
    stage.exit.map((item): CheckState => {
      const check = checkByItem.get(item.id);
      return {
        ...item,
        stage: stage.id,
        done: check?.done ?? false,
        evidence: check?.evidence ?? '',
        at: check?.at ?? null,
      };
    }),
  );
  const order = document.stages.map((stage) => stage.id);
  const current = stageId === null ? -1 : order.indexOf(stageId);
  return {
    playbook,
    version,
    touched: checkByItem.size > 0,
    stage: document.stages[current] ?? null,
    items,
    skipped:
      current < 0 ? [] : items.filter((item) => order.indexOf(item.stage) < current && !item.done),
  };
}

/**
 * The state of an element in the checklist; null where the playbook does not ask for it, because it
 * cannot be missing then.
 */
export function elementState(
  checklist: ChecklistFacts | null,
  element: Element,
): { done: boolean; items: readonly CheckState[] } | null {
  const items = checklist?.touched
    ? checklist.items.filter((item) => item.element === element)
    : [];
  return items.length === 0 ? null : { done: items.some((item) => item.done), items };
}
