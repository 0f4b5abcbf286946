import { Anchor, Center, Stack, Text, Title } from '@mantine/core';
import { strings as s } from './strings.ts';

/** For an address that names nothing. */
export function NotFound() {
  return (
    <Center mih="60vh" p="md">
      <Stack gap="xs" align="center" ta="center">
        <Title order={1}>{s.notThere}</Title>
        <Text c="dimmed">{s.notThereLong}</Text>
        <Anchor href="/">{s.toTheStart}</Anchor>
      </Stack>
    </Center>
  );
}
