import { fromNodeHeaders } from 'better-auth/node';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { type Auth, addressHeader } from '../auth/auth.ts';
import type { Identify } from '../auth/identify.ts';

interface AuthRoutes {
  readonly auth: Auth;
  readonly identify: Identify;
}

/** Sign-in, sign-up and sign-out, handled by better-auth. */
export async function registerAuth(
  fastify: FastifyInstance,
  { auth, identify }: AuthRoutes,
): Promise<void> {
  await fastify.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      '*',
      { parseAs: 'string', bodyLimit: 65_536 },
      (_request, body, done) => done(null, body),
    );
    scope.route({
      method: ['GET', 'POST'],
      url: '/api/auth/*',
      handler: async (request, reply) => {
        const url = new URL(request.url, `${request.protocol}://${request.host}`);
        const headers = fromNodeHeaders(request.headers);
        headers.set(addressHeader, request.ip);
        const answer = await auth.handler(
          new Request(url, {
            method: request.method,
            headers,
            ...(typeof request.body === 'string' && { body: request.body }),
          }),
        );
        if (url.pathname !== '/api/auth/get-session') identify.forget();
        return sendResponse(reply, answer);
      },
    });
  });
}

/** Sends a fetch Response through Fastify, cookies included. */
export async function sendResponse(reply: FastifyReply, answer: Response): Promise<FastifyReply> {
  reply.code(answer.status);
  answer.headers.forEach((value, name) => {
    if (name !== 'set-cookie') reply.header(name, value);
  });
  const cookies = answer.headers.getSetCookie();
  if (cookies.length > 0) reply.header('set-cookie', cookies);
  return reply.send(await answer.text());
}
