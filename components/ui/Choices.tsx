import { lazy, Suspense, useState } from 'react';
import type { ChoicesProps } from './ChoicesMenu.tsx';

// A menu brings a positioning engine of 20 kB along, and most panels never open one.
const ChoicesMenu = lazy(() => import('./ChoicesMenu.tsx'));

/** A button with a list of things to do. Until it is first pressed it is only the button. */
export function Choices(props: ChoicesProps) {
  const [wanted, setWanted] = useState(false);
  const button = props.children(() => setWanted(true));
  if (!wanted) return button;
  return (
    <Suspense fallback={button}>
      <ChoicesMenu {...props} />
    </Suspense>
  );
}
