import { lazy, Suspense, useState } from 'react';
import type { ChoicesProps } from './ChoicesMenu.tsx';

// A menu needs a positioning engine of 20 kB, and most panels never open one.
const ChoicesMenu = lazy(() => import('./ChoicesMenu.tsx'));

/** A button with a menu. The menu is loaded at the first press. */
export function Choices(props: ChoicesProps) {
  const [pressed, setPressed] = useState(false);
  const button = props.children(() => setPressed(true));
  if (!pressed) return button;
  return (
    <Suspense fallback={button}>
      <ChoicesMenu {...props} />
    </Suspense>
  );
}
