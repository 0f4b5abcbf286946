import { Alert, Button, Container, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { strings as s } from './strings.ts';

/** What a page shows when it could not be made. */
export function RouteProblem(props: { readonly error: unknown; readonly reset?: () => void }) {
  const message = props.error instanceof Error ? props.error.message : '';
  return (
    <Container size="sm" py="xl">
      <Alert color="red" variant="outline" icon={<IconAlertTriangle />} title={s.notShown}>
        <Stack gap="sm" align="flex-start">
          <Text>
            {message} {s.kept}
          </Text>
          <Button variant="default" onClick={() => location.reload()}>
            {s.loadAgain}
          </Button>
        </Stack>
      </Alert>
    </Container>
  );
}
