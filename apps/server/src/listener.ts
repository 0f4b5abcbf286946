import { arrayTypes } from '@assay/db/array-types';
import postgres from 'postgres';
import { z } from 'zod';

const Activity = z.object({
  tenantId: z.string(),
  projectId: z.string(),
  kinds: z.array(z.string()),
  at: z.string(),
});
export type Activity = z.infer<typeof Activity>;
const JobChange = z.object({ tenantId: z.string(), jobId: z.string() });
const Revocation = z.object({ userId: z.string().optional(), keyHash: z.string().optional() });
type Revocation = z.infer<typeof Revocation>;

type Listen<T> = (message: T) => void;

/**
 * Hears what other processes announce by NOTIFY, on one connection a process, and hands it to
 * whoever watches here. After a cut the driver listens again by itself.
 */
export class Listener {
  readonly #sql: postgres.Sql;
  readonly #activity = new Set<Listen<Activity>>();
  readonly #jobs = new Set<Listen<z.infer<typeof JobChange>>>();
  readonly #revocations = new Set<Listen<Revocation>>();

  constructor(url: string) {
    this.#sql = postgres(url, {
      ...arrayTypes,
      max: 1,
      onnotice: () => {},
      idle_timeout: 0,
      max_lifetime: null,
    });
  }

  async start(): Promise<void> {
    await this.#listen('assay_activity', Activity, this.#activity);
    await this.#listen('assay_job', JobChange, this.#jobs);
    await this.#listen('assay_revocation', Revocation, this.#revocations);
  }

  onActivity(listen: Listen<Activity>): () => void {
    this.#activity.add(listen);
    return () => this.#activity.delete(listen);
  }

  onJob(listen: Listen<z.infer<typeof JobChange>>): () => void {
    this.#jobs.add(listen);
    return () => this.#jobs.delete(listen);
  }

  onRevocation(listen: Listen<Revocation>): void {
    this.#revocations.add(listen);
  }

  async stop(): Promise<void> {
    await this.#sql.end({ timeout: 5 });
  }

  async #listen<T>(
    channel: string,
    schema: z.ZodType<T>,
    listeners: Set<Listen<T>>,
  ): Promise<void> {
    await this.#sql.listen(channel, (text) => {
      const message = schema.parse(JSON.parse(text));
      for (const listen of listeners) listen(message);
    });
  }
}
