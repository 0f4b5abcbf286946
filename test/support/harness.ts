import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type App, createApp } from '@assay/server/app';
import { cloneDatabase, type TestDatabase } from './database.ts';
import { Person } from './person.ts';

interface HarnessOptions {
  /** Load the demo tenant. */
  readonly demo?: boolean;
  /** Run jobs. */
  readonly worker?: boolean;
  /** What connectors may call beside the hosts of the ticket systems. */
  readonly connectorHosts?: readonly string[];
  /** What events may be sent to beside the public internet. */
  readonly eventHosts?: readonly string[];
  /** Limit attempts to sign in, as in production. */
  readonly limitSignIn?: boolean;
  /** The built client to serve, for tests in a browser. */
  readonly webDir?: string;
  /** Told of every statement on a tenant's rows. */
  readonly onStatement?: (statement: string) => void;
}

/** A server of one's own on a database of one's own, with a clock that tests move. */
export class Assay {
  readonly app: App;
  readonly url: string;
  readonly database: TestDatabase;
  readonly #clock: { offsetMs: number };
  readonly #dataDir: string;
  #people = 0;

  constructor(
    app: App,
    url: string,
    database: TestDatabase,
    clock: { offsetMs: number },
    dataDir: string,
  ) {
    this.app = app;
    this.url = url;
    this.database = database;
    this.#clock = clock;
    this.#dataDir = dataDir;
  }

  /** Moves the clock of the server forward. */
  advance({ minutes }: { readonly minutes: number }): void {
    this.#clock.offsetMs += minutes * 60_000;
  }

  /** Somebody new with an account, signed in. */
  async person(name = `Person ${this.#people + 1}`): Promise<Person> {
    this.#people += 1;
    const email = `person${this.#people}@example.test`;
    return Person.signUp(this.url, { name, email, password: 'correct horse battery' });
  }

  async stop(): Promise<void> {
    await this.app.stop();
    await this.database.drop();
    rmSync(this.#dataDir, { recursive: true, force: true });
  }
}

/** Starts a server on a free port. */
export async function startAssay(options: HarnessOptions = {}): Promise<Assay> {
  const database = await cloneDatabase();
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'assay-data-'));
  const clock = { offsetMs: 0 };
  const app = await createApp({
    appUrl: database.appUrl,
    authUrl: database.authUrl,
    workerUrl: database.workerUrl,
    dataDir,
    secret: 'a secret that only this test knows',
    publicUrl: 'http://127.0.0.1',
    clock: () => new Date(Date.now() + clock.offsetMs),
    logLevel: process.env.TEST_LOG ?? 'silent',
    poolSize: 6,
    rateLimit: 1_000_000,
    trustProxy: false,
    limitSignIn: options.limitSignIn ?? false,
    demo: options.demo ?? false,
    worker: options.worker ?? false,
    webDir: options.webDir ?? null,
    ...(options.connectorHosts && { connectorHosts: options.connectorHosts }),
    ...(options.eventHosts && { eventHosts: options.eventHosts }),
    ...(options.onStatement && { onStatement: options.onStatement }),
  });
  const url = await app.fastify.listen({ port: 0, host: '127.0.0.1' });
  return new Assay(app, url, database, clock, dataDir);
}
