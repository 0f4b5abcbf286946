import { Alert, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { strings } from './strings.ts';

const s = strings.mapping;

interface MappingFrameProps {
  /** Of the file. */
  readonly name: string;
  readonly lead: string;
  /** Why the server did not begin. */
  readonly problem: string | null;
  /** Why it cannot begin so. */
  readonly wrong: string | null;
  /** What should be known before it begins. */
  readonly warning: string | null;
  readonly isStarting: boolean;
  /** Whether what is on the page is still being checked. */
  readonly isChecking?: boolean;
  readonly onStart: () => void;
  readonly onCancel: () => void;
  readonly children: ReactNode;
}

/** A file that was sent, what its columns mean, and the start of its import. */
export function MappingFrame(props: MappingFrameProps) {
  const { problem, wrong, isChecking = false } = props;
  const told = problem ?? wrong ?? props.warning;
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="mapping-title">
      <Stack gap="sm">
        <div>
          <Title order={2} id="mapping-title">
            {props.name}
          </Title>
          <Text c="dimmed">{props.lead}</Text>
        </div>
        {props.children}
        {told !== null && (
          <Alert color={problem === null ? 'yellow' : 'red'} role="alert">
            {told}
          </Alert>
        )}
        <Group>
          <Button
            loading={props.isStarting}
            disabled={wrong !== null || isChecking}
            onClick={props.onStart}
          >
            {s.start}
          </Button>
          <Button variant="default" onClick={props.onCancel}>
            {s.cancel}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
