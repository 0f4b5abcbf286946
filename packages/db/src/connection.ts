import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { arrayTypes } from './array-types.ts';
import type { Statement as Prepared } from './statement.ts';
import type { TenantTx } from './tenant.ts';
import { DatabaseUnavailable } from './unavailable.ts';

export interface PoolOptions {
  readonly size?: number;
  /** Milliseconds a transaction waits for a free connection. */
  readonly acquireTimeoutMs?: number;
  readonly statementTimeoutMs?: number;
  /** Told of every statement that is sent, but for BEGIN and COMMIT. */
  readonly onStatement?: (statement: string) => void;
}

/** How statements about most of a table are planned, and how others are. */
const wholePlans = `set local enable_nestloop = off; set local plan_cache_mode = force_custom_plan;
  set local work_mem = '64MB'`;
const usualPlans = `set local enable_nestloop to default; set local plan_cache_mode to default;
  set local work_mem to default; set local statement_timeout to default;
  set local max_parallel_workers_per_gather to default; set local jit to default`;

/** For what takes its time: one process of the server, so that others find a free core. */
const unhurried = (timeoutMs: number) => `; set local statement_timeout = ${timeoutMs};
  set local max_parallel_workers_per_gather = 0; set local jit = off`;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * One connection that is in at most one transaction. BEGIN and the tenant setting are sent without
 * waiting, so that they travel with the first statement. Because the driver reconnects by itself,
 * a statement after a cut would run outside the transaction, and one sent after the end would run
 * in somebody else's: every statement checks that its own transaction is still open.
 */
export class Connection {
  readonly #open: () => postgres.Sql;
  readonly #onStatement: (statement: string) => void;
  #client: postgres.Sql;
  #epoch = 0;
  #closed = false;
  #current: Transaction | null = null;

  constructor(url: string, { statementTimeoutMs = 10_000, onStatement = () => {} }: PoolOptions) {
    this.#onStatement = onStatement;
    this.#open = () => {
      const client: postgres.Sql = postgres(url, {
        ...arrayTypes,
        max: 1,
        max_lifetime: null,
        idle_timeout: 0,
        connect_timeout: 5,
        onnotice: () => {},
        onclose: () => {
          if (client === this.#client) this.#replace();
        },
        connection: {
          application_name: 'assay',
          statement_timeout: statementTimeoutMs,
          lock_timeout: 5_000,
          idle_in_transaction_session_timeout: 30_000,
        },
      });
      return client;
    };
    this.#client = this.#open();
  }

