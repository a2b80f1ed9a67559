import { vi } from 'vitest';

/**
 * Records shadow roots at their creation: the only access to closed ones. jsdom has no layout, so a
 * page has nothing at any point.
 */
export function shadowRoots(): { root: ShadowRoot; mode: string }[] {
  document.elementsFromPoint ??= () => [];
  window.innerWidth = 1280;
  const roots: { root: ShadowRoot; mode: string }[] = [];
  const attach = Element.prototype.attachShadow;
  vi.spyOn(Element.prototype, 'attachShadow').mockImplementation(function (this: Element, init) {
    const root = attach.call(this, init);
    roots.push({ root, mode: init.mode });
    return root;
  });
  return roots;
}
