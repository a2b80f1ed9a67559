import { dealFields } from '../../lib/model/index.ts';
import { tKey } from './i18n.ts';

/** Fields of a deal that have a name on screen; the others are lists that Sideline works with. */
const named = Object.keys(dealFields).filter((id) => !/History$|^stages$/.test(id));

/** The name of a field that a playbook contains. Other text of its author stays as it is. */
export function fieldLabel(text: string): string {
  return named.includes(text) ? tKey(`facts.${text}`) : text;
}

/** The id for the name of a field. Playbooks contain ids, so that every language has its names. */
export function fieldId(text: string): string {
  return named.find((id) => fieldLabel(id) === text.trim()) ?? text;
}
