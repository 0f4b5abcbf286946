/** The database did not answer, or a transaction was cut: whether it took effect is not known. */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';
}

const lostConnection = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now
  '53300', // too_many_connections
]);

/** Turns every way a driver reports a lost connection into the one error callers look for. */
export function asUnavailable(error: unknown): unknown {
  const causes = [error, error instanceof Error ? error.cause : undefined];
  const lost = causes.some(
    (cause) =>
      cause instanceof DatabaseUnavailable ||
      (cause instanceof Error &&
        'code' in cause &&
        typeof cause.code === 'string' &&
        lostConnection.has(cause.code)),
  );
  return lost
    ? new DatabaseUnavailable('the database connection was lost', { cause: error })
    : error;
}
