import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** What a system does instead of answering. */
export type Trouble =
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  | 'CUT'
  | 'HALF';

/**
 * A ticket system of one's own, which answers as Zendesk, Intercom and Freshdesk do: the same paths,
 * names, pages and limits, made from their documentation.
 */
export class TicketSystem {
  readonly url: string;
  readonly requests: {
    method: string;
    path: string;
    headers: IncomingMessage['headers'];
    body: string;
  }[] = [];
  /** What the next requests meet, one each. */
  readonly troubles: Trouble[] = [];
  /** Is called before each answer. */
  before: (path: string) => Promise<void> | void = () => {};
  readonly #server: Server;

  constructor(server: Server, url: string) {
    this.#server = server;
    this.url = url;
  }

  /** @param answer - the page for a request, as an object; null for a path that is not there */
  static async start(answer: (request: URL, body: string) => object | null): Promise<TicketSystem> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no address');
    const url = `http://127.0.0.1:${address.port}`;
    const system = new TicketSystem(server, url);
    server.on('request', (request, reply) => {
      system
        .#answer(request, reply, answer)
        .catch((error: unknown) => reply.destroy(error as Error)); // what it throws is one
    });
    return system;
  }

  async #answer(
    request: IncomingMessage,
    reply: ServerResponse,
    answer: (request: URL, body: string) => object | null,
  ): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const body = Buffer.concat(parts).toString();
    const { method = '', url: path = '', headers } = request;
    this.requests.push({ method, path, headers, body });
    await this.before(path);
    const trouble = this.troubles.shift();
    if (trouble === 'CUT') {
      reply.destroy();
    } else if (trouble === 'HALF') {
      reply.writeHead(200, { 'content-length': 10_000 });
      reply.write('{"tickets":[', () => reply.destroy());
    } else if (trouble !== undefined) {
      reply.writeHead(trouble.status, trouble.headers).end(trouble.body ?? 'no');
    } else {
      const page = answer(new URL(path, this.url), body);
      reply.writeHead(page === null ? 404 : 200, { 'content-type': 'application/json' });
      reply.end(JSON.stringify(page ?? { error: 'RecordNotFound' }));
    }
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

const day = 86_400_000;
const start = Date.UTC(2026, 0, 1);
const iso = (ms: number) => new Date(ms).toISOString().replace('.000Z', 'Z');
const unix = (ms: number) => Math.floor(ms / 1_000);
const openedAt = (n: number) => start + n * 60_000;
const changedAt = (n: number) => openedAt(n) + day;

/** A ticket as Zendesk's export has it; every third is solved, every sixth of those reopened. */
export const zendeskTicket = (n: number, more: object = {}) => ({
  id: 1_000 + n,
  external_id: null,
  status: n % 3 === 0 ? 'solved' : 'open',
  priority: 'normal',
  via: { channel: 'email' },
  requester_id: 20_000 + (n % 7),
  assignee_id: 300 + (n % 3),
  created_at: iso(openedAt(n)),
  updated_at: iso(changedAt(n)),
  metric_set: {
    ticket_id: 1_000 + n,
    updated_at: iso(changedAt(n)),
    solved_at: n % 3 === 0 ? iso(openedAt(n) + 7_200_000) : null,
    reopens: n % 6 === 0 ? 1 : 0,
    first_resolution_time_in_minutes: {
      calendar: n % 3 === 0 ? 120 : null,
      business: n % 3 === 0 ? 60 : null,
    },
    full_resolution_time_in_minutes: {
      calendar: n % 3 === 0 ? 120 : null,
      business: n % 3 === 0 ? 60 : null,
    },
  },
  ...more,
});
export const zendeskRating = (n: number, score = n % 2 === 0 ? 'good' : 'bad') => ({
  ...{ id: 50_000 + n, ticket_id: 1_000 + n, score, reason: null, comment: null },
  ...{ created_at: iso(changedAt(n)), updated_at: iso(changedAt(n) + 3_600_000) },
});

