import { diffWordsWithSpace } from 'diff';

/** One stretch of a text, and whether the other text does not have it. */
export interface Stretch {
  readonly text: string;
  readonly only: boolean;
}

/** Two texts cut into stretches that they share and that only one of them has. */
export function wordDifference(
  first: string,
  second: string,
): { readonly first: readonly Stretch[]; readonly second: readonly Stretch[] } {
  const changes = diffWordsWithSpace(first, second);
  return {
    first: changes
      .filter(({ added }) => !added)
      .map(({ value, removed }) => stretch(value, removed)),
    second: changes
      .filter(({ removed }) => !removed)
      .map(({ value, added }) => stretch(value, added)),
  };
}

function stretch(text: string, only: boolean): Stretch {
  return { text, only: only && text.trim() !== '' };
}
