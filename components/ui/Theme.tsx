import { type CSSVariablesResolver, createTheme, MantineProvider } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSetting } from '../data/settings.ts';
import './tokens.css';

const theme = createTheme({
  primaryColor: 'pine',
  primaryShade: { light: 7, dark: 6 },
  defaultRadius: 6,
  focusRing: 'auto',
  fontFamily: 'Inter, system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '15px', xl: '16px' },
  colors: {
    pine: [
      '#E2F1ED',
      '#C6E5DC',
      '#9AD5C6',
      '#63CCB6',
      '#38B49D',
      '#20967F',
      '#147A68',
      '#0E6A5B',
      '#0B5F52',
      '#084A40',
    ],
    gray: [
      '#F5F7F6',
      '#EFF2F1',
      '#E9EDEB',
      '#E0E5E3',
      '#CBD3CF',
      '#A9B3AE',
      '#828D88',
      '#5C6762',
      '#46524D',
      '#17201D',
    ],
    dark: [
      '#E7ECEA',
      '#CDD5D1',
      '#B4BEB9',
      '#939F99',
      '#3A4440',
      '#2A312E',
      '#212725',
      '#191E1C',
      '#111514',
      '#0A0D0C',
    ],
  },
  components: {
    Button: { defaultProps: { size: 'compact-sm', fw: 500 } },
  },
});

/** Mantine's own dimmed grey fails on our grounds, so text, placeholder and edges follow the tokens. */
const own = {
  '--mantine-color-dimmed': 'var(--text-3)',
  '--mantine-color-placeholder': 'var(--text-3)',
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-text': 'var(--text)',
  '--input-bd': 'var(--ctl)',
  '--mantine-color-default-border': 'var(--line-2)',
  '--mantine-color-error': 'var(--clay)',
};
// In both schemes, since Mantine defines its own there and those would win.
const variables: CSSVariablesResolver = () => ({ variables: {}, light: own, dark: own });

export function Theme({ children }: { children: ReactNode }) {
  const colours = useSetting('colours');
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={variables}
      defaultColorScheme="auto"
      {...(colours === 'light' || colours === 'dark' ? { forceColorScheme: colours } : {})}
      colorSchemeManager={nowhere}
    >
      {children}
    </MantineProvider>
  );
}

/** Mantine would keep the scheme in localStorage, which is denied to a frame where third-party cookies are blocked. */
const nowhere = {
  get: (fallback: 'auto' | 'light' | 'dark') => fallback,
  set() {},
  subscribe() {},
  unsubscribe() {},
  clear() {},
};
