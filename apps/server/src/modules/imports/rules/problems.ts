/** Problems of one import that are kept; more are only counted. */
export const problemsMax = 10_000;
