import { lazy, Suspense, useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { t } from '../ui/i18n.ts';
import type { LaterProps } from './LaterMenu.tsx';

// Most panels are closed without it, and a menu needs a positioning engine.
const LaterMenu = lazy(() => import('./LaterMenu.tsx'));

/** *Later*: opens a menu of the days on which the question may return. */
export function Later({
  disabled,
  ...props
}: Omit<LaterProps, 'children'> & { disabled: boolean }) {
  const [pressed, setPressed] = useState(false);
  const button = (
    <Button
      data-action="prompt.later"
      variant="subtle"
      color="gray"
      disabled={disabled}
      aria-haspopup="menu"
      onClick={() => setPressed(true)}
    >
      {t('prompts.later')}
    </Button>
  );
  if (!pressed) return button;
  return (
    <Suspense fallback={button}>
      <LaterMenu {...props}>{button}</LaterMenu>
    </Suspense>
  );
}
