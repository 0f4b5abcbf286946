import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
} from '@tanstack/react-router';
import { NotFound } from './components/not-found.tsx';
import { RouteProblem } from './components/route-problem.tsx';
import { loadPage } from './load-page.ts';

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });
type Load = Parameters<typeof lazyRouteComponent>[0];
const page = (load: Load) => lazyRouteComponent(() => loadPage(load), 'Component');

const tenant = createRoute({
  getParentRoute: () => root,
  path: '/t/$tenant',
  component: page(() => import('./routes/tenant-layout.tsx')),
  notFoundComponent: NotFound,
});
const project = createRoute({
  getParentRoute: () => tenant,
  path: '/projects/$projectId',
  component: page(() => import('./routes/projects/project-layout.tsx')),
});
const top = <Path extends string>(path: Path, load: Load) =>
  createRoute({ getParentRoute: () => root, path, component: page(load) });
const inTenant = <Path extends string>(path: Path, load: Load) =>
  createRoute({ getParentRoute: () => tenant, path, component: page(load) });
const inProject = <Path extends string>(path: Path, load: Load) =>
  createRoute({ getParentRoute: () => project, path, component: page(load) });

/** Every URL of the app. Each page is loaded when it is first visited. */
const routeTree = root.addChildren([
  top('/', () => import('./routes/organisations.tsx')),
  top('/sign-in', () => import('./routes/sign-in.tsx')),
  top('/new-organisation', () => import('./routes/new-organisation.tsx')),
  top('/docs/$name', () => import('./routes/docs.tsx')),
  top('/invite/$tenant/$token', () => import('./routes/invite.tsx')),
  tenant.addChildren([
    inTenant('/', () => import('./routes/home.tsx')),
    project.addChildren([
      inProject('/', () => import('./routes/projects/overview.tsx')),
      inProject('/tasks', () => import('./routes/projects/tasks.tsx')),
      inProject('/judgments', () => import('./routes/projects/judgments.tsx')),
      inProject('/quality', () => import('./routes/projects/quality.tsx')),
      inProject('/outcomes', () => import('./routes/projects/outcomes.tsx')),
      inProject('/outcomes/imports', () => import('./routes/projects/outcome-imports.tsx')),
      inProject('/outcomes/runs', () => import('./routes/projects/kpi-runs.tsx')),
      inProject('/outcomes/runs/$runId', () => import('./routes/projects/kpi-run.tsx')),
      inProject(
        '/outcomes/runs/$runId/against/$before',
        () => import('./routes/projects/kpi-compare.tsx'),
      ),
      inProject('/outcomes/proposals', () => import('./routes/projects/proposals.tsx')),
      inProject('/outcomes/proposals/$proposalId', () => import('./routes/projects/proposal.tsx')),
      inProject('/outcomes/signal', () => import('./routes/projects/signal.tsx')),
      inProject('/data', () => import('./routes/projects/data.tsx')),
      inProject('/settings', () => import('./routes/projects/settings.tsx')),
    ]),
    inTenant('/new-project', () => import('./routes/projects/create.tsx')),
    inTenant('/rubrics', () => import('./routes/rubrics/list.tsx')),
    inTenant('/rubrics/$rubricId', () => import('./routes/rubrics/rubric.tsx')),
    inTenant('/settings/members', () => import('./routes/settings/members.tsx')),
    inTenant('/settings/api-keys', () => import('./routes/settings/api-keys.tsx')),
    inTenant('/settings/connectors', () => import('./routes/settings/connectors.tsx')),
    inTenant('/settings/events', () => import('./routes/settings/events.tsx')),
    inTenant('/settings/audit', () => import('./routes/settings/audit.tsx')),
    inTenant('/tasks/$taskId', () => import('./routes/tasks/task.tsx')),
    inTenant('/projects/$projectId/judge', () => import('./routes/projects/judge.tsx')),
    inTenant('/projects/$projectId/history', () => import('./routes/projects/history.tsx')),
  ]),
]);

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  defaultErrorComponent: RouteProblem,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
