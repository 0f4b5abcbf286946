import type { TenantView } from '@assay/db/tenant';
import DataLoader from 'dataloader';
import type { Viewer } from './auth/viewer.ts';
import { AppError, notFound } from './errors.ts';
import type { Op } from './operation.ts';
import type { Services } from './services.ts';

/** Loads many rows at once; ids that name nothing are absent from the map. */
export type Batch<V> = (op: Op, ids: readonly string[]) => Promise<ReadonlyMap<string, V>>;

interface State {
  viewer: Viewer;
  view: Promise<TenantView> | null;
  loaders: Map<unknown, DataLoader<string, unknown>>;
  readonly memo: Map<string, Promise<unknown>>;
}

/**
 * One request or one job: who asks, when, and the one view of the database its reads share. What
 * changes is in one inner object, because Apollo Server works on a shallow copy of a context.
 */
export class Context {
  readonly services: Services;
  readonly requestId: string;
  private readonly identify: (() => Promise<Viewer>) | null;
  private readonly state: State;

  /** @param identify - finds out anew who is asking, for what lasts longer than a request */
  constructor(
    services: Services,
    viewer: Viewer,
    requestId: string,
    identify: (() => Promise<Viewer>) | null = null,
  ) {
    this.services = services;
    this.requestId = requestId;
    this.identify = identify;
    this.state = { viewer, view: null, loaders: new Map(), memo: new Map() };
  }

  get viewer(): Viewer {
    return this.state.viewer;
  }

  get tenantId(): string {
    if (this.viewer.tenantId === null) {
      if (this.viewer.kind === 'GUEST') throw notFound();
      throw new AppError('INVALID_INPUT', 'Name the organisation in the header Assay-Tenant.');
    }
    return this.viewer.tenantId;
  }

  /** The operation of all reads of this document: one repeatable-read view, opened at first use. */
  async readOp(): Promise<Op> {
    this.state.view ??= this.services.pool.openView(this.tenantId);
    const { tx } = await this.state.view;
    const { services, viewer, requestId } = this;
    return { tx, viewer, now: services.clock(), requestId, services };
  }

  /** Ends the view, so that the next read sees what was written since. */
  async endReads(): Promise<void> {
    const { view } = this.state;
    this.state.view = null;
    this.state.loaders = new Map();
    this.state.memo.clear();
    await (await view)?.end();
  }

  /** Ends all reads and finds out again who is asking: roles change and sessions end meanwhile. */
  async renew(): Promise<void> {
    await this.endReads();
    if (this.identify !== null) this.state.viewer = await this.identify();
  }

  /** Loads one row by id, together with all others asked for in the same tick. */
  load<V>(batch: Batch<V>, id: string): Promise<V | null> {
    let loader = this.state.loaders.get(batch);
    if (loader === undefined) {
      loader = new DataLoader<string, unknown>(async (ids) => {
        const found = await batch(await this.readOp(), ids);
        return ids.map((wanted) => found.get(wanted) ?? null);
      });
      this.state.loaders.set(batch, loader);
    }
    // each batch function has a loader of its own, so its values are of that batch's type
    return loader.load(id) as Promise<V | null>;
  }

  /** Computes something once per document. */
  once<V>(key: string, compute: () => Promise<V>): Promise<V> {
    let value = this.state.memo.get(key);
    if (value === undefined) {
      value = compute();
      this.state.memo.set(key, value);
    }
    // a key belongs to one call site, so its value has that site's type
    return value as Promise<V>;
  }
}
