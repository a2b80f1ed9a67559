import css from './host.css?inline';

const SVG = 'http://www.w3.org/2000/svg';

/** Sideline's logo, as in public/mark.svg. */
const MARK: [string, Record<string, string>][] = [
  ['rect', { width: '16', height: '16', rx: '4', fill: '#0E6A5B' }],
  ['circle', { cx: '6', cy: '8', r: '2.5', fill: '#fff' }],
  ['rect', { x: '10', y: '3', width: '2', height: '10', rx: '1', fill: '#fff' }],
];

function shape(name: string, attributes: Record<string, string>): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

function mark(): SVGElement {
  const size = { viewBox: '0 0 16 16', width: '20', height: '20', 'aria-hidden': 'true' };
  const svg = shape('svg', size);
  svg.append(...MARK.map(([name, attributes]) => shape(name, attributes)));
  return svg;
}

function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  className: string,
): HTMLElementTagNameMap[K] {
  const created = document.createElement(name);
  created.className = className;
  return created;
}

function button(className: string): HTMLButtonElement {
  const created = element('button', className);
  created.type = 'button';
  return created;
}

/** All elements except the frame. Built without parsing markup, since the page is not ours. */
export function createElements() {
  const host = document.createElement('sideline-panel');
  // Closed: the page can reach neither the frame nor its address.
  const root = host.attachShadow({ mode: 'closed' });
  const style = document.createElement('style');
  style.textContent = css;
  const box = element('div', 'box away');
  const grip = button('grip');
  const edge = button('edge');
  box.append(grip, edge);
  const tab = button('tab');
  const count = element('span', 'count');
  const dot = element('span', 'dot');
  const note = element('span', 'note');
  tab.append(mark(), count, dot, note);
  root.append(style, box, tab);
  return { host, box, grip, edge, tab, count, dot, note };
}
