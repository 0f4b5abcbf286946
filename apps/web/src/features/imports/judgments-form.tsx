import {
  Button,
  Checkbox,
  Group,
  NativeSelect,
  Stack,
  Table,
  Text,
  TextInput,
} from '@mantine/core';
import { useState } from 'react';
import type { PreferenceDirection } from '../../__generated__/graphql.ts';
import {
  fieldsOf,
  type Judgments,
  listColumns,
  noJudgments,
  type Preview,
  type Verdict,
  verdictsIn,
} from './judgments.ts';
import { strings } from './strings.ts';

const s = strings.judgments;
const directions = ['A', 'B', 'TIE', 'BOTH_BAD', 'BOTH_GOOD'] as const;

interface JudgmentsFormProps {
  readonly preview: Preview;
  readonly allowBothGood: boolean;
  readonly value: Judgments | null;
  readonly onChange: (value: Judgments | null) => void;
}

/** Where the comparisons of a file are and what their verdicts mean. */
export function JudgmentsForm({ preview, allowBothGood, value, onChange }: JudgmentsFormProps) {
  return (
    <Stack gap="sm">
      <Checkbox
        label={s.bring}
        description={s.bringLong}
        checked={value !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? noJudgments : null)}
      />
      {value !== null && (
        <>
          <Places preview={preview} value={value} onChange={onChange} />
          {value.label !== '' && (
            <Verdicts
              directions={directions.filter((each) => allowBothGood || each !== 'BOTH_GOOD')}
              values={value.values}
              onChange={(values) => onChange({ ...value, values })}
            />
          )}
        </>
      )}
    </Stack>
  );
}

function Places(props: {
  readonly preview: Preview;
  readonly value: Judgments;
  readonly onChange: (value: Judgments) => void;
}) {
  const { preview, value, onChange } = props;
  const fields = fieldsOf(preview, value.path);
  return (
    <Group align="flex-start">
      <NativeSelect
        label={s.where}
        value={value.path}
        data={[
          { value: '', label: s.inRow },
          ...listColumns(preview).map((column) => ({ value: column, label: s.inList(column) })),
        ]}
        onChange={(event) => onChange({ ...noJudgments, path: event.currentTarget.value })}
      />
      <NativeSelect
        label={s.label}
        value={value.label}
        data={['', ...fields]}
        onChange={({ currentTarget: { value: label } }) =>
          onChange({ ...value, label, values: verdictsIn(preview, value.path, label) })
        }
      />
      <NativeSelect
        label={s.annotator}
        value={value.annotator}
        data={[
          { value: '', label: s.nobody },
          ...fields.map((field) => ({ value: field, label: field })),
        ]}
        onChange={(event) => onChange({ ...value, annotator: event.currentTarget.value })}
      />
    </Group>
  );
}

function Verdicts(props: {
  readonly directions: readonly PreferenceDirection[];
  readonly values: readonly Verdict[];
  readonly onChange: (values: readonly Verdict[]) => void;
}) {
  const { values, onChange } = props;
  const [another, setAnother] = useState('');
  const set = (value: string, change: Partial<Verdict>) =>
    onChange(values.map((each) => (each.value === value ? { ...each, ...change } : each)));
  const isNew = another.trim() !== '' && !values.some(({ value }) => value === another.trim());
  return (
    <Stack gap="xs">
      <Table aria-label={s.values} maw={560} verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{s.value}</Table.Th>
            <Table.Th>{s.means}</Table.Th>
            <Table.Th>{s.strength}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {values.map(({ value, direction, strength }) => (
            <Table.Tr key={value}>
              <Table.Td fw={600}>{value}</Table.Td>
              <Table.Td>
                <NativeSelect
                  size="xs"
                  aria-label={s.meansOf(value)}
                  value={direction}
                  data={props.directions.map((each) => ({
                    value: each,
                    label: s.directions[each],
                  }))}
                  onChange={(event) => {
                    const chosen = directions.find((each) => each === event.currentTarget.value);
                    if (chosen === undefined) return;
                    const keeps = chosen === 'A' || chosen === 'B';
                    set(value, { direction: chosen, ...(!keeps && { strength: null }) });
                  }}
                />
              </Table.Td>
              <Table.Td>
                <NativeSelect
                  size="xs"
                  aria-label={s.strengthOf(value)}
                  value={String(strength ?? 0)}
                  disabled={direction !== 'A' && direction !== 'B'}
                  data={s.strengths.map((label, n) => ({ value: String(n), label }))}
                  onChange={(event) => {
                    const chosen = Number(event.currentTarget.value);
                    set(value, { strength: chosen === 0 ? null : chosen });
                  }}
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Group align="flex-end" gap="xs">
        <TextInput
          size="xs"
          label={s.another}
          value={another}
          onChange={(event) => setAnother(event.currentTarget.value)}
        />
        <Button
          size="xs"
          variant="default"
          disabled={!isNew}
          onClick={() => {
            onChange([...values, { value: another.trim(), direction: 'TIE', strength: null }]);
            setAnother('');
          }}
        >
          {s.add}
        </Button>
        <Text size="xs" c="dimmed">
          {s.firstRowsOnly}
        </Text>
      </Group>
    </Stack>
  );
}
