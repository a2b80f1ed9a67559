import { vi } from 'vitest';

/**
 * Closed shadow roots as they are made: the only way in, and only for a test that is there first.
 */
export function shadowRoots(): { root: ShadowRoot; mode: string }[] {
  const made: { root: ShadowRoot; mode: string }[] = [];
  const attach = Element.prototype.attachShadow;
  vi.spyOn(Element.prototype, 'attachShadow').mockImplementation(function (this: Element, init) {
    const root = attach.call(this, init);
    made.push({ root, mode: init.mode });
    return root;
  });
  return made;
}
