import { Alert, Button, Center, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { strings as s } from './strings.ts';

/** An empty place that teaches the next step. */
export function EmptyState(props: {
  readonly title: string;
  readonly children: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <Center py="xl">
      <Stack gap="xs" align="center" maw={460} ta="center">
        <Title order={2}>{props.title}</Title>
        <Text c="dimmed">{props.children}</Text>
        {props.action}
      </Stack>
    </Center>
  );
}

/** What happened, what was kept, what to do. */
export function LoadError(props: {
  readonly message: string;
  readonly title?: string;
  readonly onRetry: () => void;
}) {
  return (
    <Alert
      color="red"
      variant="outline"
      icon={<IconAlertTriangle />}
      title={props.title ?? s.notLoaded}
      my="md"
    >
      <Stack gap="sm" align="flex-start">
        <Text>{props.message}</Text>
        <Button variant="default" size="xs" onClick={props.onRetry}>
          {s.tryAgain}
        </Button>
      </Stack>
    </Alert>
  );
}

/** Holds the place of a page while it loads. */
export function PageSkeleton() {
  return (
    <Stack gap="md" py="md" role="status" aria-busy="true" aria-label={s.loading}>
      <Skeleton height={28} width={260} />
      <Skeleton height={96} />
      <Skeleton height={240} />
    </Stack>
  );
}
