import { Badge, Button, Group, Paper, Progress, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { When } from '../../components/when.tsx';
import { CancelJobButton } from './cancel-job-button.tsx';
import { fetchFile } from './fetch-file.ts';
import { ProblemTable, type ProblemTable_problems } from './problem-table.tsx';
import { strings } from './strings.ts';
import { useJob } from './use-job.ts';

const ImportFrame_job = graphql(`
  fragment ImportFrame_job on Job {
    id
    state
    progress
    total
    error
    mayCancel
  }
`);
const s = strings.card;

interface ImportFrameProps {
  readonly name: string;
  readonly createdAt: string;
  readonly job: FragmentType<typeof ImportFrame_job>;
  /** What came of it so far. */
  readonly counts: readonly string[];
  readonly problems: FragmentType<typeof ProblemTable_problems>;
  readonly hasProblems: boolean;
  /** Asks for a link to all problems. */
  readonly reportUrl: () => Promise<string | null | undefined>;
  readonly onChange: () => void;
  /** What can be done once it is over. */
  readonly after?: ReactNode;
}

/** One file that is or was read: how far it is, what came of it, and which rows were left out. */
export function ImportFrame(props: ImportFrameProps) {
  const job = readFragment(ImportFrame_job, props.job);
  const following = useJob(job, props.onChange);
  const { over } = following;
  const { state, progress, total, error } = job;
  const percent = total == null || total === 0 ? 0 : Math.round((progress / total) * 100);

  return (
    <Paper withBorder p="md" component="article" aria-label={s.name(props.name)}>
      <Group justify="space-between">
        <Group gap="xs">
          <Text fw={600}>{props.name}</Text>
          <Badge
            variant="light"
            tt="none"
            color={state === 'FAILED' ? 'red' : state === 'SUCCEEDED' ? 'teal' : 'gray'}
          >
            {s.states[state]}
          </Badge>
          <When at={props.createdAt} />
        </Group>
        <Group gap="xs">
          <CancelJobButton
            {...following}
            mayCancel={job.mayCancel}
            label={s.cancel}
            done={s.cancelled}
          />
          {over && props.hasProblems && (
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => void fetchFile(props.reportUrl)}
            >
              {s.report}
            </Button>
          )}
          {over && props.after}
        </Group>
      </Group>
      {!over && <Progress mt="xs" value={percent} animated aria-label={s.read(percent)} />}
      <Text size="sm" mt="xs" role="status">
        {props.counts.join(' · ')}
      </Text>
      {error != null && (
        <Text c="var(--mantine-color-error)" role="alert">
          {error}
        </Text>
      )}
      <ProblemTable problems={props.problems} />
    </Paper>
  );
}
