import { pageOf } from '../page.ts';

/** Looking at pages without trusting them: the light tree first, and open shadow roots where that finds nothing. */

type Deep = typeof globalThis & {
  chrome?: { dom?: { openOrClosedShadowRoot?(element: Element): ShadowRoot | null } };
  browser?: { dom?: { openOrClosedShadowRoot?(element: Element): ShadowRoot | null } };
};

function shadowOf(element: Element): ShadowRoot | null {
  const dom = (globalThis as Deep).browser?.dom ?? (globalThis as Deep).chrome?.dom;
  try {
    return dom?.openOrClosedShadowRoot?.(element) ?? element.shadowRoot;
  } catch {
    return element.shadowRoot; // not an HTML element
  }
}

/** Every match below a root. Synthetic shadow roots are ordinary descendants for an extension; native ones are walked. */
export function all(root: ParentNode, selector: string): Element[] {
  const light = [...root.querySelectorAll(selector)];
  return light.length > 0 ? light : deep(root, selector);
}

function deep(root: ParentNode, selector: string): Element[] {
  const found: Element[] = [];
  for (const element of root.querySelectorAll('*')) {
    // Only custom elements can hold the shadow roots that matter here.
    const shadow = element.localName.includes('-') ? shadowOf(element) : null;
    if (shadow) found.push(...shadow.querySelectorAll(selector), ...deep(shadow, selector));
  }
  return found;
}

export function one(root: ParentNode, selector: string): Element | null {
  return all(root, selector)[0] ?? null;
}

/** False for tabs that a CRM keeps in the document behind the one on screen. */
export function onScreen(element: Element): boolean {
  return element.getClientRects().length > 0;
}

/** The text people see, without what only assistive technology hears and without buttons. */
export function seenText(element: Element): string {
  const skip = 'button, .slds-assistive-text, lightning-helptext, style, script';
  let text = '';
  const walk = (node: Node) => {
    if (node.nodeType === 3) text += node.nodeValue ?? '';
    if (node.nodeType !== 1 && node.nodeType !== 11) return;
    if (node instanceof Element && node.matches(skip)) return;
    const shadow = node instanceof Element && node.localName.includes('-') ? shadowOf(node) : null;
    for (const child of (shadow ?? node).childNodes) walk(child);
  };
  walk(element);
  return text.replace(/\s+/g, ' ').trim();
}

/** Ms since the page came to this record: it has some time to fill in before a blank counts as one. */
export function ageOf(win: Window): number {
  return win.performance.now() - (pageOf(win)?.since ?? 0);
}

/** After this long a page has shown what it will show, in ms. EspoCRM and Lightning take two to three seconds on a slow line. */
export const SETTLED_MS = 8000;
