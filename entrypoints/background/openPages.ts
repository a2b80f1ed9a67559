import { resolveSender, type Sender } from '../../lib/messages/index.ts';

/** The part of the browser's port that is used here. */
export interface PagePort {
  sender?: Sender | undefined;
  onMessage: { addListener(listener: (message: unknown) => void): void };
  onDisconnect: { addListener(listener: () => void): void };
  disconnect(): void;
}

interface PageListeners {
  /** The extension's own id and origin. */
  ownId: string;
  ownOrigin: string;
  opened(): void;
  inSight(): void;
  /** The page shows a record; null: none, or it closed. */
  at(port: PagePort, refKey: string | null): void;
  /** The page is the side panel of a window; null: it closed. */
  aside(port: PagePort, windowId: number | null): void;
  /** The last open page closed. */
  allClosed(): void;
}

/**
 * The open pages of the extension, each with a port. A content script gets none: it could name any
 * record, and an update of the extension waits until no port is open.
 */
export function createOpenPages(listeners: PageListeners) {
  let count = 0;
  return {
    isAnyOpen: () => count > 0,
    connected(port: PagePort): void {
      const { ownId, ownOrigin } = listeners;
      if (resolveSender(port.sender ?? {}, ownId, ownOrigin)?.kind !== 'page') {
        port.disconnect();
        return;
      }
      count += 1;
      port.onMessage.addListener((message) => {
        listeners.inSight();
        const { at, aside } = (message ?? {}) as { at?: unknown; aside?: unknown };
        if (at !== undefined) listeners.at(port, typeof at === 'string' ? at.slice(0, 900) : null);
        if (typeof aside === 'number') listeners.aside(port, aside);
      });
      port.onDisconnect.addListener(() => {
        count -= 1;
        listeners.at(port, null);
        listeners.aside(port, null);
        if (count === 0) listeners.allClosed();
      });
      listeners.opened();
    },
  };
}
