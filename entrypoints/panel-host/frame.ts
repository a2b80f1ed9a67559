export interface FrameDeps {
  /**
   * The frame's address, and the nonce in it that is good for one greeting; null when nobody
   * answers.
   */
  address(): Promise<{ url: string; nonce: string } | null>;
  /** The frame has not reported itself: the page forbids it. */
  blocked(): void;
}

/**
 * How long the frame has to say hello before the page counts as one that forbids it, in ms. Its
 * `load` event proves nothing.
 */
const HELLO_MS = 2000;

/**
 * The one frame, from its opening to its removal. What is known of one frame never reaches the
 * next.
 */
export function createFrame(box: HTMLElement, deps: FrameDeps) {
  let frame: HTMLIFrameElement | null = null;
  let nonce: string | null = null;
  let timer = 0;

  return {
    async open(title: string): Promise<void> {
      if (frame) return;
      const mine = document.createElement('iframe');
      mine.title = title;
      frame = mine;
      const address = await deps.address();
      if (frame !== mine) return;
      if (address === null) {
        frame = null;
        return;
      }
      nonce = address.nonce;
      mine.src = address.url;
      box.append(mine);
      timer = window.setTimeout(deps.blocked, HELLO_MS);
    },
    /**
     * Moving a frame in the document loads it again, with a nonce that is used up: so it goes, and
     * another comes.
     */
    close(): void {
      clearTimeout(timer);
      frame?.remove();
      frame = null;
      nonce = null;
    },
    /** @returns whether the greeting is this frame's. */
    greeted(by: string): boolean {
      if (nonce === null || by !== nonce) return false;
      clearTimeout(timer);
      return true;
    },
  };
}
