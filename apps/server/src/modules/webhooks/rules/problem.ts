import type { z } from 'zod';

/** The first thing that is not as expected, by its place; values are not repeated. */
export function problemIn(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue === undefined ? 'unknown' : `${issue.path.join('.') || 'body'}: ${issue.message}`;
}
