import type { CSSVariablesResolver } from '@mantine/core';

/** Small print that still has a contrast of at least 4.5:1, which the kit's own grey lacks. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: { '--mantine-color-dimmed': '#5c6370' },
  dark: { '--mantine-color-dimmed': '#a3a9b4' },
});
