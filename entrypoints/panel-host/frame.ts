import type { SightReport } from '../../lib/messages/index.ts';

export interface FrameDeps {
  /** The frame's address and the nonce in it, valid for one greeting; null without a response. */
  address(): Promise<{ url: string; nonce: string } | null>;
  /** The frame has not reported itself: the page forbids it. */
  blocked(): void;
  /** Looks at the page around the frame, where the frame cannot. */
  watchSight?(report: (isCovered: boolean) => void): { look(): void; stop(): void };
}

/**
 * Time in ms for the frame's greeting. After it the page counts as one that blocks frames. The
 * `load` event does not help: it also fires for a blocked frame.
 */
const HELLO_MS = 2000;

/** The panel's frame, from opening to removal. No state of one frame applies to the next. */
export function createFrame(box: HTMLElement, deps: FrameDeps) {
  let frame: HTMLIFrameElement | null = null;
  let nonce: string | null = null;
  let timer = 0;
  let sight: ReturnType<NonNullable<FrameDeps['watchSight']>> | null = null;

  return {
    async open(title: string): Promise<void> {
      if (frame) return;
      const opening = document.createElement('iframe');
      opening.title = title;
      frame = opening;
      const address = await deps.address();
      if (frame !== opening) return;
      if (address === null) {
        frame = null;
        return;
      }
      nonce = address.nonce;
      opening.src = address.url;
      box.append(opening);
      timer = window.setTimeout(deps.blocked, HELLO_MS);
    },
    /**
     * Removes the frame. A frame that moves in the document loads again, with a used nonce, so it
     * is replaced by a new one instead.
     */
    close(): void {
      clearTimeout(timer);
      sight?.stop();
      sight = null;
      frame?.remove();
      frame = null;
      nonce = null;
    },
    /** @returns whether the greeting came from this frame. */
    greeted(greetingNonce: string): boolean {
      if (nonce === null || greetingNonce !== nonce) return false;
      clearTimeout(timer);
      // Not earlier: the frame may still be an empty one of the page's origin.
      const opened = frame;
      if (opened && !sight)
        sight =
          deps.watchSight?.((isCovered) => {
            const report: SightReport = { nonce: greetingNonce, isCovered };
            opened.contentWindow?.postMessage(report, new URL(opened.src).origin);
          }) ?? null;
      sight?.look();
      return true;
    },
  };
}
