export const roles = ['OWNER', 'ADMIN', 'LEAD', 'REVIEWER', 'ANNOTATOR', 'ANALYST'] as const;
export type Role = (typeof roles)[number];

export const apiScopes = [
  'TASKS_READ',
  'TASKS_WRITE',
  'JUDGMENTS_READ',
  'JUDGMENTS_WRITE',
  'METRICS_READ',
  'METRICS_WRITE',
  'TICKETS_READ',
  'TICKETS_WRITE',
  'RELEASES_READ',
  'RELEASES_WRITE',
  'RUBRICS_READ',
  'RUBRICS_WRITE',
  'MEMBERS_READ',
] as const;
export type ApiScope = (typeof apiScopes)[number];

interface Person {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
}

/** Who is calling. A GUEST is signed in but no member of the tenant asked for, or asked for none. */
export type Viewer =
  | { readonly kind: 'ANONYMOUS'; readonly tenantId: null }
  | (Person & { readonly kind: 'GUEST'; readonly tenantId: string | null })
  | (Person & {
      readonly kind: 'MEMBER';
      readonly tenantId: string;
      readonly memberId: string;
      readonly role: Role;
    })
  | {
      readonly kind: 'API_KEY';
      readonly tenantId: string;
      readonly keyId: string;
      readonly scopes: readonly ApiScope[];
    }
  | { readonly kind: 'SYSTEM'; readonly tenantId: string; readonly action: string };

/** How a viewer is named in audit entries and idempotency keys. */
export function actorOf(viewer: Viewer): string {
  switch (viewer.kind) {
    case 'MEMBER':
      return `member:${viewer.memberId}`;
    case 'API_KEY':
      return `key:${viewer.keyId}`;
    case 'GUEST':
      return `user:${viewer.userId}`;
    case 'SYSTEM':
      return 'system';
    case 'ANONYMOUS':
      return 'anonymous';
  }
}
