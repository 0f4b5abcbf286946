import { Badge, Button, Group, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { Link, useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import classes from './project-nav.module.css';
import { ProjectSwitcher } from './project-switcher.tsx';
import { strings as s } from './strings.ts';

const ProjectHeader_project = graphql(`
  fragment ProjectHeader_project on Project {
    id
    name
    description
    pausedAt
  }
`);

const pages = [
  'overview',
  'tasks',
  'judgments',
  'quality',
  'outcomes',
  'data',
  'settings',
] as const;

/** The name of a project, the way to another one, and to each of its pages. */
export function ProjectHeader(props: {
  readonly project: FragmentType<typeof ProjectHeader_project>;
  readonly tenant: string;
  readonly canJudge: boolean;
  readonly canChange: boolean;
  /** Who judges must not know what became of tickets. */
  readonly canSeeOutcomes: boolean;
}) {
  const project = readFragment(ProjectHeader_project, props.project);
  const base = `/t/${props.tenant}/projects/${project.id}`;
  const { pathname } = useLocation();
  const nav = useRef<HTMLElement>(null);
  // on a narrow screen the tabs scroll: the one that is open has to be seen
  useEffect(() => {
    const tabs = [...(nav.current?.querySelectorAll('a') ?? [])];
    const open = tabs.findLast((tab) => `${pathname}/`.startsWith(`${tab.pathname}/`));
    open?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [pathname]);
  useDocumentTitle(`${project.name} · Assay`);
  return (
    <>
      <Group justify="space-between" align="flex-start" wrap="nowrap" mb={6}>
        <div>
          <Group gap={6} wrap="nowrap">
            <Title order={1}>{project.name}</Title>
            <ProjectSwitcher tenant={props.tenant} />
            {project.pausedAt != null && (
              <Badge variant="light" color="gray">
                {s.paused}
              </Badge>
            )}
          </Group>
          <Text c="dimmed" lineClamp={2}>
            {project.description}
          </Text>
        </div>
        {props.canJudge && (
          <Button
            flex="none"
            component={Link}
            to={`${base}/judge`}
            disabled={project.pausedAt != null}
          >
            {s.judge}
          </Button>
        )}
      </Group>
      <nav className={classes.nav} aria-label={s.pages} ref={nav}>
        {pages
          .filter((page) => props.canChange || page !== 'settings')
          .filter((page) => props.canSeeOutcomes || page !== 'outcomes')
          .map((page) => {
            const path = page === 'overview' ? '' : page;
            return (
              <Link
                key={page}
                to={path === '' ? base : `${base}/${path}`}
                className={classes.link}
                activeOptions={{ exact: page !== 'outcomes', includeSearch: false }}
              >
                {s.tabs[page]}
              </Link>
            );
          })}
      </nav>
    </>
  );
}
