import {
  ActionIcon,
  Button,
  Group,
  NumberInput,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react';
import { type DraftTier, newExample } from './draft.ts';
import { withAt, withoutAt } from './draft-edits.ts';
import classes from './editor.module.css';
import { strings } from './strings.ts';

const s = strings.tier;
const look = { variant: 'subtle', color: 'gray', size: 'sm' } as const;

interface TierEditorProps {
  readonly number: number;
  readonly last: boolean;
  readonly tier: DraftTier;
  /** Messages by field: `label`, `value`. */
  readonly problems: ReadonlyMap<string, string>;
  readonly onChange: (tier: DraftTier) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}

/** One tier: its words, its value, and what belongs to it and what only seems to. */
export function TierEditor(props: TierEditorProps) {
  const { number, last, tier, problems, onChange, onMove } = props;
  const set = (change: Partial<DraftTier>) => onChange({ ...tier, ...change });
  return (
    <fieldset
      className={classes.tier}
      aria-label={s.section(number)}
      aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
      onKeyDown={(event) => {
        if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
        event.preventDefault();
        onMove(event.key === 'ArrowUp' ? -1 : 1);
      }}
    >
      <Group justify="space-between" gap={4} wrap="nowrap">
        <Text size="sm" fw={600} c="dimmed">
          {s.section(number)}
        </Text>
        <Group gap={2} wrap="nowrap">
          <ActionIcon
            {...look}
            aria-label={s.up(number)}
            disabled={number === 1}
            onClick={() => onMove(-1)}
          >
            <IconArrowUp size={14} />
          </ActionIcon>
          <ActionIcon
            {...look}
            aria-label={s.down(number)}
            disabled={last}
            onClick={() => onMove(1)}
          >
            <IconArrowDown size={14} />
          </ActionIcon>
          <ActionIcon {...look} aria-label={s.remove(number)} onClick={props.onRemove}>
            <IconX size={14} />
          </ActionIcon>
        </Group>
      </Group>
      <Group wrap="nowrap" align="flex-start" gap="xs">
        <TextInput
          label={s.label(number)}
          value={tier.label}
          flex={1}
          error={problems.get('label')}
          onChange={(event) => set({ label: event.currentTarget.value })}
        />
        <NumberInput
          label={s.value}
          min={0}
          max={1}
          step={0.1}
          decimalScale={3}
          w={84}
          value={tier.value}
          error={problems.get('value')}
          onChange={(value) => set({ value: numberOf(value) })}
        />
      </Group>
      <Textarea
        label={s.what}
        autosize
        minRows={2}
        value={tier.description}
        onChange={(event) => set({ description: event.currentTarget.value })}
      />
      {tier.examples.map((example, index) => {
        const what = example.kind === 'EXAMPLE' ? s.example : s.counterExample;
        const change = (part: Partial<typeof example>) =>
          set({ examples: withAt(tier.examples, index, part) });
        return (
          <div key={example.id} className={classes.example} data-kind={example.kind}>
            <Stack gap={4} flex={1}>
              <Textarea
                label={what}
                autosize
                minRows={1}
                size="xs"
                value={example.text}
                onChange={(event) => change({ text: event.currentTarget.value })}
              />
              <TextInput
                label={s.why}
                size="xs"
                value={example.reason}
                onChange={(event) => change({ reason: event.currentTarget.value })}
              />
            </Stack>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="sm"
              aria-label={s.removeExample(what, index + 1)}
              onClick={() => set({ examples: withoutAt(tier.examples, index) })}
            >
              <IconX size={14} />
            </ActionIcon>
          </div>
        );
      })}
      <Group gap={4}>
        {(['EXAMPLE', 'COUNTER_EXAMPLE'] as const).map((kind) => (
          <Button
            key={kind}
            size="compact-xs"
            variant="subtle"
            onClick={() => set({ examples: [...tier.examples, newExample(kind)] })}
          >
            {kind === 'EXAMPLE' ? s.addExample : s.addCounterExample}
          </Button>
        ))}
      </Group>
    </fieldset>
  );
}

/** What a number field says while somebody types: an empty one is 0. */
export function numberOf(value: string | number): number {
  const number = Number(value);
  return Number.isFinite(number) ? number : 0;
}
