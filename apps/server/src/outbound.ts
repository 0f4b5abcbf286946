import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import * as http from 'node:http';
import * as https from 'node:https';
import type { LookupFunction } from 'node:net';
import { AppError } from './errors.ts';
import { isInternal, isPublicName } from './outbound-addresses.ts';

/** Whom a kind of connector may call: a host name, as a whole. */
export type HostPattern = RegExp;
/** Hosts that may be called: those that a pattern names, or any of the public internet. */
export type Hosts = readonly HostPattern[] | 'PUBLIC';

export interface OutboundRequest {
  readonly origin: string;
  /** Those that are allowed beside the ones the operator has listed. */
  readonly hosts: Hosts;
  /** With its query. */
  readonly path: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Whoever asks does not wait any longer. */
  readonly signal?: AbortSignal;
}

/** How an answer begins. */
export interface AnswerHead {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
}
export interface OutboundAnswer extends AnswerHead {
  readonly body: string;
}

/** No answer, or none that can be used. The message is for people and holds nothing of the other side. */
export class OutboundFailed extends Error {}

interface OutboundOptions {
  /** Hosts, or whole origins, that the operator allows; their addresses are not looked at. */
  readonly listed: readonly string[];
  /** The variable that lists them. */
  readonly variable: string;
  /** For tests: names without a network. */
  readonly resolve?: Resolve;
  readonly deadlineMs?: number;
  readonly bytesMax?: number;
}
type Resolve = (
  host: string,
  answer: (error: Error | null, addresses: readonly LookupAddress[]) => void,
) => void;

const urlLengthMax = 2_000;

const headOf = ({ statusCode, headers }: http.IncomingMessage): AnswerHead => ({
  status: statusCode ?? 0,
  headers,
});

const resolveBySystem: Resolve = (host, answer) =>
  systemLookup(host, { all: true }, (error, addresses) => answer(error, addresses ?? []));

/**
 * The one way out: whatever this server asks of others goes through here. Only over TLS and only to
 * known hosts or public ones, whose addresses are looked at in the very lookup that the connection
 * uses, so that a name cannot mean another address by then. No redirects, no proxies, no compression.
 */
export class Outbound {
  readonly #listed: ReadonlySet<string>;
  readonly #variable: string;
  readonly #resolve: Resolve;
  readonly #deadlineMs: number;
  readonly #bytesMax: number;

  constructor(options: OutboundOptions) {
    const { listed, variable, resolve, deadlineMs = 30_000, bytesMax = 33_554_432 } = options;
    this.#listed = new Set(listed.map((host) => originOf(host, variable)));
    this.#variable = variable;
    this.#resolve = resolve ?? resolveBySystem;
    this.#deadlineMs = deadlineMs;
    this.#bytesMax = bytesMax;
  }

