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

/** A playbook's items on one deal, with what has been shown so far. */
export interface ChecklistFacts {
  playbook: string;
  version: number;
  /** Somebody has ticked something on this deal. Before that, nothing ticked means that nobody looked, not that nothing is there. */
  touched: boolean;
  /** The playbook's stage that the deal stands in; null when its CRM stage is mapped to none. */
  stage: PlaybookStage | null;
  items: readonly CheckState[];
  /** Items of the stages before this one that nothing shows yet. */
  skipped: readonly CheckState[];
}

/** @param checks one word on each item; of more, the later in the list. */
export function checklistOf(
  playbook: string,
  version: number,
  document: Playbook,
  stageId: string | null,
  checks: readonly CheckItem[],
): ChecklistFacts {
  const said = new Map(
    checks.filter((check) => check.playbook === playbook).map((check) => [check.item, check]),
  );
  const items = document.stages.flatMap((stage) =>
    stage.exit.map((item): CheckState => {
      const check = said.get(item.id);
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
  const at = stageId === null ? -1 : order.indexOf(stageId);
  return {
    playbook,
    version,
    touched: said.size > 0,
    stage: document.stages[at] ?? null,
    items,
    skipped: at < 0 ? [] : items.filter((item) => order.indexOf(item.stage) < at && !item.done),
  };
}

/** What the checklist says about an element: null where the playbook does not ask for it, so nobody can say that it is missing. */
export function elementState(
  checklist: ChecklistFacts | null,
  element: Element,
): { done: boolean; items: readonly CheckState[] } | null {
  const items = checklist?.touched
    ? checklist.items.filter((item) => item.element === element)
    : [];
  return items.length === 0 ? null : { done: items.some((item) => item.done), items };
}
