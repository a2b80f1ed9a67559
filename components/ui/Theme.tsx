import {
  type CSSVariablesResolver,
  createTheme,
  type InputProps,
  MantineProvider,
  type MantineTheme,
} from '@mantine/core';
import type { ReactNode } from 'react';
import { useSetting } from '../data/settings.ts';
import './font.css';
import './tokens.css';
import './disclosure.css';

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
    // What people write has the direction of its own script.
    Textarea: { defaultProps: { dir: 'auto' } },
    TextInput: { defaultProps: { dir: 'auto' } },
    // Mantine sets the colour of the edge on each wrapper, so a value of the root has no effect.
    Input: {
      vars: (_: MantineTheme, { error, variant }: InputProps) => ({
        wrapper: error || variant === 'unstyled' ? {} : { '--input-bd': 'var(--ctl)' },
      }),
    },
    InputWrapper: {
      vars: () => ({ description: { '--input-description-size': '12px' } }),
    },
  },
});

/** Mantine's dimmed grey has too little contrast here, so these colours come from the tokens. */
const overrides = {
  '--mantine-color-dimmed': 'var(--text-3)',
  '--mantine-color-placeholder': 'var(--text-3)',
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-default-border': 'var(--line-2)',
  '--mantine-color-error': 'var(--clay)',
};
// Set in both schemes: Mantine defines its values per scheme, which override general ones.
const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: overrides,
  dark: overrides,
});

export function Theme({ children }: { children: ReactNode }) {
  const colours = useSetting('colours');
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={variables}
      defaultColorScheme="auto"
      {...(colours === 'light' || colours === 'dark' ? { forceColorScheme: colours } : {})}
      colorSchemeManager={noStorage}
      deduplicateCssVariables={false}
    >
      {children}
    </MantineProvider>
  );
}

/**
 * Mantine stores the scheme in localStorage by default, which a frame may not use where third-party
 * cookies are blocked.
 */
const noStorage = {
  get: (fallback: 'auto' | 'light' | 'dark') => fallback,
  set() {},
  subscribe() {},
  unsubscribe() {},
  clear() {},
};
