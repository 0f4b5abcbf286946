import type { FastifyInstance } from 'fastify';
import { AppError } from '../../../errors.ts';
import type { Services } from '../../../services.ts';
import { isStorable } from '../../../text.ts';
import type { Believed } from '../commands/receive.ts';
import { eventIdOf } from '../rules/event-id.ts';
import { type Received, signatureProblem } from '../rules/signatures.ts';
import { Endpoints, type KnownEndpoint } from './endpoints.ts';
import { Intake } from './intake.ts';
import { Rejections } from './rejections.ts';

/** Bytes of an event that are taken. */
export const eventBytesMax = 1_048_576;

interface WebhookRoutes {
  readonly services: Services;
  /** Requests a minute from one address. */
  readonly limit: number;
}

/** What a sender is told whatever is wrong: the endpoint, the secret or the time. */
const notBelieved = () =>
  new AppError(
    'UNAUTHENTICATED',
    'Nothing is taken here: check the address, the secret and the clock.',
  );

/**
 * `POST /webhooks/<id>`: keeps an event and answers at once. 202 for a new one, 200 for one that had
 * come before. Who is not believed is told 401, whether or not there is such an endpoint.
 */
export async function registerWebhooks(
  fastify: FastifyInstance,
  { services, limit }: WebhookRoutes,
): Promise<void> {
  const endpoints = new Endpoints(services);
  const intake = new Intake(services);
  const rejections = new Rejections(services);

  /** @throws AppError UNAUTHENTICATED unless the sender is believed */
  async function receive(id: string, received: Received): Promise<'NEW' | 'KNOWN'> {
    const known = await endpoints.find(id);
    const first = known === null ? null : await tryWith(id, known, received);
    if (first === 'NEW' || first === 'KNOWN') return first;
    // what is remembered may be older than a rotation
    const anew = known === null ? null : await endpoints.findAnew(id);
    const second = anew === null ? null : await tryWith(id, anew, received);
    if (second === 'NEW' || second === 'KNOWN') return second;
    const problem = second ?? first;
    if (known !== null && problem !== null) rejections.add(known.tenantId, id, problem.problem);
    throw notBelieved();
  }

  /** What became of an event, or why its sender is not believed. */
  async function tryWith(
    id: string,
    endpoint: KnownEndpoint,
    received: Received,
  ): Promise<'NEW' | 'KNOWN' | Refused> {
    const believed = believedBy(endpoint, received);
    if ('problem' in believed) return believed;
    const event = eventOf(id, endpoint, believed.sealed, received);
    const kept = await intake.keep(endpoint.tenantId, event);
    return kept === 'STALE' ? { problem: 'The secret counts no more.' } : kept;
  }

  await fastify.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    // a signature covers the bytes as they came
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) =>
      done(null, body),
    );
    scope.addHook('onClose', () => rejections.flush());
    scope.head('/webhooks/:id', (_request, reply) => reply.code(204).send());
    scope.post<{ Params: { id: string } }>(
      '/webhooks/:id',
      {
        bodyLimit: eventBytesMax,
        config: { rateLimit: { max: limit, timeWindow: 60_000 } },
        // what is kept is its own record; a line each would be most of the log
        logLevel: 'warn',
      },
      async ({ params, headers, body, id: requestId }, reply) => {
        const kept = await receive(params.id.toLowerCase(), {
          headers,
          body: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
          receivedAt: services.clock(),
        });
        const isNew = kept === 'NEW';
        return reply
          .code(isNew ? 202 : 200)
          .send({ status: isNew ? 'RECEIVED' : 'KNOWN', requestId });
      },
    );
  });
}

interface Refused {
  /** Why, for the admins of the endpoint. */
  readonly problem: string;
}

/** As what the secret is stored by which a sender is believed, or why it is not. */
function believedBy(
  { kind, secrets, unreadable }: KnownEndpoint,
  received: Received,
): Refused | { readonly sealed: string } {
  let problem = unreadable
    ? 'The stored secret cannot be read: the ASSAY_SECRET of the server is another one. Rotate it.'
    : 'No secret is set for this endpoint yet.';
  for (const { secret, sealed, until } of secrets) {
    if (until !== null && until <= received.receivedAt) continue;
    const found = signatureProblem(kind, secret, received);
    if (found === null) return { sealed };
    problem = found;
  }
  return { problem };
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** @throws AppError INVALID_INPUT where the bytes are no text that can be kept */
function eventOf(
  endpointId: string,
  { kind }: KnownEndpoint,
  sealed: string,
  { headers, body: bytes, receivedAt }: Received,
): Believed {
  const refuse = () => new AppError('INVALID_INPUT', 'The body is no UTF-8 text without NUL.');
  let body: string;
  try {
    body = utf8.decode(bytes);
  } catch {
    throw refuse();
  }
  if (!isStorable(body)) throw refuse();
  return { endpointId, sealed, eventId: eventIdOf(kind, headers, body), body, receivedAt };
}
