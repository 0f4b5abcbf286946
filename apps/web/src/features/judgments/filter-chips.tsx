import { Button, Group, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { Chip } from './read-filter.ts';
import { strings as s } from './strings.ts';

/** The filters in force, each with a way to take it off. */
export function FilterChips(props: {
  readonly chips: readonly Chip[];
  readonly onRemove: (chip: Chip) => void;
}) {
  if (props.chips.length === 0) return null;
  return (
    <Group gap="xs">
      <Text size="sm" c="dimmed">
        {s.only}
      </Text>
      {props.chips.map((chip) => (
        <Button
          key={chip.label}
          size="compact-sm"
          variant="light"
          rightSection={<IconX size={12} />}
          onClick={() => props.onRemove(chip)}
          aria-label={s.takeOff(chip.label)}
        >
          {chip.label}
        </Button>
      ))}
    </Group>
  );
}
