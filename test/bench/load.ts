import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** One request that a connection sends. */
export interface Request {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
export interface Load {
  readonly url: string;
  readonly connections: number;
  readonly requests: number;
  /** Seconds after which no further request is sent. */
  readonly secondsMax: number;
  /** @param connection - which of the connections asks, from 0 */
  readonly next: (connection: number, at: number) => Request;
  /** Whether an answer is one that counts; the first that is not ends the run. */
  readonly isGood: (body: string) => boolean;
}
export interface Measured {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly requests: number;
}

/**
 * Sends requests on so many connections, each waiting for its answer before the next. Speaks HTTP by
 * itself, because on few cores a full client takes from the server what it measures.
 */
export async function sendLoad(load: Load): Promise<Measured> {
  const { hostname, port, pathname } = new URL(load.url);
  return closedLoop(load, async (connection) => {
    const channel = new Channel(connect({ host: hostname, port: Number(port), noDelay: true }));
    await channel.opened;
    return {
      send: async (at) => {
        const { headers, body } = load.next(connection, at);
        const answer = await channel.post(`${hostname}:${port}`, pathname, headers, body);
        if (!load.isGood(answer)) throw new Error(`answered: ${answer.slice(0, 500)}`);
      },
      close: () => channel.close(),
    };
  });
}

interface Loop {
  readonly connections: number;
  readonly requests: number;
  readonly secondsMax: number;
}
interface Worker {
  readonly send: (at: number) => Promise<void>;
  readonly close: () => void | Promise<void>;
}

/** So many workers, each doing one thing after the other, until all is done or the time is over. */
export async function closedLoop(
  { connections, requests, secondsMax }: Loop,
  open: (connection: number) => Promise<Worker>,
): Promise<Measured> {
  const workers = await Promise.all(Array.from({ length: connections }, (_, at) => open(at)));
  const times: number[] = [];
  let sent = 0;
  const begun = performance.now();
  await Promise.all(
    workers.map(async ({ send }) => {
      while (sent < requests && performance.now() - begun < secondsMax * 1_000) {
        const at = sent;
        sent += 1;
        const from = performance.now();
        await send(at);
        times.push(performance.now() - from);
      }
    }),
  );
  const seconds = (performance.now() - begun) / 1_000;
  await Promise.all(workers.map(({ close }) => close()));
  times.sort((a, b) => a - b);
  const quantile = (share: number) => times[Math.floor(share * (times.length - 1))] ?? Number.NaN;
  return {
    perSecond: times.length / seconds,
    p50: quantile(0.5),
    p99: quantile(0.99),
    requests: times.length,
  };
}

/** The one of the middle, by speed. */
export function medianOf(measured: readonly Measured[]): Measured {
  const sorted = measured.toSorted((a, b) => a.perSecond - b.perSecond);
  const median = sorted[Math.floor(sorted.length / 2)];
  if (median === undefined) throw new RangeError('medianOf requires a measurement');
  return median;
}

/** One kept-alive HTTP connection with at most one request under way. */
class Channel {
  readonly opened: Promise<unknown>;
  readonly #socket: Socket;
  #received: Buffer[] = [];
  #length = 0;
  #waiting: { resolve(body: string): void; reject(error: Error): void } | null = null;

  constructor(socket: Socket) {
    this.#socket = socket;
    this.opened = once(socket, 'connect');
    socket.on('data', (chunk) => this.#take(chunk));
    const lost = (error?: Error) =>
      this.#waiting?.reject(error ?? new Error('the connection was closed'));
    socket.on('error', lost);
    socket.on('close', () => lost());
  }

  post(
    host: string,
    path: string,
    headers: Readonly<Record<string, string>>,
    body: string,
  ): Promise<string> {
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    this.#socket.write(
      `POST ${path} HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\naccept: application/json\r\n` +
        `${lines.join('')}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    this.#received.push(chunk);
    this.#length += chunk.length;
    const [first = chunk] = this.#received;
    const end = first.indexOf('\r\n\r\n');
    if (end === -1) {
      this.#received = [Buffer.concat(this.#received)];
      return;
    }
    const head = first.toString('latin1', 0, end);
    const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
    if (length === undefined) {
      this.#waiting?.reject(new Error(`an answer without a length: ${head}`));
      return;
    }
    if (this.#length < end + 4 + Number(length)) return;
    const body = Buffer.concat(this.#received).toString('utf8', end + 4);
    this.#received = [];
    this.#length = 0;
    this.#waiting?.resolve(body);
  }
}
