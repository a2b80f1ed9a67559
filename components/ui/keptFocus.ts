import { useEffect } from 'react';
import { isComposing } from './keys.ts';

const CONTROLS =
  'a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex="-1"])';
const ROWS = 'li, tr, article';
const HEADINGS = 'h1, h2, h3, h4';

/** The element that got the focus here. A person may not know yet that it is there. */
let given: Element | null = null;

/** True while nothing has the focus that a person gave it to, so that a component may move it. */
export function isFocusFree(): boolean {
  const { activeElement } = document;
  const isNowhere = activeElement === null || activeElement === document.body;
  return document.hasFocus() && (isNowhere || activeElement === given);
}

/** Focuses an element, unless it is hidden or disabled. @returns whether it has the focus. */
function focus(element: HTMLElement): boolean {
  element.focus();
  return document.activeElement === element;
}

/** The same for a row or a heading, which is no control. */
function focusText(element: HTMLElement): boolean {
  if (!element.hasAttribute('tabindex')) element.tabIndex = -1;
  return focus(element);
}

/** What was removed with the focus in it, and the removal itself. */
interface Removal {
  node: HTMLElement;
  record: MutationRecord;
}

/** The removal that took an element away from what is still in the page. */
function removalOf(gone: Node, records: readonly MutationRecord[]): Removal | null {
  let lost = gone;
  for (const record of records) {
    const node = [...record.removedNodes].find((removed) => removed.contains(lost));
    if (!node) continue;
    if (record.target.isConnected) return node instanceof HTMLElement ? { node, record } : null;
    lost = record.target;
  }
  return null;
}

/** What was before a removed element and is still there. */
function siblingBefore({ record }: Removal, records: readonly MutationRecord[]): Node | null {
  const { target } = record;
  let sibling = record.previousSibling;
  // A neighbour that was removed as well had neighbours of its own.
  for (let tries = records.length; sibling && sibling.parentNode !== target; tries--) {
    const gone: Node = sibling;
    const own = records.find(({ removedNodes }) => [...removedNodes].some((node) => node === gone));
    sibling = tries > 0 ? (own?.previousSibling ?? null) : null;
  }
  return sibling;
}

/** The rows after the place of a removed one, the nearest first; then those before it. */
function rowsBeside(removal: Removal, records: readonly MutationRecord[]): HTMLElement[] {
  const children = [...removal.record.target.childNodes];
  const before = siblingBefore(removal, records);
  const place = children.indexOf(before as ChildNode) + 1;
  return [...children.slice(place), ...children.slice(0, place).reverse()].filter(
    (child): child is HTMLElement =>
      child instanceof HTMLElement && isSameKind(child, removal.node),
  );
}

/** Whether two elements are rows of one list. Blocks may look alike, but they have headings. */
function isSameKind(one: HTMLElement, other: HTMLElement): boolean {
  if (one.tagName !== other.tagName) return false;
  if (one.matches(ROWS)) return true;
  return (
    one.className !== '' && one.className === other.className && !other.querySelector(HEADINGS)
  );
}

const controlsIn = (place: HTMLElement) => [...place.querySelectorAll<HTMLElement>(CONTROLS)];

/** Focuses the same control, drawn anew: a button that gets a menu is another element. */
function focusSame(place: HTMLElement, gone: HTMLElement): boolean {
  const nameOf = ({ tagName, ariaLabel, textContent }: HTMLElement) =>
    [tagName, ariaLabel, textContent].join(' ');
  return controlsIn(place).some((control) => nameOf(control) === nameOf(gone) && focus(control));
}

/** Focuses the control of a row that is like the one that had the focus, else its first one. */
function focusRow(row: HTMLElement, like: HTMLElement): boolean {
  const all = controlsIn(row);
  const alike = all.filter(
    ({ tagName, textContent }) => tagName === like.tagName && textContent === like.textContent,
  );
  return [...alike, ...all].some(focus);
}

/** Focuses what the element was part of: the row, else the heading of the block around it. */
function focusAround(place: HTMLElement): boolean {
  for (let around: HTMLElement | null = place; around; around = around.parentElement) {
    if (around.matches(ROWS) && focusText(around)) return true;
    const heading = around.querySelector<HTMLElement>(HEADINGS);
    if (heading && focusText(heading)) return true;
  }
  return false;
}

/** Gives the focus of a removed element to the next row, else to the one before, else the block. */
function moveFrom(gone: HTMLElement, records: readonly MutationRecord[]): void {
  const removal = removalOf(gone, records);
  const target = removal?.record.target;
  if (!removal || !(target instanceof HTMLElement)) return;
  // A control that is replaced is no row: its neighbours may do something else.
  const isControl = removal.node === gone && !gone.matches(ROWS);
  if (isControl && focusSame(target, gone)) return;
  const rows = isControl ? [] : rowsBeside(removal, records);
  if (!rows.some((row) => focusRow(row, gone))) focusAround(target);
}

/**
 * Keeps the focus in its place when what has it disappears: a row that was removed, a control that
 * was replaced, or one that was disabled while it worked. The browser would put it on the body, and
 * who uses the keyboard or a screen reader would start again at the top of the page. A component
 * that moves the focus itself comes first.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    let last: HTMLElement | null = null;
    let records: MutationRecord[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const isInMenu = (target: EventTarget | null) =>
      target instanceof Element && target.closest('[role="menu"]') !== null;
    const remember = ({ target }: FocusEvent) => {
      if (target !== given) given = null;
      // A menu disappears with its row, so the button that opened it tells where that was.
      if (!(target instanceof HTMLElement) || isInMenu(target)) return;
      last = target;
      records = [];
    };
    const forget = ({ target }: Event) => {
      given = null;
      if (!isInMenu(target) && target instanceof Node && !last?.contains(target)) last = null;
    };
    const use = (event: KeyboardEvent) => {
      if (!isComposing(event)) given = null;
    };
    const restore = () => {
      // A menu that is still there goes next.
      if (!last || isInMenu(document.activeElement)) return;
      const [removed, element] = [records, last];
      records = [];
      if (!element.isConnected) last = null;
      if (!isFocusFree()) return;
      if (element.isConnected) focus(element);
      else moveFrom(element, removed);
      given = document.activeElement;
    };
    const observer = new MutationObserver((changes) => {
      if (!last) return;
      const isBack = changes.some(({ type, target }) => type === 'attributes' && target === last);
      if (last.isConnected && !isBack) return;
      records.push(...changes.filter(({ removedNodes }) => removedNodes.length > 0));
      // After the effects of components, which may move the focus themselves.
      clearTimeout(timer);
      timer = setTimeout(restore);
    });
    const page = document;
    observer.observe(page, {
      childList: true,
      subtree: true,
      attributes: true,
      attributeFilter: ['disabled'],
    });
    page.addEventListener('focusin', remember);
    page.addEventListener('pointerdown', forget);
    page.addEventListener('keydown', use);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
      page.removeEventListener('focusin', remember);
      page.removeEventListener('pointerdown', forget);
      page.removeEventListener('keydown', use);
    };
  }, []);
}
