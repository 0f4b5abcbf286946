import { loadDemoContent } from '../../../../demo/content.ts';
import { loadExchanges } from '../../../../demo/tickets/exchanges.ts';
import type { Auth } from '../../../auth/auth.ts';
import { Context } from '../../../context.ts';
import { newId, randomId } from '../../../ids.ts';
import type { Services } from '../../../services.ts';
import { demoPassword, demoPeople, demoSlug } from '../rules.ts';
import { makeDemo } from './make-demo.ts';

/** Makes the demo tenant on first start. Where it is there already, nothing is done. */
export async function loadDemo(services: Services, auth: Auth): Promise<void> {
  if ((await services.lookups.tenantBySlug(demoSlug)) !== null) return;
  const [content, exchanges] = await Promise.all([loadDemoContent(), loadExchanges()]);
  const password = demoPassword(services.secret);
  const people = [];
  for (const { name, email, role } of demoPeople) {
    people.push({ name, email, role, userId: await accountOf(auth, { name, email, password }) });
  }
  const tenantId = newId(services.clock());
  const ctx = new Context(services, { kind: 'SYSTEM', tenantId, action: 'demo:load' }, randomId());
  await makeDemo(ctx, { tenantId, content, exchanges, people });
  services.log.info('the demo tenant is ready');
}

interface Account {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** The account's user, made if missing: an earlier start may have been cut off before the tenant. */
async function accountOf(auth: Auth, account: Account): Promise<string> {
  try {
    return (await auth.api.signUpEmail({ body: account })).user.id;
  } catch {
    return (await auth.api.signInEmail({ body: account })).user.id;
  }
}
