import { useQuery } from '@apollo/client/react';
import { Button, Skeleton, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { graphql } from '../../__generated__/index.ts';
import { EmptyState } from '../../components/states.tsx';
import { QueryProblem } from '../tenancy/query-problem.tsx';
import classes from './project-card.module.css';
import { ProjectCard } from './project-card.tsx';
import { strings as s } from './strings.ts';

const ProjectListQuery = graphql(`
  query ProjectListQuery($after: String) {
    projects(first: 12, after: $after) {
      edges {
        cursor
        node {
          id
          ...ProjectCard_project
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** The projects of the organisation with how far they are. */
export function ProjectList(props: { readonly tenant: string; readonly canCreate: boolean }) {
  const { data, error, refetch, fetchMore } = useQuery(ProjectListQuery, {
    fetchPolicy: 'cache-and-network',
  });
  if (error !== undefined && data === undefined) {
    return <QueryProblem error={error} onRetry={() => void refetch()} />;
  }
  const { edges, pageInfo } = data?.projects ?? { edges: null, pageInfo: null };
  return (
    <section aria-labelledby="projects-title">
      <Title order={2} id="projects-title" mb="xs">
        {s.projects}
      </Title>
      {edges?.length === 0 && (
        <EmptyState
          title={s.noProjects}
          action={
            props.canCreate && (
              <Button component={Link} to={`/t/${props.tenant}/rubrics`}>
                {s.toRubrics}
              </Button>
            )
          }
        >
          {s.noProjectsLong}
        </EmptyState>
      )}
      <div className={classes.grid} aria-busy={edges === null}>
        {edges === null && ['a', 'b', 'c'].map((key) => <Skeleton key={key} height={168} />)}
        {edges?.map(({ node }) => (
          <ProjectCard key={node.id} project={node} tenant={props.tenant} />
        ))}
      </div>
      {pageInfo?.hasNextPage === true && (
        <Button
          mt="sm"
          variant="default"
          onClick={() => void fetchMore({ variables: { after: pageInfo.endCursor } })}
        >
          {s.moreProjects}
        </Button>
      )}
    </section>
  );
}
