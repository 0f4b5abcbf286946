import { Alert, Button, Container, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';

/** What a page shows when it could not be made. */
export function RouteProblem(props: { readonly error: unknown; readonly reset?: () => void }) {
  const message =
    props.error instanceof Error ? props.error.message : 'The page could not be shown.';
  return (
    <Container size="sm" py="xl">
      <Alert
        color="red"
        variant="outline"
        icon={<IconAlertTriangle />}
        title="This page could not be shown"
      >
        <Stack gap="sm" align="flex-start">
          <Text>{message} Nothing you saved is lost.</Text>
          <Button variant="default" onClick={() => location.reload()}>
            Load it again
          </Button>
        </Stack>
      </Alert>
    </Container>
  );
}
