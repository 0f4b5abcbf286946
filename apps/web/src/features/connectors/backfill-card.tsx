import { Badge, Group, Progress, Text } from '@mantine/core';
import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { CancelJobButton } from '../imports/cancel-job-button.tsx';
import { strings as imports } from '../imports/strings.ts';
import { useJob } from '../imports/use-job.ts';
import { strings as s } from './strings.ts';

const BackfillCard_backfill = graphql(`
  fragment BackfillCard_backfill on Backfill {
    id
    since
    ticketsRead
    eventsRecorded
    ticketsFailed
    lastProblem
    job {
      id
      state
      progress
      total
      error
      mayCancel
    }
  }
`);
const words = imports.card;
const day = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' });

/** One reading of past tickets: how far it is, what came of it, and its end before its time. */
export function BackfillCard(props: {
  readonly backfill: FragmentType<typeof BackfillCard_backfill>;
  readonly onChange: () => void;
}) {
  const { job, since, ticketsRead, eventsRecorded, ticketsFailed, lastProblem } = readFragment(
    BackfillCard_backfill,
    props.backfill,
  );
  const following = useJob(job, props.onChange);
  const { over } = following;
  const { state, progress, total, error } = job;
  const name = s.readingSince(day.format(new Date(since)));
  // not every ticket system says how many there are
  const percent = total == null || total === 0 ? null : Math.round((progress / total) * 100);
  return (
    <article aria-label={name}>
      <Group justify="space-between">
        <Group gap="xs">
          <Text size="sm">{name}</Text>
          <Badge
            variant="light"
            tt="none"
            color={state === 'FAILED' ? 'red' : state === 'SUCCEEDED' ? 'teal' : 'gray'}
          >
            {words.states[state]}
          </Badge>
        </Group>
        <CancelJobButton
          {...following}
          mayCancel={job.mayCancel}
          label={words.cancel}
          done={words.cancelled}
        />
      </Group>
      {!over && percent !== null && (
        <Progress mt="xs" value={percent} animated aria-label={words.read(percent)} />
      )}
      {!over && percent === null && (
        <Progress.Root mt="xs">
          <Progress.Section value={100} animated withAria={false} />
        </Progress.Root>
      )}
      <Text size="sm" mt={4} role="status">
        {s.reading(ticketsRead, eventsRecorded)}
      </Text>
      {ticketsFailed > 0 && (
        <Text size="sm" c="dimmed">
          {s.failedTickets(ticketsFailed, lastProblem ?? '')}
        </Text>
      )}
      {error != null && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {error}
        </Text>
      )}
    </article>
  );
}
