import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { arrayTypes } from './array-types.ts';

declare const boundToOneTenant: unique symbol;

/** A transaction that sees and writes the rows of one tenant. Only a `TenantPool` makes one. */
export type TenantTx = PostgresJsDatabase & { readonly [boundToOneTenant]: true };

/** The database did not answer, or a transaction was cut: whether it took effect is not known. */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';
}

/** A read-only view of one tenant at one instant. Must be ended. */
export interface TenantView {
  readonly tx: TenantTx;
  end(): Promise<void>;
}

interface PoolOptions {
  readonly size?: number;
  /** Milliseconds a transaction waits for a free connection. */
  readonly acquireTimeoutMs?: number;
  readonly statementTimeoutMs?: number;
  /** Told of every statement that is sent, but for BEGIN and COMMIT. */
  readonly onStatement?: (statement: string) => void;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * One connection that is in at most one transaction. BEGIN and the tenant setting are sent without
 * waiting, so that they travel with the first statement. Because the driver reconnects by itself,
 * a statement after a cut would run outside the transaction, and one sent after the end would run
 * in somebody else's: every statement checks that its own transaction is still open.
 */
class Connection {
  readonly #open: () => postgres.Sql;
  readonly #onStatement: (statement: string) => void;
  #client: postgres.Sql;
  #epoch = 0;
  #closed = false;
  #current: Transaction | null = null;

  constructor(url: string, { statementTimeoutMs = 10_000, onStatement = () => {} }: PoolOptions) {
    this.#onStatement = onStatement;
    this.#open = () =>
      postgres(url, {
        ...arrayTypes,
        max: 1,
        max_lifetime: null,
        idle_timeout: 0,
        connect_timeout: 5,
        onnotice: () => {},
        onclose: () => this.#replace(),
        connection: {
          application_name: 'assay',
          statement_timeout: statementTimeoutMs,
          lock_timeout: 5_000,
          idle_in_transaction_session_timeout: 30_000,
        },
      });
    this.#client = this.#open();
  }

  /**
   * A client whose connection was cut is never used again: it would send what waits in it outside a
   * transaction, and it hangs if it was about to write when the connection went.
   */
  #replace(): void {
    this.#epoch += 1;
    if (this.#closed) return;
    const lost = this.#client;
    this.#client = this.#open();
    lost.end({ timeout: 0 }).catch(() => {});
  }

  begin(tenantId: string, mode: 'read' | 'write'): TenantTx {
    if (!uuid.test(tenantId)) throw new RangeError('begin requires the tenant as a UUID');
    const transaction: Transaction = { epoch: this.#epoch };
    this.#current = transaction;
    const start = mode === 'read' ? 'begin isolation level repeatable read read only' : 'begin';
    this.#client
      .unsafe(`${start}; select set_config('app.tenant_id', '${tenantId}', true)`)
      .simple()
      .execute()
      .catch(() => {
        // nothing was begun: the statements that follow must not run on their own
        transaction.epoch = -1;
      });
    // a tagged template is sent when it is awaited, which no check could follow: drizzle needs `unsafe` alone
    const guarded = new Proxy(this.#client, {
      apply: () => {
        throw new TypeError('a transaction takes statements by execute(sql`…`)');
      },
      get: (target, name) => {
        if (name === 'options') return target.options;
        if (name !== 'unsafe') return undefined;
        return (query: string, parameters?: never[], options?: postgres.UnsafeQueryOptions) => {
          this.#assertOpen(transaction);
          this.#onStatement(query);
          // prepared statements save a round trip and a plan
          const pending = target.unsafe(query, parameters, { ...options, prepare: true });
          return {
            ...this.#answerOf(transaction, pending),
            values: () => this.#answerOf(transaction, pending.values()),
          };
        };
      },
    });
    // the brand has no value at run time
    return drizzle(guarded) as unknown as TenantTx;
  }

  /**
   * The answer to a statement, unless the connection was cut meanwhile: the driver sends what
   * waited for the old connection on the new one, where no transaction and no tenant is.
   */
  #answerOf<T>(transaction: Transaction, pending: PromiseLike<T>): PromiseLike<T> {
    const answer = (rows: T) => {
      this.#assertUncut(transaction);
      return rows;
    };
    // biome-ignore lint/suspicious/noThenProperty: sent when it is awaited, as the driver's own queries are
    return { then: (done, failed) => pending.then(answer).then(done, failed) };
  }

  /** @throws DatabaseUnavailable unless the server said that it committed this transaction */
  async commit(): Promise<void> {
    const transaction = this.#current;
    if (transaction === null) throw new Error('commit outside a transaction');
    this.#assertOpen(transaction);
    const answer = await this.#client.unsafe('commit').simple();
    this.#assertOpen(transaction);
    this.#current = null;
    if (answer.command !== 'COMMIT') {
      throw new DatabaseUnavailable('the transaction had failed and was rolled back');
    }
  }

  /** Ends a transaction without effect. Never throws: a lost connection has rolled back already. */
  async rollback(): Promise<void> {
    const transaction = this.#current;
    this.#current = null;
    if (transaction === null || transaction.epoch !== this.#epoch) return;
    await this.#client
      .unsafe('rollback')
      .simple()
      .catch(() => {});
  }

  close(): Promise<void> {
    this.#closed = true;
    return this.#client.end({ timeout: 5 });
  }

  #assertOpen(transaction: Transaction): void {
    if (transaction !== this.#current) {
      throw new DatabaseUnavailable('the transaction has ended');
    }
    this.#assertUncut(transaction);
  }

  #assertUncut(transaction: Transaction): void {
    if (transaction.epoch !== this.#epoch) {
      throw new DatabaseUnavailable('the connection was cut inside the transaction');
    }
  }
}

interface Transaction {
  /** The connection's epoch in which it began; another one means that the connection was cut. */
  epoch: number;
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
