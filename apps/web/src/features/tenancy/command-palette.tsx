import '@mantine/spotlight/styles.css';
import { useQuery } from '@apollo/client/react';
import { Spotlight, type SpotlightActionData, spotlight } from '@mantine/spotlight';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { graphql } from '../../__generated__/index.ts';
import { destinationsOf, isInsider, type Role } from './destinations.ts';
import { strings as s } from './strings.ts';

const CommandPaletteProjects = graphql(`
  query CommandPaletteProjects {
    projects(first: 100) {
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

/** ctrl-k: goes anywhere in the organisation by name. Opens each time `asked` grows. */
export function CommandPalette(props: {
  readonly tenant: string;
  readonly role: Role;
  readonly asked: number;
}) {
  const navigate = useNavigate();
  const { data } = useQuery(CommandPaletteProjects, { skip: !isInsider(props.role) });
  useEffect(() => {
    if (props.asked > 0) spotlight.open();
  }, [props.asked]);
  const base = `/t/${props.tenant}`;
  const go = (to: string) => () => void navigate({ to });
  const pages: SpotlightActionData[] = destinationsOf(props.role).map(({ path, label, hint }) => ({
    id: path,
    label,
    description: hint,
    onClick: go(`${base}${path}`),
  }));
  const projects: SpotlightActionData[] = (data?.projects.edges ?? []).map(({ node }) => ({
    id: node.id,
    label: node.name,
    description: s.project,
    onClick: go(`${base}/projects/${node.id}`),
  }));
  return (
    <Spotlight
      actions={[...pages, ...projects]}
      shortcut={null}
      nothingFound={s.noneNamed}
      highlightQuery
      searchProps={{ placeholder: s.goTo, 'aria-label': s.goToLabel }}
    />
  );
}
