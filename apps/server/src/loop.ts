import { arrayTypes } from '@assay/db/array-types';
import postgres from 'postgres';
import type { Services } from './services.ts';

interface LoopOptions {
  /** What its connection is called. */
  readonly name: string;
  /** The database as the role that may see for which tenants there is something to do. */
  readonly workerUrl: string;
  /** Milliseconds from the end of a round to the next. */
  readonly pauseMs: number;
  /** Milliseconds from the start to the first round, where that is another time. */
  readonly firstMs?: number;
  /** What the log says of a round that failed. The next one comes all the same. */
  readonly failed: string;
}

/** Looks for something to do until it is stopped, one round at a time, on a connection of its own. */
export abstract class Loop {
  protected readonly services: Services;
  protected readonly sql: postgres.Sql;
  /** A round that is long looks at it, and ends early. */
  protected isStopped = false;
  readonly #options: LoopOptions;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(services: Services, options: LoopOptions) {
    this.services = services;
    this.#options = options;
    this.sql = postgres(options.workerUrl, {
      ...{ ...arrayTypes, max: 1, onnotice: () => {}, fetch_types: false },
      connection: { application_name: `assay-${options.name}`, statement_timeout: 5_000 },
    });
  }

  protected abstract round(): Promise<void>;

  start(waitMs = this.#options.firstMs ?? this.#options.pauseMs): void {
    if (this.isStopped) return;
    this.#timer = setTimeout(() => {
      this.#running = this.round()
        .catch((err: unknown) => this.services.log.warn({ err }, this.#options.failed))
        .finally(() => this.start(this.#options.pauseMs));
    }, waitMs);
  }

  /** Ends after the round that is under way: nothing is left half done. */
  async stop(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.#timer);
    await this.#running;
    await this.sql.end({ timeout: 5 });
  }
}
