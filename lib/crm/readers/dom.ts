import type { Sample } from '../../model/index.ts';
import { pageOf } from '../page.ts';

// Queries pages: the light DOM first, then shadow roots if the light DOM has no match.

type WithDomApi = typeof globalThis & {
  chrome?: { dom?: { openOrClosedShadowRoot?(element: Element): ShadowRoot | null } };
  browser?: { dom?: { openOrClosedShadowRoot?(element: Element): ShadowRoot | null } };
};

/** The shadow root of a custom element; other elements have none that matters here. */
function shadowRootOf(node: Node): ShadowRoot | null {
  if (!(node instanceof Element) || !node.localName.includes('-')) return null;
  const { browser, chrome } = globalThis as WithDomApi;
  try {
    return (browser?.dom ?? chrome?.dom)?.openOrClosedShadowRoot?.(node) ?? node.shadowRoot;
  } catch {
    return node.shadowRoot; // not an HTML element
  }
}

/**
 * The matches outside native shadow roots; if there are none, the matches inside them. Salesforce's
 * synthetic shadow roots do not hide their content from an extension.
 */
export function deepAll(root: ParentNode, selector: string): Element[] {
  const matches = [...root.querySelectorAll(selector)];
  return matches.length > 0 ? matches : matchesInNativeRoots(root, selector);
}

/** The matches inside native shadow roots, and inside the shadow roots within those. */
function matchesInNativeRoots(root: ParentNode, selector: string): Element[] {
  const found: Element[] = [];
  for (const element of root.querySelectorAll('*')) {
    const shadowRoot = shadowRootOf(element);
    if (!shadowRoot) continue;
    found.push(
      ...shadowRoot.querySelectorAll(selector),
      ...matchesInNativeRoots(shadowRoot, selector),
    );
  }
  return found;
}

/** The first of these matches; null without one. */
export function deepOne(root: ParentNode, selector: string): Element | null {
  return deepAll(root, selector)[0] ?? null;
}

/** False for hidden tabs that a CRM keeps in the document. */
export function isRendered(element: Element): boolean {
  return element.getClientRects().length > 0;
}

/** The text nodes below a node and its shadow roots, without the elements that match `skip`. */
function* textNodes(node: Node, skip: string): Generator<Node, void> {
  if (node.nodeType === Node.TEXT_NODE) yield node;
  if (node instanceof Element && node.matches(skip)) return;
  for (const child of (shadowRootOf(node) ?? node).childNodes) yield* textNodes(child, skip);
}

const NO_TEXT = 'style, script';
const CONTROLS = `button, .slds-assistive-text, lightning-helptext, ${NO_TEXT}`;

/**
 * The text of an element and of its shadow roots, without buttons and texts for assistive
 * technology. Hidden children are not left out: call `isRendered` first.
 */
export function textWithoutControls(element: Element): string {
  const text = [...textNodes(element, CONTROLS)].map((node) => node.nodeValue ?? '').join('');
  return text.replace(/\s+/g, ' ').trim();
}

const DATE_ATTRIBUTES = ['datetime', 'data-datetime', 'data-date', 'data-timestamp', 'data-value'];
const ISO = /^\d{4}-\d{2}-\d{2}/;
/** Longer than any date or amount. */
const MAX_SAMPLE_LENGTH = 60;
/** Enough to see the formats of a page, and short enough for a message. */
const MAX_SAMPLES = 120;

/** The ISO date of an element or of one of its two nearest ancestors. */
export function isoOf(element: Element | null): string | null {
  for (let at = element, steps = 0; at && steps < 3; at = at.parentElement, steps++)
    for (const name of DATE_ATTRIBUTES) {
      const value = at.getAttribute(name);
      if (value && ISO.test(value)) return value.slice(0, MAX_SAMPLE_LENGTH);
    }
  return null;
}

/**
 * Short texts with digits: they show the order of day and month and the separators of numbers that
 * the page uses.
 */
export function samplesIn(root: ParentNode): Sample[] {
  const found: Sample[] = [];
  for (const node of textNodes(root, NO_TEXT)) {
    if (found.length >= MAX_SAMPLES) break;
    const text = (node.nodeValue ?? '').trim();
    if (text !== '' && text.length <= MAX_SAMPLE_LENGTH && /\d\D?\d/.test(text))
      found.push({ text, iso: isoOf(node.parentElement) });
  }
  return found;
}

/** The page gets this time to load before a blank field counts as empty. */
export function msSinceNavigation(win: Window): number {
  return win.performance.now() - (pageOf(win)?.since ?? 0);
}

/**
 * After this time a page counts as fully loaded, in ms. EspoCRM and Lightning take two to three
 * seconds on a slow connection.
 */
export const LOADED_MS = 8000;
