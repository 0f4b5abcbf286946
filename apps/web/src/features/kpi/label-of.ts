/** A score or an outcome of a run, by its key. */
export interface Named {
  readonly key: string;
  readonly label: string;
}

/** What people call it; its key where the run does not know it. */
export const labelOf = (list: readonly Named[] | null | undefined, key: string): string =>
  list?.find((one) => one.key === key)?.label ?? key;
