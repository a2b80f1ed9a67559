import { type ReactNode, useLayoutEffect } from 'react';
import { useSetting } from '../data/settings.ts';
import './font.css';
import './tokens.css';
import './disclosure.css';

const DARK = '(prefers-color-scheme: dark)';

/** Sets the page's colour scheme, which the tokens and Mantine's styles depend on. */
export function Theme({ children }: { children: ReactNode }) {
  const colours = useSetting('colours');
  useLayoutEffect(() => {
    const system = matchMedia(DARK);
    const show = () => {
      const isDark = colours === 'dark' || (colours !== 'light' && system.matches);
      document.documentElement.dataset.mantineColorScheme = isDark ? 'dark' : 'light';
    };
    show();
    system.addEventListener('change', show);
    return () => system.removeEventListener('change', show);
  }, [colours]);
  return children;
}
