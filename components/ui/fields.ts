import { dealFields } from '../../lib/model/index.ts';
import { tKey } from './i18n.ts';

/** Fields of a deal that have a name on screen; the others are lists that Sideline works with. */
export const namedFields: readonly string[] = Object.keys(dealFields).filter(
  (id) => !/History$|^stages$/.test(id),
);

/** The name of a field that a playbook contains. Other text of its author stays as it is. */
export function fieldLabel(text: string): string {
  return namedFields.includes(text) ? tKey(`facts.${text}`) : text;
}
