import { Group, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';

/** The name of a page, what it is for, and what one can do on it. */
export function PageHeader(props: {
  readonly title: string;
  readonly lead?: string;
  readonly actions?: ReactNode;
}) {
  useDocumentTitle(`${props.title} · Assay`);
  return (
    <Group justify="space-between" align="flex-start" mb="md" gap="sm">
      <Stack gap={2}>
        <Title order={1}>{props.title}</Title>
        {props.lead !== undefined && props.lead !== '' && <Text c="dimmed">{props.lead}</Text>}
      </Stack>
      {props.actions !== undefined && <Group gap="xs">{props.actions}</Group>}
    </Group>
  );
}
