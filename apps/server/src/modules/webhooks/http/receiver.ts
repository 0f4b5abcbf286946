import { Context } from '../../../context.ts';
import { randomId } from '../../../ids.ts';
import type { Services } from '../../../services.ts';

/** Whoever sends an event is no member of the tenant: only the signature speaks for it. */
export const receiverOf = (services: Services, tenantId: string): Context =>
  new Context(services, { kind: 'SYSTEM', tenantId, action: 'webhook:receive' }, randomId());
