// @vitest-environment jsdom
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { floatingBox, measureFree } from '../../entrypoints/panel-host/room.ts';

/** Elements with the boxes that a browser would give them: jsdom has no layout. */
const placed: { element: Element; box: DOMRect }[] = [];
const host = document.createElement('sideline-panel');

function put(html: string, box: [x: number, y: number, width: number, height: number]): Element {
  const holder = document.createElement('div');
  holder.innerHTML = html;
  const element = holder.firstElementChild as Element;
  document.body.append(element);
  const rect = new DOMRect(...box);
  element.getBoundingClientRect = () => rect;
  placed.push({ element, box: rect });
  return element;
}
const contains = ({ left, right, top, bottom }: DOMRect, x: number, y: number) =>
  x >= left && x < right && y >= top && y < bottom;

const unknown = { bar: 0, pager: null };

beforeEach(() => {
  document.body.innerHTML = '';
  placed.length = 0;
  window.innerWidth = 1280;
  document.elementsFromPoint = (x, y) =>
    placed
      .filter(({ box }) => contains(box, x, y))
      .map(({ element }) => element)
      .reverse();
});

describe('the top that belongs to the CRM', () => {
  it('is nothing on a page without a bar', () => {
    put('<div>', [0, 0, 1280, 900]);
    expect(measureFree(host, unknown, 360)).toEqual({ bar: 0, panel: 0 });
  });
  it.each([
    '<div style="position: fixed">',
    '<div style="position: sticky">',
    '<header>',
    '<div role="navigation">',
  ])('ends with %s', (html) => {
    put(html, [0, 0, 1280, 56.4]);
    expect(measureFree(host, unknown, 360)).toEqual({ bar: 57, panel: 57 });
  });
  it('has several bars', () => {
    put('<header>', [0, 0, 1280, 50]);
    put('<div style="position: sticky">', [0, 50, 1280, 40]);
    expect(measureFree(host, unknown, 360)).toEqual({ bar: 90, panel: 90 });
  });
  it.each([
    ['a message at the top right', '<div style="position: fixed">', [900, 10, 360, 80]],
    ['a layer over the whole page', '<div style="position: fixed">', [0, 0, 1280, 900]],
    ['a bar that the page scrolls', '<div>', [0, 0, 1280, 60]],
    ['a bar further down', '<header>', [0, 30, 1280, 60]],
  ] as const)('has not %s', (_, html, box) => {
    put(html, [...box]);
    expect(measureFree(host, unknown, 360)).toEqual({ bar: 0, panel: 0 });
  });
  it('is not hidden by the panel itself', () => {
    put('<header>', [0, 0, 1280, 60]);
    placed.push({ element: host, box: new DOMRect(920, 0, 360, 900) });
    expect(measureFree(host, unknown, 360)).toEqual({ bar: 60, panel: 60 });
  });
  it('is at least what is known of the CRM', () => {
    expect(measureFree(host, { bar: 46, pager: null }, 360)).toEqual({ bar: 46, panel: 46 });
    put('<header>', [0, 0, 1280, 60]);
    expect(measureFree(host, { bar: 46, pager: null }, 360)).toEqual({ bar: 60, panel: 60 });
  });
  it('has a pager where the panel would cover it', () => {
    const pager = put('<nav class="pager">', [1180, 54, 90, 36]);
    const top = { bar: 46, pager: '.pager' };
    expect(measureFree(host, top, 360)).toEqual({ bar: 46, panel: 94 });
    pager.getBoundingClientRect = () => new DOMRect(600, 54, 90, 36);
    expect(measureFree(host, top, 360)).toEqual({ bar: 46, panel: 46 });
    pager.getBoundingClientRect = () => new DOMRect(1180, 400, 90, 36);
    expect(measureFree(host, top, 360)).toEqual({ bar: 46, panel: 46 });
    pager.getBoundingClientRect = () => new DOMRect(0, 0, 0, 0);
    expect(measureFree(host, top, 360)).toEqual({ bar: 46, panel: 46 });
  });
});

describe('the floating panel', () => {
  const px = (most: number) => fc.integer({ min: -50, max: most });
  it('is whole inside the window wherever it was dragged in another one', () => {
    fc.assert(
      fc.property(
        fc.record({ x: px(4000), y: px(3000), width: fc.integer({ min: 320, max: 480 }) }),
        fc.integer({ min: 400, max: 2000 }),
        fc.integer({ min: 0, max: 120 }),
        (at, height, bar) => {
          Object.assign(window, { innerHeight: height });
          const layout = { mode: 'float', open: 'float', tabY: -1, ...at } as const;
          const box = floatingBox(layout, bar);
          expect(box.top).toBeGreaterThan(bar);
          expect(box.height).toBeGreaterThanOrEqual(120);
          expect(box.top + box.height).toBeLessThanOrEqual(height);
          expect(box.left + at.width).toBeLessThanOrEqual(window.innerWidth);
          expect(box.left).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});
