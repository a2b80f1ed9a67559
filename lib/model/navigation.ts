/**
 * What a tab shows from one change of record to the next. `document` names the watcher of one
 * loaded page and `number` counts within it, so that an answer about an earlier navigation is known
 * for what it is. No zod here: content scripts use this.
 */
export interface Navigation {
  document: string;
  number: number;
}

export function sameNavigation(a: Navigation | null, b: Navigation | null): boolean {
  return a !== null && b !== null && a.document === b.document && a.number === b.number;
}

/**
 * True when a document has moved on since. Two documents have no order between them: the one that
 * reported last is on screen.
 */
export function isOlder(a: Navigation, b: Navigation): boolean {
  return a.document === b.document && a.number < b.number;
}
