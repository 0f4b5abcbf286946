import { useQuery } from '@apollo/client/react';
import { Alert, Anchor, Button, Paper, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { OutcomesRouteQuery, TicketMatchState } from '../../__generated__/graphql.ts';
import { graphql } from '../../__generated__/index.ts';
import { EstimateText } from '../../components/estimate-text.tsx';
import { ScrollTable } from '../../components/scroll-table.tsx';
import { EmptyState, PageSkeleton } from '../../components/states.tsx';
import { When } from '../../components/when.tsx';
import { OutcomesNav } from '../../features/kpi/outcomes-nav.tsx';
import { DistributionPlot } from '../../features/outcomes/distribution-plot.tsx';
import { ImportLink } from '../../features/outcomes/import-link.tsx';
import { MatchForm } from '../../features/outcomes/match-form.tsx';
import { strings as s } from '../../features/outcomes/strings.ts';
import { TicketTable, ticketTableId } from '../../features/outcomes/ticket-table.tsx';
import { useProjectActivity } from '../../features/projects/use-project-activity.ts';
import { isLead } from '../../features/tenancy/destinations.ts';
import { QueryProblem } from '../../features/tenancy/query-problem.tsx';

const OutcomesRoute = graphql(`
  query OutcomesRoute($projectId: ID!) {
    viewer {
      id
      member {
        id
        role
      }
    }
    project(id: $projectId) {
      id
      matchSettings {
        matchOn
        ...MatchForm_settings
      }
      outcomeCoverage {
        tickets
        matched
        unmatched
        matchedElsewhere
        withheld
        conflicts
        countedAt
        lateEvents
        lateMatches
        tasks
        tasksWithTicket
        matchRate {
          value
          n
          undefinedBecause
          interval {
            low
            high
            level
          }
        }
        taskRate {
          value
          n
          undefinedBecause
          interval {
            low
            high
            level
          }
        }
        satisfaction {
          answered
          unanswered
          unoffered
          responseRate {
            value
            n
            undefinedBecause
            interval {
              low
              high
              level
            }
          }
        }
        bySource {
          source
          tickets
          matched
          lastEventAt
        }
        distributions {
          key
          ...DistributionPlot_distribution
        }
      }
    }
  }
`);
type Coverage = OutcomesRouteQuery['project']['outcomeCoverage'];
type MatchBy = OutcomesRouteQuery['project']['matchSettings']['matchOn'];

/** /t/:tenant/projects/:projectId/outcomes: what is known of the tickets, and of how many */
export function Component() {
  const { tenant = '', projectId = '' } = useParams({ strict: false });
  const { data, error, refetch } = useQuery(OutcomesRoute, {
    variables: { projectId },
    fetchPolicy: 'cache-and-network',
  });
  const [match, setMatch] = useState<TicketMatchState>('UNMATCHED');
  function showConflicts() {
    setMatch('CONFLICT');
    document.getElementById(ticketTableId)?.focus();
  }
  useProjectActivity(projectId, () => void refetch());
  if (error !== undefined && data === undefined) {
    return <QueryProblem error={error} onRetry={() => void refetch()} />;
  }
  if (data === undefined) return <PageSkeleton />;
  const { outcomeCoverage: coverage, matchSettings } = data.project;
  const role = data.viewer.member?.role ?? 'ANNOTATOR';
  return (
    <Stack gap="lg">
      <OutcomesNav />
      <ImportLink />
      {coverage.tickets === 0 ? (
        <EmptyState
          title={s.none}
          action={
            role === 'OWNER' || role === 'ADMIN' ? (
              <Button component={Link} to={`/t/${tenant}/settings/connectors`}>
                {s.connectors}
              </Button>
            ) : undefined
          }
        >
          {s.noneLong}
        </EmptyState>
      ) : (
        <Known
          coverage={coverage}
          by={matchSettings.matchOn}
          canMatch={isLead(role)}
          onConflicts={showConflicts}
        />
      )}
      {coverage.tickets > 0 && (
        <TicketTable
          tenant={tenant}
          projectId={projectId}
          match={match}
          canMatch={isLead(role)}
          onMatch={setMatch}
          onChange={() => void refetch()}
        />
      )}
      {isLead(role) && (
        <MatchForm projectId={projectId} settings={matchSettings} onSaved={() => void refetch()} />
      )}
    </Stack>
  );
}

/** The orange of the frame is too pale for letters. */
const readable = { title: { color: 'var(--mantine-color-text)' } };

function Known(props: {
  readonly coverage: Coverage;
  readonly by: MatchBy;
  readonly canMatch: boolean;
  readonly onConflicts: () => void;
}) {
  const { coverage, by, canMatch } = props;
  const { satisfaction } = coverage;
  const asked = satisfaction.answered + satisfaction.unanswered;
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        <Tile label={s.matchRate}>
          <EstimateText
            large
            as="percent"
            estimate={coverage.matchRate}
            counts={s.tickets(coverage.tickets)}
          />
          {coverage.matchedElsewhere > 0 && (
            <Text size="xs" c="dimmed">
              {s.elsewhere(coverage.matchedElsewhere)}
            </Text>
          )}
        </Tile>
        <Tile label={s.taskRate}>
          <EstimateText
            large
            as="percent"
            estimate={coverage.taskRate}
            counts={s.tasks(coverage.tasks)}
          />
        </Tile>
        <Tile label={s.response}>
          <EstimateText
            large
            as="percent"
            estimate={satisfaction.responseRate}
            counts={s.asked(asked)}
          />
          <Text size="xs" c="dimmed">
            {s.unoffered(satisfaction.unoffered)}
          </Text>
        </Tile>
      </SimpleGrid>
      {coverage.matched === 0 && coverage.withheld === 0 && (
        <Alert color="orange" variant="outline" role="note" title={s.noneMatched} styles={readable}>
          {s.noneMatchedLong(s.matching.by[by])} {canMatch ? s.changeBelow : s.askLead}
        </Alert>
      )}
      {coverage.conflicts > 0 && (
        <Alert color="orange" variant="outline" role="note">
          {s.conflicts(coverage.conflicts)}{' '}
          <Anchor
            size="sm"
            underline="always"
            component="button"
            type="button"
            onClick={props.onConflicts}
          >
            {s.showConflicts}
          </Anchor>
        </Alert>
      )}
      {coverage.matched > 0 && (
        <Text size="sm" c="dimmed">
          {s.late(coverage.lateEvents, coverage.lateMatches)}{' '}
          {coverage.withheld > 0 && s.withheld(coverage.withheld)}
        </Text>
      )}
      {coverage.countedAt != null && (
        <Text size="sm" c="dimmed">
          {s.counted} <When at={coverage.countedAt} />. {s.countedLong}
        </Text>
      )}
      <Paper withBorder p="md" component="section" aria-label={s.sources}>
        <Title order={2} mb="xs">
          {s.sources}
        </Title>
        <ScrollTable label={s.sources} minWidth={380}>
          <Table.Thead>
            <Table.Tr>
              {[s.source, s.all, s.matched, s.lastEvent].map((head) => (
                <Table.Th key={head}>{head}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {coverage.bySource.map(({ source, tickets, matched, lastEventAt }) => (
              <Table.Tr key={source}>
                <Table.Td>{source}</Table.Td>
                <Table.Td>{tickets.toLocaleString('en')}</Table.Td>
                <Table.Td>{matched.toLocaleString('en')}</Table.Td>
                <Table.Td>{lastEventAt == null ? '—' : <When at={lastEventAt} />}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </ScrollTable>
      </Paper>
      <SimpleGrid cols={{ base: 1, lg: 2 }}>
        {coverage.distributions.map((distribution) => (
          <DistributionPlot key={distribution.key} distribution={distribution} />
        ))}
      </SimpleGrid>
    </>
  );
}

function Tile(props: { readonly label: string; readonly children: ReactNode }) {
  return (
    <Paper withBorder p="md">
      <Text size="sm" c="dimmed">
        {props.label}
      </Text>
      {props.children}
    </Paper>
  );
}
