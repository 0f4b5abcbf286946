/** What a caller can act on. Anything else thrown is a bug: logged whole, shown as `INTERNAL`. */
export const errorCodes = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND', // missing, another tenant's and another type's id answer alike
  'CONFLICT', // the thing changed, or exists already
  'INVALID_INPUT',
  'LEASE_EXPIRED', // the slot went to somebody else
  'IDEMPOTENCY_CONFLICT', // the key was used with another input
  'RATE_LIMITED',
  'QUERY_TOO_COMPLEX',
  'PAYLOAD_TOO_LARGE',
  'UNAVAILABLE', // try again
  'INTERNAL',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** An expected failure. `message` is for people and holds no data of another tenant. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly field: string | null;

  constructor(code: ErrorCode, message: string, options: ErrorOptions & { field?: string } = {}) {
    super(message, options);
    this.code = code;
    this.field = options.field ?? null;
  }
}

/** One answer for whatever is missing, foreign or of another type. */
export const notFound = (): AppError => new AppError('NOT_FOUND', 'There is nothing with this id.');
