import { useMutation } from '@apollo/client/react';
import { Alert, Anchor, Button, Container, Group, Stack, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type SubmitEvent, useState } from 'react';
import { graphql } from '../__generated__/index.ts';
import { attempt } from '../api/attempt.ts';
import { type AppProblem, newKey } from '../api/outcome.ts';
import { PageHeader } from '../components/page-header.tsx';
import { slugOf } from '../features/organisations/slug-of.ts';
import { strings as s } from '../features/organisations/strings.ts';

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
  const [key, setKey] = useState(newKey);
  const [send, { loading }] = useMutation(CreateTenant);
  const slug = chosen ?? slugOf(name);

  async function create(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const outcome = await attempt(
      async () =>
        (await send({ variables: { input: { idempotencyKey: key, name, slug } } })).data
          ?.createTenant,
    );
    if (outcome.ok) return location.assign(`/t/${outcome.payload.tenant.slug}`);
    if (outcome.problem.code !== 'UNAVAILABLE') setKey(newKey());
    setProblem(outcome.problem);
  }
  const at = (field: string) => (problem?.field === field ? problem.message : null);
  return (
    <Container component="main" size="xs" py="xl">
      <PageHeader title={s.title} lead={s.lead} />
      <form onSubmit={(event) => void create(event)}>
        <Stack>
          {problem !== null && at('name') === null && at('slug') === null && (
            <Alert color="red" role="alert">
              {problem.message}
            </Alert>
          )}
          <TextInput
            label={s.name}
            required
            maxLength={120}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={at('name')}
          />
          <TextInput
            label={s.slug}
            description={s.slugHint}
            required
            value={slug}
            onChange={(event) => setChosen(event.currentTarget.value)}
            error={at('slug')}
          />
          <Group justify="space-between">
            <Button type="submit" loading={loading}>
              {s.create}
            </Button>
            <Anchor component={Link} to="/">
              {s.back}
            </Anchor>
          </Group>
        </Stack>
      </form>
    </Container>
  );
}
