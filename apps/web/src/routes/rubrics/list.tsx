import { useMutation, useQuery } from '@apollo/client/react';
import { Alert, Badge, Button, Card, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { graphql } from '../../__generated__/index.ts';
import { attempt } from '../../api/attempt.ts';
import { newKey } from '../../api/outcome.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { EmptyState, PageSkeleton } from '../../components/states.tsx';
import { strings } from '../../features/rubrics/strings.ts';
import { TemplateCard } from '../../features/rubrics/template-card.tsx';
import { isLead } from '../../features/tenancy/destinations.ts';
import { QueryProblem } from '../../features/tenancy/query-problem.tsx';

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
      ...TemplateCard_template
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

const s = strings.list;

/** /t/:tenant/rubrics */
export function Component() {
  const { tenant = '' } = useParams({ strict: false });
  const navigate = useNavigate();
  const [problem, setProblem] = useState<string | null>(null);
  const { data, error, refetch } = useQuery(RubricsRoute, { fetchPolicy: 'cache-and-network' });
  const [send, { loading }] = useMutation(CreateRubric);
  if (error !== undefined && data === undefined) {
    return <QueryProblem error={error} onRetry={() => void refetch()} />;
  }
  if (data === undefined) return <PageSkeleton />;
  const canWrite = isLead(data.viewer.member?.role ?? 'ANNOTATOR');

  async function create(name: string, templateId: string | null) {
    const input = { idempotencyKey: newKey(), name, templateId };
    const outcome = await attempt(
      async () => (await send({ variables: { input } })).data?.createRubric,
    );
    if (outcome.ok) await navigate({ to: `/t/${tenant}/rubrics/${outcome.payload.rubric.id}` });
    else setProblem(outcome.problem.message);
  }
  return (
    <Stack gap="xl" maw={1180}>
      <PageHeader
        title={s.title}
        lead={s.lead}
        actions={
          canWrite && (
            <Button
              variant="default"
              loading={loading}
              onClick={() => void create(s.emptyName, null)}
            >
              {s.empty}
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
        <EmptyState title={s.none}>{s.noneLong}</EmptyState>
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
                    <Badge variant="light" tt="none">
                      {s.version(rubric.current.number)}
                    </Badge>
                  )}
                  {rubric.draft != null && (
                    <Badge variant="light" color="gray" tt="none">
                      {s.draft}
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
          <div>
            <Title order={2} id="templates-title">
              {s.templates}
            </Title>
            <Text c="dimmed">{s.templatesLead}</Text>
          </div>
          <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
            {data.rubricTemplates.map((template) => (
              <TemplateCard
                key={template.id}
                template={template}
                busy={loading}
                onUse={() => void create(template.name, template.id)}
              />
            ))}
          </SimpleGrid>
        </Stack>
      )}
    </Stack>
  );
}
