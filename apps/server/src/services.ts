import type { Lookups } from '@assay/db/lookups';
import type { TenantPool } from '@assay/db/tenant';
import type { Listener } from './listener.ts';
import type { Logger } from './log.ts';
import type { Relay } from './relay.ts';

/** What one process shares between requests and jobs. */
export interface Services {
  readonly pool: TenantPool;
  readonly lookups: Lookups;
  readonly listener: Listener;
  readonly relay: Relay;
  readonly log: Logger;
  readonly clock: () => Date;
  readonly dataDir: string;
  readonly secret: string;
}
