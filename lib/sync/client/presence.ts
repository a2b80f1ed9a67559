import { MOST_RECORDS_SHOWN } from '../../model/index.ts';
import type { LiveConnection } from './live.ts';

/**
 * Tells the server which records the open pages show. Sent once, and again only after a change or
 * over a new connection.
 * @param mayShow whether others may know.
 */
export function createPresence(mayShow: () => Promise<boolean>) {
  const shown = new Map<object, string>();
  let connection: LiveConnection | null = null;
  let lastSent = '';

  async function send(): Promise<void> {
    const target = connection;
    if (!target) return;
    const show = await mayShow();
    const records = [...new Set(shown.values())].sort().slice(0, MOST_RECORDS_SHOWN);
    const text = JSON.stringify([records, show]);
    if (text === lastSent || connection !== target) return;
    lastSent = text;
    target.at(records, show);
  }

  return {
    /** A page opened, closed or shows another record. @param refKey null: none, or not visible. */
    pageAt(page: object, refKey: string | null): Promise<void> {
      if (refKey === null) shown.delete(page);
      else shown.set(page, refKey);
      return send();
    },
    /** The live connection is ready, or (null) lost. */
    over(next: LiveConnection | null): Promise<void> {
      connection = next;
      lastSent = '';
      return send();
    },
    /** Whether others may know has changed. */
    changed: send,
  };
}
