import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import { Connection, type PoolOptions } from './connection.ts';
import { run, type Statement, together } from './statement.ts';
import { asUnavailable, DatabaseUnavailable } from './unavailable.ts';

declare const boundToOneTenant: unique symbol;

/** A transaction that sees and writes the rows of one tenant. Only a `TenantPool` makes one. */
export type TenantTx = PostgresJsDatabase & {
  readonly [boundToOneTenant]: true;
  readonly $client: {
    run(statement: Statement): Promise<object[]>;
    runWhole(statement: Statement, timeoutMs: number | null): Promise<object[]>;
    copyOut(text: string, timeoutMs: number): AsyncGenerator<Buffer>;
  };
};

/** Leaves a statement to be sent when the work is done, right before COMMIT. If it fails, all is undone. */
export type Send = (statement: Statement) => void;

/** A read-only view of one tenant at one instant. Must be ended. */
export interface TenantView {
  readonly tx: TenantTx;
  end(): Promise<void>;
}

/** Connections that are only ever used inside a transaction of one tenant. */
export class TenantPool {
  readonly #free: Connection[] = [];
  readonly #all: Connection[] = [];
  readonly #waiting: ((connection: Connection) => void)[] = [];
  readonly #acquireTimeoutMs: number;

  constructor(url: string, options: PoolOptions = {}) {
    this.#acquireTimeoutMs = options.acquireTimeoutMs ?? 10_000;
    for (let i = 0; i < (options.size ?? 8); i += 1) {
      const connection = new Connection(url, options);
      this.#all.push(connection);
      this.#free.push(connection);
    }
  }

  /**
   * Runs `work` in one transaction limited to `tenantId`, and commits unless it throws. What `work` left
   * to be sent goes out as one statement with COMMIT right behind it: where it fails, the server rolls
   * back instead.
   *
   * @throws DatabaseUnavailable if the connection is lost; a commit under way may have taken effect
   */
  async withTenant<T>(
    tenantId: string,
    work: (tx: TenantTx, send: Send) => Promise<T>,
  ): Promise<T> {
    const connection = await this.#acquire();
    const statements: Statement[] = [];
    try {
      const tx = connection.begin(tenantId, 'write');
      const result = await work(tx, (statement) => statements.push(statement));
      const sent = statements.length === 0 ? null : run(tx, together(statements));
      const [last, committed] = await Promise.allSettled([sent, connection.commit()]);
      for (const outcome of [last, committed]) {
        if (outcome.status === 'rejected') throw outcome.reason;
      }
      return result;
    } catch (error) {
      await connection.rollback();
      throw asUnavailable(error);
    } finally {
      this.#release(connection);
    }
  }

  /** Opens a repeatable-read view of one tenant, for all reads of one document. */
  async openView(tenantId: string): Promise<TenantView> {
    const connection = await this.#acquire();
    const tx = connection.begin(tenantId, 'read');
    let ended = false;
    return {
      tx,
      end: async () => {
        if (ended) return;
        ended = true;
        await connection.rollback();
        this.#release(connection);
      },
    };
  }

  async close(): Promise<void> {
    await Promise.all(this.#all.map((connection) => connection.close()));
  }

  #acquire(): Promise<Connection> {
    const connection = this.#free.pop();
    if (connection !== undefined) return Promise.resolve(connection);
    return new Promise((resolve, reject) => {
      const take = (free: Connection) => {
        clearTimeout(timer);
        resolve(free);
      };
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(take), 1);
        reject(new DatabaseUnavailable('no database connection was free in time'));
      }, this.#acquireTimeoutMs);
      this.#waiting.push(take);
    });
  }

  #release(connection: Connection): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free.push(connection);
    else next(connection);
  }
}
