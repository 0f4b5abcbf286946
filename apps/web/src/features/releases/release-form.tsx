import { useMutation } from '@apollo/client/react';
import {
  Alert,
  Button,
  Group,
  NativeSelect,
  NumberInput,
  Paper,
  Stack,
  TextInput,
  Title,
} from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import type { ReleaseFormat } from '../../__generated__/graphql.ts';
import { graphql } from '../../__generated__/index.ts';
import { newKey, outcomeOf, unreachable } from '../../api/outcome.ts';

const CreateDatasetRelease = graphql(`
  mutation CreateDatasetRelease($input: CreateDatasetReleaseInput!) {
    createDatasetRelease(input: $input) {
      __typename
      ... on CreateDatasetReleasePayload {
        datasetRelease {
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

/** Makes a release: its format, and what a pair must have to be in it. */
export function ReleaseForm(props: { readonly projectId: string; readonly onMade: () => void }) {
  const [name, setName] = useState('');
  const [format, setFormat] = useState<ReleaseFormat>('DPO');
  const [votes, setVotes] = useState(2);
  const [agreement, setAgreement] = useState(0.6);
  const [problem, setProblem] = useState<string | null>(null);
  const [send, { loading }] = useMutation(CreateDatasetRelease);

  async function make(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const input = {
      idempotencyKey: newKey(),
      projectId: props.projectId,
      name,
      format,
      minimumVotes: votes,
      minimumAgreement: agreement,
    };
    try {
      const { data } = await send({ variables: { input } });
      const outcome = outcomeOf(data?.createDatasetRelease);
      if (!outcome.ok) return setProblem(outcome.problem.message);
      setName('');
      setProblem(null);
      props.onMade();
    } catch {
      setProblem(unreachable.message);
    }
  }
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="release-title">
      <form onSubmit={(event) => void make(event)}>
        <Stack gap="sm">
          <Title order={2} id="release-title">
            New release
          </Title>
          {problem !== null && (
            <Alert color="red" role="alert">
              {problem}
            </Alert>
          )}
          <Group align="flex-end">
            <TextInput
              label="Name of the release"
              required
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <NativeSelect
              label="Format"
              value={format}
              data={[
                { value: 'DPO', label: 'DPO pairs, plain text' },
                { value: 'DPO_CONVERSATIONAL', label: 'DPO pairs, conversational' },
              ]}
              onChange={(event) =>
                setFormat(event.currentTarget.value === 'DPO' ? 'DPO' : 'DPO_CONVERSATIONAL')
              }
            />
            <NumberInput
              label="Votes at least"
              min={1}
              max={20}
              w={110}
              value={votes}
              onChange={(value) => setVotes(Number(value))}
            />
            <NumberInput
              label="Agreement at least"
              min={0}
              max={1}
              step={0.1}
              decimalScale={2}
              w={140}
              value={agreement}
              onChange={(value) => setAgreement(Number(value))}
            />
            <Button type="submit" loading={loading}>
              Create release
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}
