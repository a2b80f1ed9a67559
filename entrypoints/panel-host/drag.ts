type Moved = (dx: number, dy: number, done: boolean, pointer: boolean) => void;

const ARROWS: Record<string, [number, number]> = {
  ArrowLeft: [-16, 0],
  ArrowRight: [16, 0],
  ArrowUp: [0, -16],
  ArrowDown: [0, 16],
};

/**
 * Makes a handle draggable by pointer and arrow keys. `moved` gets the distance since its last call
 * in px; `done` is true at the end of a movement.
 */
export function drag(handle: HTMLElement, moved: Moved): void {
  let from: { x: number; y: number } | null = null;
  const step = (event: PointerEvent, done: boolean) => {
    if (!from) return;
    const [dx, dy] = [event.clientX - from.x, event.clientY - from.y];
    from = done ? null : { x: event.clientX, y: event.clientY };
    moved(dx, dy, done, true);
  };
  handle.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    from = { x: event.clientX, y: event.clientY };
    handle.setPointerCapture(event.pointerId); // else the frame below receives the events
  });
  handle.addEventListener('pointermove', (event) => step(event, false));
  handle.addEventListener('pointerup', (event) => step(event, true));
  handle.addEventListener('pointercancel', () => {
    from = null;
  });
  handle.addEventListener('keydown', (event) => {
    const move = ARROWS[event.key];
    if (!move) return;
    event.preventDefault();
    event.stopPropagation();
    moved(...move, true, false);
  });
}
