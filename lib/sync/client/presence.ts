import { MOST_RECORDS_SHOWN } from '../../model/index.ts';
import type { LiveLine } from './live.ts';

/**
 * Which record each open page shows; the server learns of it only while somebody looks, once, until
 * it changes or the line is a new one.
 * @param mayShow whether others may know.
 */
export function createPresence(mayShow: () => Promise<boolean>) {
  const shown = new Map<object, string>();
  let line: LiveLine | null = null;
  let lastSent = '';

  async function send(): Promise<void> {
    const asked = line;
    if (!asked) return;
    const show = await mayShow();
    const records = [...new Set(shown.values())].sort().slice(0, MOST_RECORDS_SHOWN);
    const text = JSON.stringify([records, show]);
    if (text === lastSent || line !== asked) return;
    lastSent = text;
    asked.at(records, show);
  }

  return {
    /** A page came, went, or shows another record. @param refKey null: no record, or out of sight. */
    pageAt(page: object, refKey: string | null): Promise<void> {
      if (refKey === null) shown.delete(page);
      else shown.set(page, refKey);
      return send();
    },
    /** A line to the server is open, or gone. */
    over(next: LiveLine | null): Promise<void> {
      line = next;
      lastSent = '';
      return send();
    },
    /** Whether others may know has changed. */
    changed: send,
  };
}
