/** Calls with malformed input, by the function that has to refuse it in its own name. */
export type Malformed = Readonly<Record<string, readonly (() => unknown)[]>>;
