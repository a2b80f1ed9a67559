/** Playbooks: the shipped methods, and which version of which playbook a deal follows. */
export {
  diffPlaybooks,
  guessMap,
  keyIn,
  mapKeys,
  type PlaybookChange,
  type PlaybookHistory,
  planFor,
  playbooksOf,
  type StageName,
  versionFor,
} from './active.ts';
export { askKey, fromMethod, itemKey, type Method, methods } from './methods.ts';
