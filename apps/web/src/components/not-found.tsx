import { Anchor, Center, Stack, Text, Title } from '@mantine/core';

/** For an address that names nothing. */
export function NotFound() {
  return (
    <Center mih="60vh">
      <Stack gap="xs" align="center">
        <Title order={1}>There is nothing here</Title>
        <Text c="dimmed">The address may be old, or it belongs to another organisation.</Text>
        <Anchor href="/">Go to the start</Anchor>
      </Stack>
    </Center>
  );
}