  /** The origin that a text names, without path. @throws AppError INVALID_INPUT where it may not be called */
  allowedOrigin(text: string, hosts: readonly HostPattern[], field: string): string {
    const refuse = (message: string) => new AppError('INVALID_INPUT', message, { field });
    const url = URL.canParse(text.trim()) ? new URL(text.trim()) : null;
    if (url === null) throw refuse('Give an address such as https://example.zendesk.com.');
    if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
      throw refuse('Give the address alone, without a user, a query or a fragment.');
    }
    if (url.pathname !== '/') throw refuse('Give the address without a path.');
    if (!this.#isAllowed(url, hosts)) {
      throw refuse(
        `This address is none of this ticket system. The operator can list others in ${this.#variable}.`,
      );
    }
    return url.origin;
  }

  /** A whole address of a public host. @throws AppError INVALID_INPUT where it may not be called */
  allowedUrl(text: string, field: string): string {
    const refuse = (message: string) => new AppError('INVALID_INPUT', message, { field });
    const url = URL.canParse(text.trim()) ? new URL(text.trim()) : null;
    if (url === null || url.href.length > urlLengthMax) {
      throw refuse('Give an address such as https://example.com/events.');
    }
    if (url.username !== '' || url.password !== '' || url.hash !== '') {
      throw refuse('Give the address without a user and without a fragment.');
    }
    if (!this.#isAllowed(url, 'PUBLIC') || url.pathname.startsWith('//')) {
      throw refuse(
        `Only https, port 443 and the name of a public host. The operator can list others in ${this.#variable}.`,
      );
    }
    return url.href;
  }

  /** @throws OutboundFailed where no whole answer came; whatever status it has is an answer */
  request(asked: OutboundRequest): Promise<OutboundAnswer> {
    return this.#call(asked, async (answer, url) => ({
      ...headOf(answer),
      body: await this.#read(answer, url),
    }));
  }

  /** How an answer begins; nothing more of it is read. @throws OutboundFailed where none came */
  head(asked: OutboundRequest): Promise<AnswerHead> {
    return this.#call(asked, async (answer) => {
      answer.destroy();
      return headOf(answer);
    });
  }

  async #call<A>(
    asked: OutboundRequest,
    take: (answer: http.IncomingMessage, url: URL) => Promise<A>,
  ): Promise<A> {
    const url = new URL(asked.path, asked.origin);
    if (url.origin !== asked.origin || !this.#isAllowed(url, asked.hosts)) {
      throw new OutboundFailed(`${url.host} may not be called.`);
    }
    const deadline = AbortSignal.timeout(this.#deadlineMs);
    const signal = asked.signal ? AbortSignal.any([deadline, asked.signal]) : deadline;
    try {
      return await take(await this.#send(url, asked, signal), url);
    } catch (error) {
      if (error instanceof OutboundFailed) throw error;
      const problem = deadline.aborted ? 'did not answer in time.' : problemOf(error);
      throw new OutboundFailed(`${url.host} ${problem}`, { cause: error });
    }
  }

  #send(
    url: URL,
    { method, headers, body }: OutboundRequest,
    signal: AbortSignal,
  ): Promise<http.IncomingMessage> {
    const { request } = url.protocol === 'https:' ? https : http;
    const content = body === undefined ? undefined : Buffer.from(body);
    return new Promise((resolve, reject) => {
      const sending = request(
        url,
        {
          method,
          headers: {
            'user-agent': 'Assay',
            accept: 'application/json',
            'accept-encoding': 'identity',
            ...(content && {
              'content-type': 'application/json',
              'content-length': content.length,
            }),
            ...headers,
          },
          // an agent of its own: no connection is shared, and none goes through a proxy
          agent: false,
          signal,
          ...(!this.#listed.has(url.origin) && { lookup: this.#lookup }),
        },
        resolve,
      );
      sending.on('error', reject);
      sending.end(content);
    });
  }

  async #read(answer: http.IncomingMessage, url: URL): Promise<string> {
    const { 'content-encoding': encoding = 'identity' } = answer.headers;
    if (encoding !== 'identity') {
      answer.destroy();
      throw new OutboundFailed(`${url.host} answered compressed, which was not asked for.`);
    }
    const parts: Buffer[] = [];
    let size = 0;
    for await (const part of answer) {
      size += part.length;
      if (size > this.#bytesMax) {
        throw new OutboundFailed(`${url.host} answered more than ${this.#bytesMax} bytes.`);
      }
      parts.push(part);
    }
    return Buffer.concat(parts).toString('utf8');
  }

  #isAllowed(url: URL, hosts: Hosts): boolean {
    if (this.#listed.has(url.origin)) return true;
    const { protocol, port, hostname } = url;
    if (protocol !== 'https:' || port !== '') return false;
    if (hosts === 'PUBLIC') return isPublicName(hostname);
    return hosts.some((pattern) => pattern.test(hostname));
  }

  readonly #lookup: LookupFunction = (host, { all }, answer) => {
    this.#resolve(host, (error, addresses) => {
      const [first] = addresses;
      if (error !== null || first === undefined) {
        answer(error ?? new Error('no address'), []);
      } else if (addresses.some(({ address }) => isInternal(address))) {
        answer(new OutboundFailed(`${host} is an address inside a network; it is not called.`), []);
      } else if (all === true) answer(null, [...addresses]);
      else answer(null, first.address, first.family);
    });
  };
}

/** `host`, `host:port` or a whole origin. @throws Error for what is none */
function originOf(listed: string, variable: string): string {
  const text = listed.includes('://') ? listed : `https://${listed}`;
  if (!URL.canParse(text)) throw new Error(`${variable}: ${listed} is no host`);
  return new URL(text).origin;
}

/** What went wrong, in words that a code of the system stands for. */
function problemOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? `${error.code}` : '';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'has no address.';
  if (code === 'ECONNREFUSED') return 'took no connection.';
  if (code.startsWith('ERR_TLS') || code.includes('CERT')) return 'has no certificate that holds.';
  return 'cut the connection.';
}
