import { useMutation } from '@apollo/client/react';
import {
  Alert,
  Button,
  Checkbox,
  Group,
  Paper,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type SubmitEvent, useState } from 'react';
import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { attempt } from '../../api/attempt.ts';
import type { AppProblem } from '../../api/outcome.ts';
import { When } from '../../components/when.tsx';
import { strings } from './strings.ts';

const ScheduleForm_schedule = graphql(`
  fragment ScheduleForm_schedule on KpiSchedule {
    cron
    timeZone
    afterImports
    enabled
    nextAt
  }
`);
const SaveKpiSchedule = graphql(`
  mutation SaveKpiSchedule($input: SaveKpiScheduleInput!) {
    saveKpiSchedule(input: $input) {
      __typename
      ... on SaveKpiSchedulePayload {
        project {
          id
          kpiSchedule {
            ...ScheduleForm_schedule
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
const s = strings.schedule;

/** When the runs of a project start by themselves. */
export function ScheduleForm(props: {
  readonly projectId: string;
  readonly schedule: FragmentType<typeof ScheduleForm_schedule> | null;
}) {
  const saved =
    props.schedule === null ? null : readFragment(ScheduleForm_schedule, props.schedule);
  const [cron, setCron] = useState(saved?.cron ?? '0 6 * * 1');
  const [timeZone, setTimeZone] = useState(
    saved?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
  );
  const [afterImports, setAfterImports] = useState(saved?.afterImports ?? false);
  const [enabled, setEnabled] = useState(saved?.enabled ?? true);
  const [problem, setProblem] = useState<AppProblem | null>(null);
  const [send, { loading }] = useMutation(SaveKpiSchedule);

  async function save(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const input = { projectId: props.projectId, cron, timeZone, afterImports, enabled };
    const outcome = await attempt(
      async () => (await send({ variables: { input } })).data?.saveKpiSchedule,
    );
    setProblem(outcome.ok ? null : outcome.problem);
    if (outcome.ok) notifications.show({ message: s.saved });
  }
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="schedule-title">
      <form onSubmit={(event) => void save(event)}>
        <Stack gap="sm">
          <Group justify="space-between">
            <Title order={2} id="schedule-title">
              {s.title}
            </Title>
            {saved?.nextAt != null && (
              <Text size="sm" c="dimmed">
                {s.next} <When at={saved.nextAt} />
              </Text>
            )}
          </Group>
          <Text size="sm" c="dimmed">
            {s.lead}
          </Text>
          {problem !== null && problem.field !== 'cron' && (
            <Alert color="red" role="alert">
              {problem.message}
            </Alert>
          )}
          <Group align="flex-start">
            <TextInput
              label={s.cron}
              description={s.cronNote}
              required
              value={cron}
              maxLength={100}
              error={problem?.field === 'cron' ? problem.message : null}
              onChange={(event) => setCron(event.currentTarget.value)}
            />
            <TextInput
              label={s.zone}
              required
              value={timeZone}
              maxLength={100}
              onChange={(event) => setTimeZone(event.currentTarget.value)}
            />
          </Group>
          <Group>
            <Checkbox
              label={s.enabled}
              checked={enabled}
              onChange={(event) => setEnabled(event.currentTarget.checked)}
            />
            <Checkbox
              label={s.afterImports}
              checked={afterImports}
              onChange={(event) => setAfterImports(event.currentTarget.checked)}
            />
          </Group>
          <Group>
            <Button type="submit" variant="default" loading={loading}>
              {s.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}
