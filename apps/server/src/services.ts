import { arrayTypes } from '@assay/db/array-types';
import { Lookups } from '@assay/db/lookups';
import { TenantPool } from '@assay/db/tenant';
import postgres from 'postgres';
import { Listener } from './listener.ts';
import type { Logger } from './log.ts';
import { Outbound } from './outbound.ts';
import { Relay } from './relay.ts';

/** What one process shares between requests and jobs. */
export interface Services {
  readonly pool: TenantPool;
  readonly lookups: Lookups;
  readonly listener: Listener;
  readonly relay: Relay;
  /** To ticket systems. */
  readonly outbound: Outbound;
  /** To those that are told of events. */
  readonly eventOutbound: Outbound;
  readonly log: Logger;
  readonly clock: () => Date;
  readonly dataDir: string;
  readonly secret: string;
}

export interface ServiceOptions {
  readonly appUrl: string;
  readonly workerUrl: string;
  readonly dataDir: string;
  readonly secret: string;
  readonly clock: () => Date;
  readonly poolSize: number;
  /** What connectors may call beside the hosts of the ticket systems. */
  readonly connectorHosts?: readonly string[];
  /** What events may be sent to beside the public internet. */
  readonly eventHosts?: readonly string[];
  /** Told of every statement on a tenant's rows. */
  readonly onStatement?: (statement: string) => void;
}

/** Opens the connections of a process. */
export async function openServices(
  options: ServiceOptions,
  log: Logger,
): Promise<{ services: Services; close(): Promise<void> }> {
  const { appUrl, workerUrl, dataDir, secret, clock, poolSize, onStatement } = options;
  const lookupSql = postgres(appUrl, {
    ...arrayTypes,
    max: 4,
    onnotice: () => {},
    connection: { application_name: 'assay-lookups', statement_timeout: 5_000 },
  });
  const services: Services = {
    pool: new TenantPool(appUrl, { size: poolSize, ...(onStatement && { onStatement }) }),
    lookups: new Lookups(lookupSql),
    listener: new Listener(appUrl),
    relay: new Relay(workerUrl, log),
    outbound: new Outbound({
      listed: options.connectorHosts ?? [],
      variable: 'ASSAY_CONNECTOR_HOSTS',
    }),
    eventOutbound: new Outbound({
      listed: options.eventHosts ?? [],
      variable: 'ASSAY_EVENT_HOSTS',
      deadlineMs: 15_000,
    }),
    ...{ log, clock, dataDir, secret },
  };
  await services.listener.start();
  services.relay.start();
  const close = async () => {
    await services.relay.stop();
    await services.listener.stop();
    await services.pool.close();
    await lookupSql.end({ timeout: 5 });
  };
  return { services, close };
}