/** Zendesk with some tickets and ratings, in pages. */
export function zendesk(tickets: readonly object[], ratings: readonly object[], aPage: number) {
  const after = (text: string | null) =>
    text === null ? 0 : Number(Buffer.from(text, 'base64url').toString());
  const cursor = (at: number) => Buffer.from(`${at}`).toString('base64url');
  return ({ pathname, searchParams }: URL): object | null => {
    if (pathname === '/api/v2/incremental/tickets/cursor.json') {
      const from = after(searchParams.get('cursor'));
      const end = from + aPage >= tickets.length;
      return {
        tickets: tickets.slice(from, from + aPage),
        after_cursor: cursor(from + aPage),
        after_url: 'https://elsewhere.example.test/',
        end_of_stream: end,
      };
    }
    if (pathname === '/api/v2/satisfaction_ratings.json') {
      const from = after(searchParams.get('page[after]'));
      const more = from + aPage < ratings.length;
      return {
        satisfaction_ratings: ratings.slice(from, from + aPage),
        meta: { has_more: more, after_cursor: cursor(from + aPage) },
        links: { next: 'https://elsewhere.example.test/' },
      };
    }
    return null;
  };
}

/** A conversation as Intercom's search has it; every second is closed, by Fin or by people. */
export const intercomConversation = (n: number, more: object = {}) => ({
  type: 'conversation',
  id: `${7_000 + n}`,
  created_at: unix(openedAt(n)),
  updated_at: unix(changedAt(n)),
  state: n % 2 === 0 ? 'closed' : 'open',
  priority: 'not_priority',
  admin_assignee_id: 11,
  source: { type: 'conversation' },
  contacts: { type: 'contact.list', contacts: [{ type: 'contact', id: `c-${n % 5}` }] },
  statistics: {
    time_to_first_close: n % 2 === 0 ? 600 : null,
    time_to_last_close: n % 2 === 0 ? 900 : null,
    first_close_at: n % 2 === 0 ? unix(openedAt(n)) + 1_200 : null,
    last_close_at: n % 2 === 0 ? unix(openedAt(n)) + 1_800 : null,
    count_reopens: 0,
  },
  conversation_rating:
    n % 4 === 0
      ? {
          rating: 1 + (n % 5),
          created_at: unix(openedAt(n)) + 1_900,
          updated_at: unix(openedAt(n)) + 2_000,
        }
      : null,
  ai_agent_participated: n % 4 === 0,
  ai_agent:
    n % 4 === 0 ? { resolution_state: 'assumed_resolution', last_answer_type: 'ai_answer' } : null,
  ...more,
});

/** Intercom with some conversations, in pages. */
export function intercom(conversations: readonly object[], aPage: number) {
  return ({ pathname }: URL, body: string): object | null => {
    if (pathname !== '/conversations/search') return null;
    // what the reader under test sends has this shape
    const { pagination } = JSON.parse(body) as { pagination: { starting_after?: string } };
    const from = Number(pagination.starting_after ?? 0);
    const next =
      from + aPage < conversations.length ? { page: 2, starting_after: `${from + aPage}` } : null;
    return {
      type: 'conversation.list',
      pages: { type: 'pages', page: 1, per_page: aPage, total_pages: 1, ...(next && { next }) },
      total_count: conversations.length,
      conversations: conversations.slice(from, from + aPage),
    };
  };
}

/** A ticket as Freshdesk's list has it, with `stats`. */
export const freshdeskTicket = (n: number, more: object = {}) => ({
  id: n + 1,
  ...{ status: n % 3 === 0 ? 5 : 2, priority: 1, source: 2, requester_id: 9, responder_id: 4 },
  ...{ created_at: iso(openedAt(n)), updated_at: iso(changedAt(n)) },
  stats: {
    resolved_at: n % 3 === 0 ? iso(openedAt(n) + 3_600_000) : null,
    ...{ closed_at: null, reopened_at: null, first_responded_at: iso(openedAt(n) + 60_000) },
  },
  ...more,
});
export const freshdeskRating = (n: number, code = n % 2 === 0 ? 103 : -103) => ({
  ...{ id: n + 1, survey_id: 1, ticket_id: n + 1, ratings: { default_question: code } },
  ...{ created_at: iso(changedAt(n)), updated_at: iso(changedAt(n)) },
});

/** Freshdesk with some tickets and ratings, in pages of a hundred, of which it gives at most 300. */
export function freshdesk(
  tickets: readonly { readonly updated_at: string }[],
  ratings: readonly object[],
) {
  return ({ pathname, searchParams }: URL): object | null => {
    const page = Number(searchParams.get('page'));
    const size = Number(searchParams.get('per_page'));
    if (page > 300) return null;
    const slice = <T>(rows: readonly T[]) => rows.slice((page - 1) * size, page * size);
    if (pathname === '/api/v2/tickets') {
      const since = searchParams.get('updated_since') ?? '';
      return slice(tickets.filter(({ updated_at }) => updated_at >= since));
    }
    return pathname === '/api/v2/surveys/satisfaction_ratings' ? slice(ratings) : null;
  };
}
