import { asUnavailable, DatabaseUnavailable } from '@assay/db/unavailable';
import type { Logger } from './log.ts';

/**
 * Keeps the process alive when a connection is cut while the driver sets it up: nobody waits for
 * that statement, so nobody can catch its error. Any other unhandled error ends the process.
 */
export function outliveLostConnections(log: Logger): void {
  process.on('unhandledRejection', (error) => {
    if (!(asUnavailable(error) instanceof DatabaseUnavailable)) throw error;
    log.warn({ err: error }, 'a database connection was lost while it was opened');
  });
}
