import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** The one accent. Other colours mean a state, never decoration. */
const ink: MantineColorsTuple = [
  '#eef3ff',
  '#dce4f8',
  '#b6c6ee',
  '#8da6e4',
  '#6b8bdc',
  '#567ad8',
  '#4a71d6',
  '#3a60be',
  '#3055ab',
  '#234997',
];

export const theme = createTheme({
  primaryColor: 'ink',
  primaryShade: { light: 7, dark: 6 },
  colors: { ink },
  fontFamily:
    'Inter, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  headings: {
    fontWeight: '620',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.3' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.4' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.4' },
    },
  },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  components: {
    // what was typed is never changed silently: the server says what is wrong with it
    NumberInput: { defaultProps: { clampBehavior: 'none' } },
    Modal: {
      defaultProps: {
        closeButtonProps: { 'aria-label': 'Close' },
        // its head is no banner of the page
        attributes: { header: { role: 'presentation' } },
      },
    },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } },
    Badge: { defaultProps: { tt: 'none', fw: 500, radius: 'sm', miw: 'max-content' } },
  },
  respectReducedMotion: true,
  autoContrast: true,
});
