/**
 * Identifies what a tab shows from one change of record to the next. `document` identifies the
 * watcher of one loaded page and `number` counts within it, so that a reading of an earlier
 * navigation can be recognised. No zod here: content scripts import this.
 */
export interface Navigation {
  document: string;
  number: number;
}

export function sameNavigation(a: Navigation | null, b: Navigation | null): boolean {
  return a !== null && b !== null && a.document === b.document && a.number === b.number;
}

/**
 * True for an earlier navigation of the same document. Two documents have no order: the one that
 * reported last is on screen.
 */
export function isOlder(a: Navigation, b: Navigation): boolean {
  return a.document === b.document && a.number < b.number;
}
