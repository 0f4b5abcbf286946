import { Alert, Button, Container, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { serverAnswers } from '../load-page.ts';
import { strings as s } from './strings.ts';

/** What a page shows when it could not be made. */
export function RouteProblem(props: { readonly error: unknown; readonly reset?: () => void }) {
  const message = props.error instanceof Error ? props.error.message : '';
  const [isSilent, setIsSilent] = useState(false);
  // without a server there would be no page at all
  async function again() {
    if (await serverAnswers()) location.reload();
    else setIsSilent(true);
  }
  return (
    <Container size="sm" py="xl">
      <Alert color="red" variant="outline" icon={<IconAlertTriangle />} title={s.notShown}>
        <Stack gap="sm" align="flex-start">
          <Text>
            {message} {s.kept}
          </Text>
          {isSilent && <Text role="alert">{s.stillUnreachable}</Text>}
          <Button variant="default" onClick={() => void again()}>
            {s.loadAgain}
          </Button>
        </Stack>
      </Alert>
    </Container>
  );
}
