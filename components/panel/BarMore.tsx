import { lazy, Suspense, useState } from 'react';
import { ActionIcon } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { t } from '../ui/i18n.ts';
import type { BarMenuProps } from './BarMenu.tsx';

// Most panels are closed without it, and a menu needs a positioning engine.
const BarMenu = lazy(() => import('./BarMenu.tsx'));

/** The button *More*. Its menu is loaded at the first press. */
export function BarMore(props: Omit<BarMenuProps, 'children'>) {
  const [pressed, setPressed] = useState(false);
  const button = (
    <ActionIcon aria-haspopup="menu" aria-label={t('bar.more')} onClick={() => setPressed(true)}>
      <Icon name="more" />
    </ActionIcon>
  );
  if (!pressed) return button;
  return (
    <Suspense fallback={button}>
      <BarMenu {...props}>{button}</BarMenu>
    </Suspense>
  );
}
