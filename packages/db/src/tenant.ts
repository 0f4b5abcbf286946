import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import { Connection, type PoolOptions } from './connection.ts';
import { asUnavailable, DatabaseUnavailable } from './unavailable.ts';

declare const boundToOneTenant: unique symbol;

/** A transaction that sees and writes the rows of one tenant. Only a `TenantPool` makes one. */
export type TenantTx = PostgresJsDatabase & { readonly [boundToOneTenant]: true };

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
   * Runs `work` in one transaction limited to `tenantId`, and commits unless it throws.
   *
   * @throws DatabaseUnavailable if the connection is lost; a commit under way may have taken effect
   */
  async withTenant<T>(tenantId: string, work: (tx: TenantTx) => Promise<T>): Promise<T> {
    const connection = await this.#acquire();
    try {
      const result = await work(connection.begin(tenantId, 'write'));
      await connection.commit();
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
