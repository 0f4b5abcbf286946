import type { CSSVariablesResolver } from '@mantine/core';

/** Colours of the kit with a contrast of at least 4.5:1 for text, which its own lack here and there. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-error': '#c92a2a',
    '--mantine-color-red-filled': '#c92a2a',
    '--mantine-color-red-filled-hover': '#b02525',
    '--mantine-color-dimmed': '#5c6370',
    '--mantine-color-red-text': '#c92a2a',
    '--mantine-color-red-outline': '#c92a2a',
    '--mantine-color-red-light-color': '#b02525',
    '--mantine-color-teal-light-color': '#05614a',
    '--mantine-color-orange-light-color': '#963e00',
  },
  dark: {
    '--mantine-color-error': '#ff8a8a',
    '--mantine-color-red-filled': '#c92a2a',
    '--mantine-color-red-filled-hover': '#b02525',
    '--mantine-color-dimmed': '#a3a9b4',
    '--mantine-color-anchor': '#8da6e4',
    '--mantine-color-red-text': '#ff8a8a',
    '--mantine-color-red-outline': '#ff8a8a',
  },
});
