import { afterEach, beforeEach, vi } from 'vitest';
import { normalise } from '../../lib/crm/index.ts';
import { openPage } from '../../lib/crm/page.ts';
import type { DealRecord, ReadResult, RecordRef } from '../../lib/model/index.ts';

/** For readers of pages, in jsdom: the test file starts with `// @vitest-environment jsdom`. */
const NOW = Date.parse('2026-11-22T12:00:00Z');

/** jsdom has no layout: elements that are not `hidden` count as on screen. */
export function onScreenUnlessHidden(): void {
  beforeEach(() => {
    vi.spyOn(Element.prototype, 'getClientRects').mockImplementation(function (this: Element) {
      return (this.closest('[hidden]') ? [] : [{}]) as unknown as DOMRectList;
    });
  });
  afterEach(() => {
    document.body.innerHTML = '';
  });
}

/** Shows a page with this HTML. @param lang the language of its `html` element. */
export function page(path: string, html: string, lang: string): Window {
  window.history.replaceState({}, '', path);
  document.documentElement.lang = lang;
  document.body.innerHTML = html;
  openPage(window, 'test');
  return window as unknown as Window;
}

/** Normalises a reading. @throws where it failed, or is not of a deal. */
export function dealOf(result: ReadResult, crm: RecordRef['crm']): DealRecord {
  if (!result.ok) throw new Error(`${result.failure}: ${result.detail}`);
  const ref: RecordRef = { crm, tenant: 't', object: 'deal', id: result.record.id };
  const record = normalise(result.record, ref, NOW, 'Europe/Berlin');
  if (record.kind !== 'deal') throw new Error('no deal');
  return record;
}
