import type { Sample } from '../../model/index.ts';
import { pageOf } from '../page.ts';

/** Queries pages: the light DOM first, then shadow roots if the light DOM has no match. */

type Deep = typeof globalThis & {
  chrome?: { dom?: { openOrClosedShadowRoot?(element: Element): ShadowRoot | null } };
  browser?: { dom?: { openOrClosedShadowRoot?(element: Element): ShadowRoot | null } };
};

function shadowRootOf(element: Element): ShadowRoot | null {
  const dom = (globalThis as Deep).browser?.dom ?? (globalThis as Deep).chrome?.dom;
  try {
    return dom?.openOrClosedShadowRoot?.(element) ?? element.shadowRoot;
  } catch {
    return element.shadowRoot; // not an HTML element
  }
}

/**
 * The matches outside native shadow roots; if there are none, the matches inside them. Salesforce's
 * synthetic shadow roots do not hide their content from an extension.
 */
export function all(root: ParentNode, selector: string): Element[] {
  const matches = [...root.querySelectorAll(selector)];
  return matches.length > 0 ? matches : matchesInNativeRoots(root, selector);
}

/** The matches inside native shadow roots, and inside the shadow roots within those. */
function matchesInNativeRoots(root: ParentNode, selector: string): Element[] {
  const found: Element[] = [];
  for (const element of root.querySelectorAll('*')) {
    // Only custom elements have shadow roots that matter here.
    const shadowRoot = element.localName.includes('-') ? shadowRootOf(element) : null;
    if (!shadowRoot) continue;
    found.push(
      ...shadowRoot.querySelectorAll(selector),
      ...matchesInNativeRoots(shadowRoot, selector),
    );
  }
  return found;
}

export function one(root: ParentNode, selector: string): Element | null {
  return all(root, selector)[0] ?? null;
}

/** False for hidden tabs that a CRM keeps in the document. */
export function isRendered(element: Element): boolean {
  return element.getClientRects().length > 0;
}

/** The visible text, without buttons and texts for assistive technology. */
export function visibleText(element: Element): string {
  const skip = 'button, .slds-assistive-text, lightning-helptext, style, script';
  let text = '';
  const walk = (node: Node) => {
    if (node.nodeType === Node.TEXT_NODE) text += node.nodeValue ?? '';
    if (node.nodeType !== Node.ELEMENT_NODE && node.nodeType !== Node.DOCUMENT_FRAGMENT_NODE)
      return;
    if (node instanceof Element && node.matches(skip)) return;
    const isCustom = node instanceof Element && node.localName.includes('-');
    const shadowRoot = isCustom ? shadowRootOf(node) : null;
    for (const child of (shadowRoot ?? node).childNodes) walk(child);
  };
  walk(element);
  return text.replace(/\s+/g, ' ').trim();
}

const STAMPS = ['datetime', 'data-datetime', 'data-date', 'data-timestamp', 'data-value'];
const ISO = /^\d{4}-\d{2}-\d{2}/;
const MOST_SAMPLES = 120;

/** The ISO date of an element or of one around it. */
export function isoOf(element: Element | null): string | null {
  for (let at = element, steps = 0; at && steps < 3; at = at.parentElement, steps++)
    for (const name of STAMPS) {
      const value = at.getAttribute(name);
      if (value && ISO.test(value)) return value.slice(0, 60);
    }
  return null;
}

/** Short texts with figures: they show in which order and with which signs the page writes. */
export function samplesIn(root: ParentNode): Sample[] {
  const found: Sample[] = [];
  const walk = (node: Node) => {
    if (found.length >= MOST_SAMPLES) return;
    const text = node.nodeType === Node.TEXT_NODE ? (node.nodeValue ?? '').trim() : '';
    if (text !== '' && text.length <= 60 && /\d\D?\d/.test(text))
      found.push({ text, iso: isoOf(node.parentElement) });
    const isCustom = node instanceof Element && node.localName.includes('-');
    for (const child of ((isCustom && shadowRootOf(node)) || node).childNodes) walk(child);
  };
  walk(root);
  return found;
}

/**
 * Ms since this navigation began: the page gets time to load before a blank field counts as empty.
 */
export function ageOf(win: Window): number {
  return win.performance.now() - (pageOf(win)?.since ?? 0);
}

/**
 * After this time a page counts as fully loaded, in ms. EspoCRM and Lightning take two to three
 * seconds on a slow connection.
 */
export const LOADED_MS = 8000;
