import { useLazyQuery } from '@apollo/client/react';
import { ActionIcon, Menu } from '@mantine/core';
import { IconSelector } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { graphql } from '../../__generated__/index.ts';
import { strings as s } from './strings.ts';

const ProjectSwitcherProjects = graphql(`
  query ProjectSwitcherProjects {
    projects(first: 50) {
      edges {
        cursor
        node {
          id
          name
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** From one project to the same place of another. */
export function ProjectSwitcher(props: { readonly tenant: string }) {
  const [load, { data }] = useLazyQuery(ProjectSwitcherProjects);
  return (
    <Menu position="bottom-start" width={280} onOpen={() => void load()}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={s.switch}>
          <IconSelector size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
        <Menu.Label>{s.projects}</Menu.Label>
        {data?.projects.edges.map(({ node }) => (
          <Menu.Item key={node.id} component={Link} to={`/t/${props.tenant}/projects/${node.id}`}>
            {node.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
