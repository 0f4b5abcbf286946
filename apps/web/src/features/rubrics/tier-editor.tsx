import {
  ActionIcon,
  Button,
  Group,
  NumberInput,
  Paper,
  Stack,
  Textarea,
  TextInput,
} from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { type DraftTier, newExample, withAt } from './draft.ts';

/** One tier: its words, its value, and what belongs to it and what only seems to. */
export function TierEditor(props: {
  readonly number: number;
  readonly tier: DraftTier;
  readonly problem: string | undefined;
  readonly onChange: (tier: DraftTier) => void;
  readonly onRemove: () => void;
}) {
  const { tier, onChange } = props;
  const named = `Tier ${props.number}`;
  return (
    <Paper withBorder p="sm" component="fieldset" aria-label={named}>
      <Stack gap="xs">
        <Group wrap="nowrap" align="flex-end">
          <TextInput
            label={`${named} label`}
            value={tier.label}
            flex={1}
            error={props.problem}
            onChange={(event) => onChange({ ...tier, label: event.currentTarget.value })}
          />
          <NumberInput
            label="Value"
            min={0}
            max={1}
            step={0.1}
            decimalScale={3}
            w={90}
            value={tier.value}
            onChange={(value) => onChange({ ...tier, value: Number(value) })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={`Remove tier ${props.number}`}
            onClick={props.onRemove}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </Group>
        <Textarea
          label="What puts an answer here"
          autosize
          minRows={1}
          value={tier.description}
          onChange={(event) => onChange({ ...tier, description: event.currentTarget.value })}
        />
        {tier.examples.map((example, index) => {
          const change = (part: Partial<typeof example>) =>
            onChange({ ...tier, examples: withAt(tier.examples, index, part) });
          const what = example.kind === 'EXAMPLE' ? 'Example' : 'Counter-example';
          return (
            <Group key={example.id} align="flex-end" wrap="nowrap">
              <Textarea
                label={what}
                autosize
                minRows={1}
                flex={2}
                value={example.text}
                onChange={(event) => change({ text: event.currentTarget.value })}
              />
              <TextInput
                label="Why"
                flex={1}
                value={example.reason}
                onChange={(event) => change({ reason: event.currentTarget.value })}
              />
              <ActionIcon
                variant="subtle"
                color="gray"
                size="lg"
                aria-label={`Remove ${what.toLowerCase()} ${index + 1}`}
                onClick={() =>
                  onChange({ ...tier, examples: tier.examples.filter((_, at) => at !== index) })
                }
              >
                <IconTrash size={16} />
              </ActionIcon>
            </Group>
          );
        })}
        <Group gap="xs">
          <Button
            size="compact-sm"
            variant="default"
            onClick={() =>
              onChange({ ...tier, examples: [...tier.examples, newExample('EXAMPLE')] })
            }
          >
            Add example
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() =>
              onChange({ ...tier, examples: [...tier.examples, newExample('COUNTER_EXAMPLE')] })
            }
          >
            Add counter-example
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
