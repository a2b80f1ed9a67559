import type { RawList } from '../../model/index.ts';
import { deepAll, deepOne } from './dom.ts';

const STEP = [
  'li.runtime_sales_pathassistantPathAssistantTab',
  'runtime_sales_pathassistant-path-step li',
  'li.slds-path__item',
].join(', ');

interface Path {
  stages: RawList['items'];
  current: string | null;
  /** Won, lost or open, as far as the path shows it. */
  status: string | null;
}

/**
 * The path: stages in order and the current one. Its last step stands for all closed stages and has
 * the name of one of them where the deal is closed; its class says how it ended.
 */
export function pathIn(root: ParentNode): Path {
  const steps = deepAll(root, STEP)
    .map((step) => ({
      step,
      name:
        step.getAttribute('data-name') ??
        deepOne(step, '.slds-path__title[data-label]')?.getAttribute('data-label') ??
        deepOne(step, '.slds-path__title')?.textContent?.trim() ??
        '',
    }))
    .filter(({ name }) => name !== '');
  const at = steps.findIndex(
    ({ step }) =>
      step.matches('.slds-is-current, .slds-is-won, .slds-is-lost, [aria-current]') ||
      deepOne(step, 'span.current, [aria-current="step"]'),
  );
  const last = steps.length - 1;
  const end = steps.flatMap(({ step }) => {
    if (step.matches('.slds-is-won')) return ['won'];
    return step.matches('.slds-is-lost') ? ['lost'] : [];
  })[0];
  return {
    stages: steps.map(({ name }, index) => ({
      name,
      kind: index < last ? 'open' : (end ?? 'unknown'),
    })),
    current: steps[at]?.name ?? null,
    status: end ?? (at >= 0 && at < last ? 'open' : null),
  };
}
