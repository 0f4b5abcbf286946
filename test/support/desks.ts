import { type Assay, startAssay } from './harness.ts';
import { ended, jobFields } from './imports.ts';
import { newKey, type Person } from './person.ts';
import { organisation, payload } from './scenario.ts';
import {
  freshdesk,
  freshdeskRating,
  freshdeskTicket,
  intercom,
  intercomConversation,
  TicketSystem,
  zendesk,
  zendeskRating,
  zendeskTicket,
} from './ticket-systems.ts';

const many = <T>(count: number, make: (n: number) => T): T[] =>
  Array.from({ length: count }, (_, n) => make(n));

export const credentials = {
  ZENDESK: 'ada@example.test/token:a-secret-api-token',
  INTERCOM: 'a-secret-access-token',
  FRESHDESK: 'a-secret-api-key',
} as const;
export type DeskKind = keyof typeof credentials;

export const backfillFields = `id since pagesRead ticketsRead eventsRecorded ticketsFailed lastProblem job { ${jobFields} }`;

/** Makes a connector, or is told why not. */
export const createConnector = (person: Person, input: object) =>
  person.change(
    'createConnector',
    { idempotencyKey: newKey(), name: 'Desk', source: 'desk', ...input },
    'replayed connector { id kind name source baseUrl disabledAt }',
  );

/** Starts a backfill of everything, or is told why not. */
export const startBackfill = (person: Person, connectorId: string, more: object = {}) =>
  person.change(
    'startBackfill',
    { idempotencyKey: newKey(), connectorId, since: '2026-01-01T00:00:00Z', ...more },
    `replayed backfill { ${backfillFields} }`,
  );

interface DesksOptions {
  readonly worker?: boolean;
  /** The built client to serve. */
  readonly webDir?: string;
}

/** A server that may call a Zendesk with 45 tickets, an Intercom with 40 and a Freshdesk with 230. */
export class Desks {
  readonly assay: Assay;
  readonly owner: Person;
  readonly slug: string;
  readonly systems: Readonly<Record<DeskKind, TicketSystem>>;

  private constructor(
    assay: Assay,
    owner: Person,
    slug: string,
    systems: Readonly<Record<DeskKind, TicketSystem>>,
  ) {
    this.assay = assay;
    this.owner = owner;
    this.slug = slug;
    this.systems = systems;
  }

  static async start(options: DesksOptions = {}): Promise<Desks> {
    const systems = {
      ZENDESK: await TicketSystem.start(
        zendesk(
          many(45, (n) => zendeskTicket(n)),
          many(25, (n) => zendeskRating(n)),
          10,
        ),
      ),
      INTERCOM: await TicketSystem.start(
        intercom(
          many(40, (n) => intercomConversation(n)),
          15,
        ),
      ),
      FRESHDESK: await TicketSystem.start(
        freshdesk(
          many(230, (n) => freshdeskTicket(n)),
          many(12, (n) => freshdeskRating(n)),
        ),
      ),
    };
    const connectorHosts = Object.values(systems).map(({ url }) => url);
    const assay = await startAssay({ worker: true, connectorHosts, ...options });
    const { owner, slug } = await organisation(assay);
    return new Desks(assay, owner, slug, systems);
  }

  /** Forgets what was asked, and the trouble that was to come. */
  forget(): void {
    for (const system of Object.values(this.systems)) {
      system.troubles.length = 0;
      system.requests.length = 0;
      system.before = () => {};
    }
  }

  async stop(): Promise<void> {
    await this.assay.stop();
    await Promise.all(Object.values(this.systems).map((system) => system.stop()));
  }

  /** @returns the id of a connector */
  async connect(kind: DeskKind, source: string): Promise<string> {
    const baseUrl = this.systems[kind].url;
    const input = { kind, source, baseUrl, credential: credentials[kind] };
    return payload(await createConnector(this.owner, input)).connector.id;
  }

  /** Reads all tickets of a system. @returns the backfill and its job, as they are at the end */
  async backfilled(kind: DeskKind, source: string) {
    const { backfill } = payload(await startBackfill(this.owner, await this.connect(kind, source)));
    const job = await ended(this.owner, backfill.job.id);
    return { ...(await this.found(backfill.id)), job };
  }

  async found(id: string) {
    const { node } = await this.owner.get(
      `query ($id: ID!) { node(id: $id) { ... on Backfill { ${backfillFields} } } }`,
      { id },
    );
    return node;
  }
}
