import { useMutation } from '@apollo/client/react';
import {
  Alert,
  Button,
  Code,
  Group,
  NativeSelect,
  NumberInput,
  Paper,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import type { ReleaseFormat } from '../../__generated__/graphql.ts';
import { graphql } from '../../__generated__/index.ts';
import { attempt } from '../../api/attempt.ts';
import { type AppProblem, newKey } from '../../api/outcome.ts';
import { strings } from './strings.ts';

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

const s = strings.form;
const formats = ['DPO', 'DPO_CONVERSATIONAL'] as const satisfies readonly ReleaseFormat[];

/** Makes a release: its format, and what a pair must have to be in it. */
export function ReleaseForm(props: { readonly projectId: string; readonly onMade: () => void }) {
  const [name, setName] = useState('');
  const [format, setFormat] = useState<ReleaseFormat>('DPO');
  const [votes, setVotes] = useState(2);
  const [agreement, setAgreement] = useState(0.6);
  const [problem, setProblem] = useState<AppProblem | null>(null);
  const [key, setKey] = useState(newKey);
  const [send, { loading }] = useMutation(CreateDatasetRelease);

  async function make(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const gates = { minimumVotes: votes, minimumAgreement: agreement };
    const input = { idempotencyKey: key, projectId: props.projectId, name, format, ...gates };
    const outcome = await attempt(
      async () => (await send({ variables: { input } })).data?.createDatasetRelease,
    );
    if (outcome.ok || outcome.problem.code !== 'UNAVAILABLE') setKey(newKey());
    setProblem(outcome.ok ? null : outcome.problem);
    if (!outcome.ok) return;
    setName('');
    props.onMade();
  }
  const at = (field: string) => (problem?.field === field ? problem.message : null);
  const told = ['name', 'minimumVotes', 'minimumAgreement'].some((field) => at(field) !== null);
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="release-title">
      <form onSubmit={(event) => void make(event)}>
        <Stack gap="sm">
          <Title order={2} id="release-title">
            {s.title}
          </Title>
          {problem !== null && !told && (
            <Alert color="red" role="alert">
              {problem.message}
            </Alert>
          )}
          <Group align="flex-start">
            <TextInput
              label={s.name}
              required
              maxLength={120}
              flex={1}
              miw={180}
              value={name}
              error={at('name')}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <NativeSelect
              label={s.format}
              value={format}
              data={formats.map((value) => ({ value, label: s.formats[value] }))}
              onChange={(event) =>
                setFormat(formats.find((each) => each === event.currentTarget.value) ?? 'DPO')
              }
            />
            <NumberInput
              label={s.votes}
              min={1}
              max={50}
              allowDecimal={false}
              w={130}
              value={votes}
              error={at('minimumVotes')}
              onChange={(value) => setVotes(Number(value) || 0)}
            />
            <NumberInput
              label={s.agreement}
              min={0}
              max={1}
              step={0.1}
              decimalScale={2}
              w={150}
              value={agreement}
              error={at('minimumAgreement')}
              onChange={(value) => setAgreement(Number(value) || 0)}
            />
          </Group>
          <Text size="sm" c="dimmed">
            {s.hint}
            <br />
            {s.eachLine} <Code>{s.lines[format]}</Code>
          </Text>
          <Group>
            <Button type="submit" loading={loading}>
              {s.create}
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}
