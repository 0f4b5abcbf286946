import { useMutation } from '@apollo/client/react';
import { Alert, Button, Group, NumberInput, Paper, Stack, Text, Title } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { graphql } from '../../__generated__/index.ts';
import { attempt } from '../../api/attempt.ts';
import { type AppProblem, newKey } from '../../api/outcome.ts';
import { strings } from './strings.ts';

const ProposeWeights = graphql(`
  mutation ProposeWeights($input: ProposeWeightsInput!) {
    proposeWeights(input: $input) {
      __typename
      ... on ProposeWeightsPayload {
        weightProposal {
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

/** Asks for weights that track the outcome of a run, within bounds. */
export function ProposeForm(props: {
  readonly runId: string;
  /** What the run declared; null where it declared nothing. */
  readonly outcome: string | null;
  readonly onMade: (proposalId: string) => void;
}) {
  const [floor, setFloor] = useState<number | ''>(0.05);
  const [cap, setCap] = useState<number | ''>(0.7);
  const [step, setStep] = useState<number | ''>(0.2);
  const [problem, setProblem] = useState<AppProblem | null>(null);
  const [key, setKey] = useState(newKey);
  const [send, { loading }] = useMutation(ProposeWeights);
  async function ask(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const input = {
      ...{ idempotencyKey: key, runId: props.runId },
      ...{ floor: floor === '' ? null : floor, cap: cap === '' ? null : cap },
      maximalStep: step === '' ? null : step,
    };
    const outcome = await attempt(
      async () => (await send({ variables: { input } })).data?.proposeWeights,
    );
    if (outcome.ok || outcome.problem.code !== 'UNAVAILABLE') setKey(newKey());
    setProblem(outcome.ok ? null : outcome.problem);
    const made = outcome.ok ? outcome.payload.weightProposal?.id : undefined;
    if (made !== undefined) props.onMade(made);
  }
  const bound = (
    label: string,
    field: string,
    value: number | '',
    set: (value: number | '') => void,
  ) => (
    <NumberInput
      label={label}
      description={field === 'maximalStep' ? s.stepNote : undefined}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      min={0}
      max={1}
      step={0.05}
      decimalScale={2}
      w={150}
      value={value}
      error={problem?.field === field ? problem.message : null}
      onChange={(next) => set(typeof next === 'number' ? next : '')}
    />
  );
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="propose-title">
      <form onSubmit={(event) => void ask(event)}>
        <Stack gap="sm">
          <Title order={2} id="propose-title">
            {s.title}
          </Title>
          <Text size="sm" c="dimmed">
            {props.outcome === null ? s.undeclared : s.lead(props.outcome)}
          </Text>
          {problem !== null && (
            <Alert color="red" role="alert">
              {problem.message}
            </Alert>
          )}
          {props.outcome !== null && (
            <>
              <Group align="flex-start">
                {bound(s.floor, 'floor', floor, setFloor)}
                {bound(s.cap, 'cap', cap, setCap)}
                {bound(s.step, 'maximalStep', step, setStep)}
              </Group>
              <Group>
                <Button type="submit" loading={loading}>
                  {s.ask}
                </Button>
              </Group>
            </>
          )}
        </Stack>
      </form>
    </Paper>
  );
}
