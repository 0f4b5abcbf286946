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
import { askedOf, keptOf, optionsOf, type RunAsked } from './run-options.ts';
import { strings } from './strings.ts';
import { TicketChoice } from './ticket-choice.tsx';

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
    openedFrom
    openedBefore
    sources
    scoreKind
    outcomes
    poolVersions
    rubricVersions {
      id
    }
    profile
    reopenWindowSeconds
    outcomeReliability
    replicates
    level
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
  const [asked, setAsked] = useState(() => askedOf(defaults));
  const [problem, setProblem] = useState<Pick<AppProblem, 'message'> | null>(null);
  const [key, setKey] = useState(newKey);
  const [send, { loading }] = useMutation(RunKpiAnalysis);
  const [keep, { loading: keeping }] = useMutation(SaveKpiDefaults);
  const change = (part: Partial<RunAsked>) => setAsked({ ...asked, ...part });

  async function keepAsDefaults() {
    const input = { projectId: props.projectId, options: keptOf(asked, defaults) };
    const outcome = await attempt(
      async () => (await keep({ variables: { input } })).data?.saveKpiDefaults,
    );
    setProblem(outcome.ok ? null : outcome.problem);
    if (outcome.ok) notifications.show({ message: s.kept });
  }

  async function start(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const options = optionsOf(asked);
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
              value={asked.primaryOutcome}
              miw={240}
              data={[
                ...props.outcomes.map(({ key: value, label }) => ({ value, label })),
                { value: '', label: s.none },
              ]}
              onChange={(event) => change({ primaryOutcome: event.currentTarget.value })}
            />
            <Autocomplete
              label={s.cluster}
              description={s.clusterNote}
              miw={240}
              data={attributes}
              value={asked.clusterBy}
              maxLength={200}
              onChange={(clusterBy) => change({ clusterBy })}
            />
          </Group>
          <Group align="flex-start" grow preventGrowOverflow={false}>
            <TagsInput
              label={s.confounders}
              description={s.confoundersNote}
              miw={240}
              maxTags={10}
              data={attributes}
              value={[...asked.confounders]}
              onChange={(confounders) => change({ confounders })}
            />
            <TagsInput
              label={s.segments}
              description={s.segmentsNote}
              miw={240}
              maxTags={10}
              data={attributes}
              value={[...asked.segments]}
              onChange={(segments) => change({ segments })}
            />
          </Group>
          <TicketChoice projectId={props.projectId} choice={asked} onChange={change} />
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
