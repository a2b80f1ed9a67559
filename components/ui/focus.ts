import { useEffect, useRef } from 'react';

/**
 * For a button whose place is taken by what it opens: the button has the focus again when that
 * closes. A focus that went elsewhere meanwhile stays there.
 */
export function useFocusBack(open: boolean) {
  const button = useRef<HTMLButtonElement>(null);
  const before = useRef(open);
  useEffect(() => {
    const closed = before.current && !open;
    before.current = open;
    // What held the focus has gone, and left it to the body.
    const lost = document.activeElement === document.body && document.hasFocus();
    if (closed && lost) button.current?.focus();
  }, [open]);
  return button;
}
