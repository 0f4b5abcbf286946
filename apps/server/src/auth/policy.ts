import { AppError } from '../errors.ts';
import type { ApiScope, Role, Viewer } from './viewer.ts';

interface Rule {
  readonly roles: readonly Role[];
  /** The scope under which an API key may do it; null where no key may. */
  readonly scope: ApiScope | null;
  /** Somebody signed in who is no member of the tenant may do it. */
  readonly guest?: true;
}

const everyone: readonly Role[] = ['OWNER', 'ADMIN', 'LEAD', 'REVIEWER', 'ANNOTATOR', 'ANALYST'];
const judges: readonly Role[] = ['OWNER', 'ADMIN', 'LEAD', 'REVIEWER', 'ANNOTATOR'];
const insiders: readonly Role[] = ['OWNER', 'ADMIN', 'LEAD', 'REVIEWER', 'ANALYST'];
/** Who may see what became of tickets: an annotator or reviewer would judge by it. */
const analysts: readonly Role[] = ['OWNER', 'ADMIN', 'LEAD', 'ANALYST'];
const leads: readonly Role[] = ['OWNER', 'ADMIN', 'LEAD'];
const admins: readonly Role[] = ['OWNER', 'ADMIN'];

/** The whole policy. Every command and query names one action; nothing else decides access. */
const policy = {
  'tenant:create': { roles: everyone, scope: null, guest: true },
  'tenant:read': { roles: everyone, scope: 'TASKS_READ' },
  'invitation:accept': { roles: everyone, scope: null, guest: true },
  'member:read': { roles: insiders, scope: 'MEMBERS_READ' },
  'member:self': { roles: everyone, scope: null },
  'member:invite': { roles: leads, scope: null },
  'member:change': { roles: admins, scope: null },
  'api-key:manage': { roles: admins, scope: null },
  'api-key:touch': { roles: [], scope: null },
  'audit:read': { roles: admins, scope: null },
  'rubric:read': { roles: everyone, scope: 'RUBRICS_READ' },
  'rubric:write': { roles: leads, scope: 'RUBRICS_WRITE' },
  'project:read': { roles: insiders, scope: 'TASKS_READ' },
  'project:write': { roles: leads, scope: 'TASKS_WRITE' },
  'file:upload': { roles: analysts, scope: 'TASKS_WRITE' },
  'task:read': { roles: insiders, scope: 'TASKS_READ' },
  'task:import': { roles: leads, scope: 'TASKS_WRITE' },
  'judgment:import': { roles: leads, scope: 'JUDGMENTS_WRITE' },
  'task:open': { roles: insiders, scope: null },
  'judgment:read': { roles: insiders, scope: 'JUDGMENTS_READ' },
  'metrics:read': { roles: insiders, scope: 'METRICS_READ' },
  'figures:keep': { roles: [], scope: null },
  'assignment:read': { roles: judges, scope: null },
  'assignment:claim': { roles: judges, scope: null },
  'assignment:renew': { roles: judges, scope: null },
  'assignment:release': { roles: judges, scope: null },
  'assignment:skip': { roles: judges, scope: null },
  'draft:save': { roles: judges, scope: null },
  'judgment:submit': { roles: judges, scope: null },
  'judgment:revise': { roles: judges, scope: null },
  'judgment:accept-late': { roles: leads, scope: null },
  'red-line:settle': { roles: ['OWNER', 'ADMIN', 'LEAD', 'REVIEWER'], scope: null },
  'job:read': { roles: insiders, scope: 'TASKS_READ' },
  /** What one asked for oneself. */
  'job:cancel': { roles: analysts, scope: 'TASKS_WRITE' },
  'job:cancel-any': { roles: leads, scope: 'TASKS_WRITE' },
  'job:run': { roles: [], scope: null },
  'release:read': { roles: insiders, scope: 'RELEASES_READ' },
  'release:write': { roles: leads, scope: 'RELEASES_WRITE' },
  'ticket:read': { roles: analysts, scope: 'TICKETS_READ' },
  'ticket:record': { roles: analysts, scope: 'TICKETS_WRITE' },
  'ticket:match': { roles: leads, scope: 'TICKETS_WRITE' },
  'webhook:read': { roles: admins, scope: null },
  'webhook:manage': { roles: admins, scope: null },
  'webhook:receive': { roles: [], scope: null },
  'webhook:clean': { roles: [], scope: null },
  'event:read': { roles: admins, scope: null },
  'event:manage': { roles: admins, scope: null },
  'event:send': { roles: [], scope: null },
  /** As audit entries say it of a subscription that is disabled by itself. */
  'event:end': { roles: [], scope: null },
  'event:clean': { roles: [], scope: null },
  'connector:read': { roles: admins, scope: null },
  'connector:manage': { roles: admins, scope: null },
  'kpi:read': { roles: analysts, scope: 'METRICS_READ' },
  'kpi:run': { roles: analysts, scope: 'METRICS_WRITE' },
  'kpi:schedule': { roles: leads, scope: null },
  'kpi:run-scheduled': { roles: [], scope: null },
  'proposal:read': { roles: analysts, scope: 'METRICS_READ' },
  'proposal:make': { roles: analysts, scope: 'METRICS_WRITE' },
  'proposal:decide': { roles: leads, scope: null },
  'feedback:read': { roles: analysts, scope: 'METRICS_READ' },
  'demo:load': { roles: [], scope: null },
} satisfies Record<string, Rule>;
export type Action = keyof typeof policy;
export const actions = Object.keys(policy) as readonly Action[]; // the keys of the table above

export const ruleOf = (action: Action): Rule => policy[action];

/** @throws AppError UNAUTHENTICATED or FORBIDDEN unless the viewer may do this */
export function authorize(viewer: Viewer, action: Action): void {
  const problem = refusalOf(viewer, action);
  if (problem !== null) throw problem;
}

/** Whether the viewer may do this: for what changes with it rather than fails. */
export const may = (viewer: Viewer, action: Action): boolean => refusalOf(viewer, action) === null;

function refusalOf(viewer: Viewer, action: Action): AppError | null {
  const rule = ruleOf(action);
  switch (viewer.kind) {
    case 'ANONYMOUS':
      return new AppError('UNAUTHENTICATED', 'Sign in, or send an API key, to do this.');
    case 'GUEST':
      if (rule.guest === true) return null;
      return new AppError(
        'FORBIDDEN',
        'You are no member of this organisation. Ask one of its admins for an invitation.',
      );
    case 'MEMBER':
      if (rule.roles.includes(viewer.role)) return null;
      return new AppError('FORBIDDEN', `The role ${viewer.role} may not do this (${action}).`);
    case 'API_KEY':
      if (rule.scope !== null && viewer.scopes.includes(rule.scope)) return null;
      return new AppError(
        'FORBIDDEN',
        rule.scope === null
          ? `No API key may do this (${action}): it needs a person.`
          : `This API key lacks the scope ${rule.scope}.`,
      );
    case 'SYSTEM':
      if (viewer.action === action) return null;
      return new AppError('FORBIDDEN', `This job may only do ${viewer.action}.`);
  }
}