  /**
   * A client whose connection was cut is never used again: it would connect anew and send what waits
   * in it outside a transaction, and it hangs if it was about to write when the connection went.
   */
  #replace(): void {
    this.#epoch += 1;
    for (const statement of this.#current?.waiting ?? []) statement.cancel();
    if (this.#closed) return;
    const lost = this.#client;
    this.#client = this.#open();
    lost.end({ timeout: 0 }).catch(() => {});
  }

  begin(tenantId: string, mode: 'read' | 'write'): TenantTx {
    if (!uuid.test(tenantId)) throw new RangeError('begin requires the tenant as a UUID');
    const transaction: Transaction = { epoch: this.#epoch, waiting: new Set() };
    this.#current = transaction;
    const start = mode === 'read' ? 'begin isolation level repeatable read read only' : 'begin';
    // writes go by keys: a plan made while a table had few rows must not read all of it ever after
    const byKeys = mode === 'read' ? '' : ", set_config('enable_seqscan', 'off', true)";
    this.#client
      .unsafe(`${start}; select set_config('app.tenant_id', '${tenantId}', true)${byKeys}`)
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
        if (name === 'run') return (statement: Prepared) => this.#run(transaction, statement);
        if (name === 'runWhole') {
          return (statement: Prepared, timeoutMs: number | null) =>
            this.#runWhole(transaction, statement, timeoutMs);
        }
        if (name === 'copyOut') {
          return (text: string, timeoutMs: number) => this.#copyOut(transaction, text, timeoutMs);
        }
        if (name !== 'unsafe') return undefined;
        return (query: string, parameters?: never[], options?: postgres.UnsafeQueryOptions) => {
          this.#assertOpen(transaction);
          this.#onStatement(query);
          // prepared statements save a round trip and a plan
          const statement = target.unsafe(query, parameters, { ...options, prepare: true });
          return this.#send(transaction, statement);
        };
      },
    });
    // the brand has no value at run time
    return drizzle(guarded) as unknown as TenantTx;
  }

  /** Sends a statement, unless `values` says at once that its rows are wanted as arrays. */
  #send(transaction: Transaction, statement: Statement) {
    let asArrays = false;
    const answered = Promise.resolve().then(() =>
      this.#answer(transaction, statement, asArrays ? statement.values() : statement),
    );
    const values = () => {
      asArrays = true;
      return answered;
    };
    return Object.assign(answered, { values });
  }

  /** Sends a statement before anything that is asked for after it, COMMIT included. */
  async #run(transaction: Transaction, { text, values }: Prepared): Promise<unknown> {
    this.#assertOpen(transaction);
    this.#onStatement(text);
    const statement = this.#client.unsafe(text, [...values], { prepare: true }).execute();
    return this.#answer(transaction, statement, statement);
  }

  /** The settings travel with the statement, and nothing that is asked for meanwhile comes in between. */
  async #runWhole(
    transaction: Transaction,
    statement: Prepared,
    timeoutMs: number | null,
  ): Promise<unknown> {
    this.#assertOpen(transaction);
    this.#set(`${wholePlans}${timeoutMs === null ? '' : unhurried(timeoutMs)}`);
    const answer = this.#run(transaction, statement);
    this.#set(usualPlans);
    return answer;
  }

  /**
   * What COPY sends, piece by piece. No other statement may be sent meanwhile. Where it is given up before its
   * end, the server is told to stop.
   */
  async *#copyOut(
    transaction: Transaction,
    text: string,
    timeoutMs: number,
  ): AsyncGenerator<Buffer> {
    this.#assertOpen(transaction);
    this.#onStatement(text);
    const client = this.#client;
    const settings = `${wholePlans}${unhurried(timeoutMs)}; set local standard_conforming_strings = on`;
    const answers = await client.unsafe(`${settings}; select pg_backend_pid() as pid`).simple();
    const copy = await client.unsafe(text).readable();
    let ended = false;
    try {
      // rows that came together are one piece
      for await (const piece of copy.iterator({ destroyOnReturn: false })) yield piece;
      ended = true;
    } finally {
      if (!ended && !copy.errored) await this.#stop(copy, answers.at(-1)?.[0]?.pid);
      this.#assertUncut(transaction);
    }
    this.#set(`${usualPlans}; set local standard_conforming_strings to default`);
  }

  /** Ends a COPY that nobody reads any more, and what of it is under way. */
  async #stop(copy: Readable, pid: number): Promise<void> {
    const other = this.#open();
    const stopped = finished(copy).catch(() => {}); // that it was cancelled
    copy.resume();
    await other`select pg_cancel_backend(${pid})`.catch(() => {}); // then it goes on to its end
    await other.end({ timeout: 5 });
    await stopped;
  }

  #set(settings: string): void {
    this.#client
      .unsafe(settings)
      .simple()
      .execute()
      .catch(() => {}); // then the statement beside it has failed too, and says so
  }

  async #answer(
    transaction: Transaction,
    statement: Statement,
    rows: PromiseLike<unknown>,
  ): Promise<unknown> {
    transaction.waiting.add(statement);
    try {
      return await rows;
    } finally {
      transaction.waiting.delete(statement);
      // whatever it answered: a statement that waited may have been sent on a new connection
      this.#assertUncut(transaction);
    }
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
  /** Statements without an answer. */
  readonly waiting: Set<Statement>;
}

/** What is used of a query of the driver. */
interface Statement extends PromiseLike<unknown> {
  values(): PromiseLike<unknown>;
  cancel(): void;
}
