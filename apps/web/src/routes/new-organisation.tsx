import { useMutation } from '@apollo/client/react';
import { Alert, Anchor, Button, Container, Group, Stack, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type SubmitEvent, useState } from 'react';
import { graphql } from '../__generated__/index.ts';
import { type AppProblem, newKey, outcomeOf, unreachable } from '../api/outcome.ts';
import { PageHeader } from '../components/page-header.tsx';
import { slugOf } from '../features/organisations/slug-of.ts';

const CreateTenant = graphql(`
  mutation CreateTenant($input: CreateTenantInput!) {
    createTenant(input: $input) {
      __typename
      ... on CreateTenantPayload {
        tenant {
          id
          slug
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

/** /new-organisation */
export function Component() {
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const [problem, setProblem] = useState<AppProblem | null>(null);
  const [key] = useState(newKey);
  const [send, { loading }] = useMutation(CreateTenant);
  const slug = chosen ?? slugOf(name);

  async function create(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    try {
      const { data } = await send({
        variables: { input: { idempotencyKey: `${key}-${slug}`, name, slug } },
      });
      const outcome = outcomeOf(data?.createTenant);
      if (outcome.ok) location.assign(`/t/${outcome.payload.tenant.slug}`);
      else setProblem(outcome.problem);
    } catch {
      setProblem(unreachable);
    }
  }
  const at = (field: string) => (problem?.field === field ? problem.message : null);
  return (
    <Container size="xs" py="xl">
      <PageHeader
        title="New organisation"
        lead="It holds your team, your rubrics and your projects. You become its owner."
      />
      <form onSubmit={(event) => void create(event)}>
        <Stack>
          {problem !== null && problem.field == null && (
            <Alert color="red" role="alert">
              {problem.message}
            </Alert>
          )}
          <TextInput
            label="Name"
            required
            maxLength={120}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={at('name')}
          />
          <TextInput
            label="Short name"
            description="In every address: lower-case letters, digits and hyphens. It cannot be changed later."
            required
            value={slug}
            onChange={(event) => setChosen(event.currentTarget.value)}
            error={at('slug')}
          />
          <Group justify="space-between">
            <Button type="submit" loading={loading}>
              Create organisation
            </Button>
            <Anchor component={Link} to="/">
              Back
            </Anchor>
          </Group>
        </Stack>
      </form>
    </Container>
  );
}
