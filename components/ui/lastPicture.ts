import { useLayoutEffect } from 'react';

/** Takes the last picture of the record away: something else is on screen. */
export function takePictureAway(): void {
  document.querySelector('.panel.picture')?.remove();
}

/** Takes the last picture away, in the same frame in which something else is drawn. */
export function usePictureGone(isDrawn: boolean): void {
  useLayoutEffect(() => {
    if (isDrawn) takePictureAway();
  }, [isDrawn]);
}
