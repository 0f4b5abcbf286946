import { ActionIcon, Button, Group, NativeSelect, Stack, Text, Title } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { type Draft, type DraftRedLine, newRedLine } from './draft.ts';
import { problemsBelow, withAt, withoutAt } from './draft-edits.ts';
import classes from './editor.module.css';
import { strings } from './strings.ts';

const s = strings.redLine;
type Problems = readonly { readonly field: string; readonly message: string }[];

/** What caps the score, each as one sentence: when this, then that. */
export function RedLinesEditor(props: {
  readonly draft: Draft;
  readonly problems: Problems;
  readonly onChange: (redLines: readonly DraftRedLine[]) => void;
}) {
  const { draft, problems, onChange } = props;
  const { redLines, dimensions } = draft;
  const [first] = dimensions;
  return (
    <Stack gap="xs" component="section" aria-labelledby="red-lines-title">
      <div>
        <Title order={2} id="red-lines-title">
          {s.title}
        </Title>
        <Text c="dimmed">{s.lead}</Text>
      </div>
      {redLines.length === 0 && <Text>{s.none}</Text>}
      {redLines.map((line, index) => (
        <RedLineRow
          key={line.id}
          number={index + 1}
          line={line}
          draft={draft}
          problems={problemsBelow(problems, `redLines.${index}`)}
          onChange={(changed) => onChange(withAt(redLines, index, changed))}
          onRemove={() => onChange(withoutAt(redLines, index))}
        />
      ))}
      <Group>
        <Button
          variant="default"
          size="compact-sm"
          disabled={first === undefined}
          onClick={() => {
            if (first !== undefined) onChange([...redLines, newRedLine(first.key)]);
          }}
        >
          {s.add}
        </Button>
      </Group>
    </Stack>
  );
}

function RedLineRow(props: {
  readonly number: number;
  readonly line: DraftRedLine;
  readonly draft: Draft;
  readonly problems: ReadonlyMap<string, string>;
  readonly onChange: (line: DraftRedLine) => void;
  readonly onRemove: () => void;
}) {
  const { line, problems, onChange, number } = props;
  const { dimensions } = props.draft;
  const dimension = dimensions.find(({ key }) => key === line.dimensionKey);
  const flags = Object.keys(strings.flags) as (keyof typeof strings.flags)[]; // its own keys
  return (
    <fieldset className={classes.row} aria-label={s.section(number)}>
      <NativeSelect
        label={s.when}
        value={line.flag === null ? `dimension ${line.dimensionKey}` : `flag ${line.flag}`}
        error={problems.get('dimensionKey')}
        data={[
          ...dimensions.map(({ key, label }) => ({
            value: `dimension ${key}`,
            label: s.whenDimension(label),
          })),
          ...flags.map((flag) => ({
            value: `flag ${flag}`,
            label: s.whenFlag(strings.flags[flag]),
          })),
        ]}
        onChange={({ currentTarget: { value } }) => {
          const flag = flags.find((other) => value === `flag ${other}`);
          const chosen = dimensions.find(({ key }) => value === `dimension ${key}`);
          if (flag !== undefined) {
            onChange({ ...line, flag, dimensionKey: null, atOrBelowTier: null });
          } else if (chosen !== undefined) {
            onChange({ ...line, flag: null, dimensionKey: chosen.key, atOrBelowTier: 0 });
          }
        }}
      />
      {dimension !== undefined && (
        <NativeSelect
          label={s.tier}
          value={String(line.atOrBelowTier ?? 0)}
          error={problems.get('atOrBelowTier')}
          data={dimension.tiers.map(({ label }, index) => ({
            value: String(index),
            label: `${index + 1}. ${label}`,
          }))}
          onChange={(event) =>
            onChange({ ...line, atOrBelowTier: Number(event.currentTarget.value) })
          }
        />
      )}
      <NativeSelect
        label={s.effect}
        value={line.effect === 'FAIL_ALL' ? 'all' : `dimension ${line.failDimensionKey}`}
        error={problems.get('failDimensionKey')}
        data={[
          { value: 'all', label: s.failAll },
          ...dimensions.map(({ key, label }) => ({
            value: `dimension ${key}`,
            label: s.failDimension(label),
          })),
        ]}
        onChange={({ currentTarget: { value } }) => {
          const failed = dimensions.find(({ key }) => value === `dimension ${key}`);
          onChange({
            ...line,
            effect: failed === undefined ? 'FAIL_ALL' : 'FAIL_DIMENSION',
            failDimensionKey: failed?.key ?? null,
          });
        }}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        mt={24}
        aria-label={s.remove(number)}
        onClick={props.onRemove}
      >
        <IconTrash size={16} />
      </ActionIcon>
    </fieldset>
  );
}
