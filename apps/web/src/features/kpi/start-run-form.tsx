import { useMutation } from '@apollo/client/react';
import {
  Alert,
  Button,
  Group,
  NativeSelect,
  Paper,
  Stack,
  TagsInput,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { graphql } from '../../__generated__/index.ts';
import { attempt } from '../../api/attempt.ts';
import { type AppProblem, newKey } from '../../api/outcome.ts';
import { strings } from './strings.ts';

const RunKpiAnalysis = graphql(`
  mutation RunKpiAnalysis($input: RunKpiAnalysisInput!) {
    runKpiAnalysis(input: $input) {
      __typename
      ... on RunKpiAnalysisPayload {
        kpiRun {
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

const s = strings.start;

/** Starts a run: what it tracks, what it adjusts for, what belongs together. */
export function StartRunForm(props: {
  readonly projectId: string;
  /** Keys and labels of what can be tracked. */
  readonly outcomes: readonly { readonly key: string; readonly label: string }[];
  readonly onStarted: () => void;
}) {
  const [primary, setPrimary] = useState('resolved');
  const [confounders, setConfounders] = useState<string[]>([]);
  const [segments, setSegments] = useState<string[]>([]);
  const [cluster, setCluster] = useState('');
  const [problem, setProblem] = useState<AppProblem | null>(null);
  const [key, setKey] = useState(newKey);
  const [send, { loading }] = useMutation(RunKpiAnalysis);

  async function start(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const options = {
      ...{ confounders, segments },
      primaryOutcome: primary === '' ? null : primary,
      clusterBy: cluster.trim() === '' ? null : cluster.trim(),
    };
    const input = { idempotencyKey: key, projectId: props.projectId, options };
    const outcome = await attempt(
      async () => (await send({ variables: { input } })).data?.runKpiAnalysis,
    );
    if (outcome.ok || outcome.problem.code !== 'UNAVAILABLE') setKey(newKey());
    setProblem(outcome.ok ? null : outcome.problem);
    if (outcome.ok) props.onStarted();
  }
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="start-run-title">
      <form onSubmit={(event) => void start(event)}>
        <Stack gap="sm">
          <Title order={2} id="start-run-title">
            {s.title}
          </Title>
          <Text size="sm" c="dimmed">
            {s.lead}
          </Text>
          {problem !== null && (
            <Alert color="red" role="alert">
              {problem.message}
            </Alert>
          )}
          <Group align="flex-start" grow preventGrowOverflow={false}>
            <NativeSelect
              label={s.primary}
              description={s.primaryNote}
              value={primary}
              miw={240}
              data={[
                ...props.outcomes.map(({ key: value, label }) => ({ value, label })),
                { value: '', label: s.none },
              ]}
              onChange={(event) => setPrimary(event.currentTarget.value)}
            />
            <TextInput
              label={s.cluster}
              description={s.clusterNote}
              miw={240}
              value={cluster}
              maxLength={200}
              onChange={(event) => setCluster(event.currentTarget.value)}
            />
          </Group>
          <Group align="flex-start" grow preventGrowOverflow={false}>
            <TagsInput
              label={s.confounders}
              description={s.confoundersNote}
              miw={240}
              maxTags={10}
              value={confounders}
              onChange={setConfounders}
            />
            <TagsInput
              label={s.segments}
              description={s.segmentsNote}
              miw={240}
              maxTags={10}
              value={segments}
              onChange={setSegments}
            />
          </Group>
          <Group>
            <Button type="submit" loading={loading}>
              {s.run}
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}
