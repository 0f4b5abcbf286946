import { connectors } from '@assay/db/tables/connectors';
import { eventSubscriptions } from '@assay/db/tables/events';
import { webhookEndpoints } from '@assay/db/tables/webhooks';
import { newId } from '../../../ids.ts';
import type { Op } from '../../../operation.ts';
import { seal } from '../../../sealed.ts';
import { newStandardSecret } from '../../../standard-webhooks.ts';
import { credentialPlace } from '../../connectors/rules/systems.ts';
import { eventTypes } from '../../events/rules/event.ts';
import { secretPlace as eventPlace } from '../../events/rules/subscription.ts';
import { secretPlace as webhookPlace } from '../../webhooks/rules/endpoint.ts';
import { demoSlug } from '../rules.ts';

/** What the demo's tickets are filed under. */
const source = 'zendesk';

/**
 * A help desk and a pipeline to look at, for its administrator. Their addresses are nobody's, and nothing
 * goes out from simulated data whatever its addresses are.
 */
export async function insertConnections(op: Op): Promise<void> {
  const { tx, now, services } = op;
  const [connectorId, endpointId, subscriptionId] = [newId(now), newId(now), newId(now)];
  const sealed = (place: string) => seal(services.secret, place, newStandardSecret());
  await tx.insert(connectors).values({
    ...{ id: connectorId, kind: 'ZENDESK', name: 'Help desk, before its webhook', source },
    baseUrl: `https://help.${demoSlug}.example`,
    sealedCredential: sealed(credentialPlace(connectorId)),
    createdAt: now,
  });
  await tx.insert(webhookEndpoints).values({
    ...{ id: endpointId, kind: 'ZENDESK', name: 'Help desk', source, rejected: 0 },
    sealedSecret: sealed(webhookPlace(endpointId)),
    createdAt: now,
  });
  await tx.insert(eventSubscriptions).values({
    ...{ id: subscriptionId, name: 'Training pipeline', types: [...eventTypes] },
    url: `https://pipeline.${demoSlug}.example/assay`,
    sealedSecret: sealed(eventPlace(subscriptionId)),
    createdAt: now,
  });
}
