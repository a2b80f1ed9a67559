import { useEffect, useRef } from 'react';
import { isFocusFree } from './keptFocus.ts';

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
    if (closed && isFocusFree()) button.current?.focus();
  }, [open]);
  return button;
}
