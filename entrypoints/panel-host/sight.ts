/** Properties of an ancestor that can make the panel faint, with their harmless values. */
const HARMLESS: readonly (readonly [string, string])[] = [
  ['opacity', '1'],
  ['filter', 'none'],
  ['transform', 'none'],
  ['scale', 'none'],
  ['rotate', 'none'],
  ['translate', 'none'],
  ['mix-blend-mode', 'normal'],
  ['clip-path', 'none'],
  ['mask-image', 'none'],
  ['visibility', 'visible'],
];
/** Elements that browsers draw above all others, whatever their z-index. */
const TOP_LAYER = ':popover-open, dialog:modal, :fullscreen';
const COLUMNS = [0.1, 0.5, 0.9];
const ROWS = [0.02, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9, 0.98];

function isFaint(host: Element): boolean {
  for (let node = host.parentNode; node; ) {
    if (node instanceof Element) {
      const style = getComputedStyle(node);
      if (HARMLESS.some(([name, value]) => style.getPropertyValue(name) !== value)) return true;
    }
    node = node instanceof ShadowRoot ? node.host : node.parentNode;
  }
  return false;
}

function overlaps(element: Element, box: DOMRect): boolean {
  const other = element.getBoundingClientRect();
  return (
    other.left < box.right &&
    other.right > box.left &&
    other.top < box.bottom &&
    other.bottom > box.top
  );
}

/**
 * True where some point of the box shows another element. Elements that let clicks through are
 * found too: for this moment a rule makes them catch clicks. It is inserted without text, which a
 * page's policy could forbid.
 */
function hasElementOver(host: Element, box: DOMRect): boolean {
  const style = document.createElement('style');
  document.documentElement.append(style);
  try {
    style.sheet?.insertRule('*, *::before, *::after { pointer-events: auto !important }');
    return ROWS.some((row) =>
      COLUMNS.some((column) => {
        const x = box.left + box.width * column;
        const y = box.top + box.height * row;
        const isOutside = x < 0 || y < 0 || x >= innerWidth || y >= innerHeight;
        return !isOutside && document.elementFromPoint(x, y) !== host;
      }),
    );
  } finally {
    style.remove();
  }
}

/** Whether the page covers the panel or makes it faint. Only for Firefox. */
export function isCovered(host: Element, box: Element): boolean {
  if (isFaint(host)) return true;
  const rect = box.getBoundingClientRect();
  const above = [...document.querySelectorAll(TOP_LAYER)];
  if (above.some((element) => !element.contains(host) && overlaps(element, rect))) return true;
  return hasElementOver(host, rect);
}

const CHECK_MS = 300;

/** Looks while a person can reach the panel: the pointer is over it, or it has the focus. */
export function watchSight(
  host: Element,
  box: Element,
  report: (isCovered: boolean) => void,
): { look(): void; stop(): void } {
  const look = () => report(isCovered(host, box));
  const isReachable = () => host.matches(':hover') || document.activeElement === host;
  const timer = setInterval(() => {
    if (!document.hidden && isReachable()) look();
  }, CHECK_MS);
  box.addEventListener('pointerenter', look);
  return {
    look,
    stop() {
      clearInterval(timer);
      box.removeEventListener('pointerenter', look);
    },
  };
}
