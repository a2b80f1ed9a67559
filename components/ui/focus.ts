import { useEffect, useRef } from 'react';

/**
 * For a button that is replaced by what it opens: returns the focus to the button when that closes,
 * unless the focus has moved to another element meanwhile.
 */
export function useFocusBack(open: boolean) {
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(open);
  useEffect(() => {
    const closed = wasOpen.current && !open;
    wasOpen.current = open;
    // The focused element was removed, so the body has the focus.
    const lost = document.activeElement === document.body && document.hasFocus();
    if (closed && lost) button.current?.focus();
  }, [open]);
  return button;
}
