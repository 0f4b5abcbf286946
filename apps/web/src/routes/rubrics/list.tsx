import { useMutation, useQuery } from '@apollo/client/react';
import { Alert, Badge, Button, Card, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { graphql } from '../../__generated__/index.ts';
import { newKey, outcomeOf, unreachable } from '../../api/outcome.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { EmptyState, LoadError, PageSkeleton } from '../../components/states.tsx';
import { isLead } from '../../features/tenancy/destinations.ts';

const RubricsRoute = graphql(`
  query RubricsRoute {
    viewer {
      id
      member {
        id
        role
      }
    }
    rubrics(first: 50) {
      nodes {
        id
        name
        description
        current {
          id
          number
        }
        draft {
          id
        }
      }
    }
    rubricTemplates {
      id
      name
      description
      dimensions {
        label
        weight
        tiers
      }
    }
  }
`);
const CreateRubric = graphql(`
  mutation CreateRubric($input: CreateRubricInput!) {
    createRubric(input: $input) {
      __typename
      ... on CreateRubricPayload {
        rubric {
          id
        }
      }
      ... on AppError {
        code
        message
        field
      }
    }
  }
`);

/** /t/:tenant/rubrics */
export function Component() {
  const { tenant = '' } = useParams({ strict: false });
  const navigate = useNavigate();
  const [problem, setProblem] = useState<string | null>(null);
  const { data, error, refetch } = useQuery(RubricsRoute, { fetchPolicy: 'cache-and-network' });
  const [send, { loading }] = useMutation(CreateRubric);
  if (error !== undefined && data === undefined) {
    return <LoadError message={error.message} onRetry={() => void refetch()} />;
  }
  if (data === undefined) return <PageSkeleton />;
  const canWrite = isLead(data.viewer.member?.role ?? 'ANNOTATOR');

  async function create(name: string, templateId: string | null) {
    try {
      const { data: made } = await send({
        variables: { input: { idempotencyKey: newKey(), name, templateId } },
      });
      const outcome = outcomeOf(made?.createRubric);
      if (outcome.ok) await navigate({ to: `/t/${tenant}/rubrics/${outcome.payload.rubric.id}` });
      else setProblem(outcome.problem.message);
    } catch {
      setProblem(unreachable.message);
    }
  }
  return (
    <Stack gap="xl" maw={1180}>
      <PageHeader
        title="Rubrics"
        lead="What answers are judged by: dimensions with weights, tiers with examples."
        actions={
          canWrite && (
            <Button
              variant="default"
              loading={loading}
              onClick={() => void create('New rubric', null)}
            >
              Empty rubric
            </Button>
          )
        }
      />
      {problem !== null && (
        <Alert color="red" role="alert">
          {problem}
        </Alert>
      )}
      {data.rubrics.nodes.length === 0 ? (
        <EmptyState title="No rubric yet">
          Copy one of the templates below and make it yours.
        </EmptyState>
      ) : (
        <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
          {data.rubrics.nodes.map((rubric) => (
            <Card
              key={rubric.id}
              withBorder
              component={Link}
              to={`/t/${tenant}/rubrics/${rubric.id}`}
            >
              <Group justify="space-between" wrap="nowrap">
                <Text fw={600} truncate>
                  {rubric.name}
                </Text>
                <Group gap={4} wrap="nowrap">
                  {rubric.current != null && (
                    <Badge variant="light">version {rubric.current.number}</Badge>
                  )}
                  {rubric.draft != null && (
                    <Badge variant="light" color="gray">
                      draft
                    </Badge>
                  )}
                </Group>
              </Group>
              <Text size="sm" c="dimmed" lineClamp={2}>
                {rubric.description}
              </Text>
            </Card>
          ))}
        </SimpleGrid>
      )}
      {canWrite && (
        <Stack gap="sm" component="section" aria-labelledby="templates-title">
          <Title order={2} id="templates-title">
            Templates
          </Title>
          <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
            {data.rubricTemplates.map((template) => (
              <Card key={template.id} withBorder component="article" aria-label={template.name}>
                <Stack gap="xs" h="100%">
                  <Text fw={600}>{template.name}</Text>
                  <Text size="sm" c="dimmed">
                    {template.description}
                  </Text>
                  <Text size="sm" flex={1}>
                    {template.dimensions
                      .map(({ label, weight }) => `${label} ${weight}`)
                      .join(' · ')}
                  </Text>
                  <Button
                    variant="light"
                    loading={loading}
                    onClick={() => void create(template.name, template.id)}
                  >
                    Use this template
                  </Button>
                </Stack>
              </Card>
            ))}
          </SimpleGrid>
        </Stack>
      )}
    </Stack>
  );
}
