import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Auth } from '../../auth/auth.ts';
import { AppError } from '../../errors.ts';
import { sendResponse } from '../../http/auth.ts';
import type { Services } from '../../services.ts';
import { demoPassword, demoPeople, demoSlug } from './rules.ts';

interface DemoRoutes {
  readonly auth: Auth;
  readonly services: Services;
  readonly enabled: boolean;
}

const SignIn = z.object({ as: z.enum(demoPeople.map(({ key }) => key)) });

/** One click into the demo tenant, as a lead, an annotator, an analyst or an administrator. */
export function registerDemo(
  fastify: FastifyInstance,
  { auth, services, enabled }: DemoRoutes,
): void {
  const available = async () => enabled && (await services.lookups.tenantBySlug(demoSlug)) !== null;
  fastify.get('/api/demo', async () => ({
    available: await available(),
    people: demoPeople.map(({ key, name, role }) => ({ key, name, role, tenant: demoSlug })),
  }));
  fastify.post('/api/demo/sign-in', async (request, reply) => {
    const parsed = SignIn.safeParse(request.body);
    const person = demoPeople.find(({ key }) => key === parsed.data?.as);
    if (person === undefined || !(await available())) {
      throw new AppError('NOT_FOUND', 'There is no such demo sign-in here.');
    }
    const answer = await auth.api.signInEmail({
      body: { email: person.email, password: demoPassword(services.secret) },
      headers: new Headers(),
      asResponse: true,
    });
    if (!answer.ok)
      throw new AppError('UNAVAILABLE', 'The demo is being set up. Try again in a moment.');
    const cookies = new Response(JSON.stringify({ tenant: demoSlug }), {
      headers: { 'content-type': 'application/json' },
    });
    for (const cookie of answer.headers.getSetCookie())
      cookies.headers.append('set-cookie', cookie);
    return sendResponse(reply, cookies);
  });
}
