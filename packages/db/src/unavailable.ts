/** The database did not answer, or a transaction was cut: whether it took effect is not known. */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';
}

const unanswered = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  '40001', // serialization_failure: another one was first
  '40P01', // deadlock_detected
  '55P03', // lock_not_available
  '57014', // query_canceled: it took too long
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now
  '53300', // too_many_connections
]);

/** Turns every way a driver reports that no answer came into the one error callers look for. */
export function asUnavailable(error: unknown): unknown {
  const causes = [error, error instanceof Error ? error.cause : undefined];
  const lost = causes.some(
    (cause) =>
      cause instanceof DatabaseUnavailable ||
      (cause instanceof Error &&
        'code' in cause &&
        typeof cause.code === 'string' &&
        unanswered.has(cause.code)),
  );
  return lost ? new DatabaseUnavailable('the database did not answer', { cause: error }) : error;
}
