import { useMutation } from '@apollo/client/react';
import {
  Alert,
  Autocomplete,
  Button,
  Group,
  NativeSelect,
  Paper,
  Stack,
  TagsInput,
  Text,
  Title,
} from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type SubmitEvent, useState } from 'react';
import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
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

const SaveKpiDefaults = graphql(`
  mutation SaveKpiDefaults($input: SaveKpiDefaultsInput!) {
    saveKpiDefaults(input: $input) {
      __typename
      ... on SaveKpiDefaultsPayload {
        project {
          id
          kpiDefaults {
            ...StartRunForm_defaults
          }
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
const StartRunForm_defaults = graphql(`
  fragment StartRunForm_defaults on KpiRequest {
    primaryOutcome
    confounders
    segments
    clusterBy
  }
`);

const s = strings.start;

/** Starts a run: what it tracks, what it adjusts for, what belongs together. */
export function StartRunForm(props: {
  readonly projectId: string;
  /** Keys and labels of what can be tracked. */
  readonly outcomes: readonly { readonly key: string; readonly label: string }[];
  /** What tickets are known to have, to choose from. */
  readonly attributes: readonly string[];
  readonly defaults: FragmentType<typeof StartRunForm_defaults>;
  readonly mayKeep: boolean;
  readonly onStarted: () => void;
}) {
  const defaults = readFragment(StartRunForm_defaults, props.defaults);
  const attributes = [...props.attributes];
  const [primary, setPrimary] = useState(defaults.primaryOutcome ?? 'resolved');
  const [confounders, setConfounders] = useState(defaults.confounders);
  const [segments, setSegments] = useState(defaults.segments);
  const [cluster, setCluster] = useState(defaults.clusterBy ?? '');
  const [problem, setProblem] = useState<AppProblem | null>(null);
  const [key, setKey] = useState(newKey);
  const [send, { loading }] = useMutation(RunKpiAnalysis);
  const [keep, { loading: keeping }] = useMutation(SaveKpiDefaults);
  const options = {
    ...{ confounders, segments },
    primaryOutcome: primary === '' ? null : primary,
    clusterBy: cluster.trim() === '' ? null : cluster.trim(),
  };

  async function keepAsDefaults() {
    const input = { projectId: props.projectId, options };
    const outcome = await attempt(
      async () => (await keep({ variables: { input } })).data?.saveKpiDefaults,
    );
    setProblem(outcome.ok ? null : outcome.problem);
    if (outcome.ok) notifications.show({ message: s.kept });
  }

  async function start(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
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
            <Autocomplete
              label={s.cluster}
              description={s.clusterNote}
              miw={240}
              data={attributes}
              value={cluster}
              maxLength={200}
              onChange={setCluster}
            />
          </Group>
          <Group align="flex-start" grow preventGrowOverflow={false}>
            <TagsInput
              label={s.confounders}
              description={s.confoundersNote}
              miw={240}
              maxTags={10}
              data={attributes}
              value={confounders}
              onChange={setConfounders}
            />
            <TagsInput
              label={s.segments}
              description={s.segmentsNote}
              miw={240}
              maxTags={10}
              data={attributes}
              value={segments}
              onChange={setSegments}
            />
          </Group>
          <Group>
            <Button type="submit" loading={loading}>
              {s.run}
            </Button>
            {props.mayKeep && (
              <Button variant="default" loading={keeping} onClick={() => void keepAsDefaults()}>
                {s.keep}
              </Button>
            )}
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}
