import {
  convertCssVariables,
  createTheme,
  DEFAULT_THEME,
  defaultCssVariablesResolver,
  type InputProps,
  MantineContext,
  MantineProvider,
  type MantineTheme,
  mergeMantineTheme,
} from '@mantine/core';
import { type ComponentType, type ReactNode, useContext } from 'react';
import '@mantine/core/styles/UnstyledButton.css';
import './mantine.css';

const theme = createTheme({
  primaryColor: 'pine',
  primaryShade: { light: 7, dark: 6 },
  defaultRadius: 6,
  focusRing: 'auto',
  fontFamily: 'var(--font)',
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
/** Mantine's variables, once for each page: a provider of its own would add them at each field. */
function addVariables(): void {
  const { variables, light, dark } = defaultCssVariablesResolver(
    mergeMantineTheme(DEFAULT_THEME, theme),
  );
  const style = document.createElement('style');
  // Set in both schemes: Mantine defines its values per scheme, which override general ones.
  style.textContent = convertCssVariables(
    { variables, light: { ...light, ...overrides }, dark: { ...dark, ...overrides } },
    ':root',
  );
  document.head.append(style);
}
addVariables();

/** What Mantine's components need around them. `Theme` sets the colour scheme of the page. */
export function Mantine({ children }: { children: ReactNode }) {
  return (
    <MantineProvider
      theme={theme}
      getRootElement={() => undefined}
      withCssVariables={false}
      withGlobalClasses={false}
      colorSchemeManager={noStorage}
    >
      {children}
    </MantineProvider>
  );
}

/** One component of Mantine for pages that start without it, as the panel does. */
export function inMantine<Props extends object>(Component: ComponentType<Props>) {
  return function InMantine(props: Props) {
    const component = <Component {...props} />;
    return useContext(MantineContext) ? component : <Mantine>{component}</Mantine>;
  };
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
