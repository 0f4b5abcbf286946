import { useMutation } from '@apollo/client/react';
import {
  Alert,
  Button,
  Group,
  Modal,
  NativeSelect,
  NumberInput,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { graphql } from '../../__generated__/index.ts';
import { attempt } from '../../api/attempt.ts';
import { type AppProblem, newKey } from '../../api/outcome.ts';
import { strings } from './import-strings.ts';
import { keyOfMeasure, measureInput, measureToBegin, type NewMeasure } from './new-measure.ts';

const DeclareOutcomeMeasure = graphql(`
  mutation DeclareOutcomeMeasure($input: DeclareOutcomeMeasureInput!) {
    declareOutcomeMeasure(input: $input) {
      __typename
      ... on DeclareOutcomeMeasurePayload {
        outcomeMeasure {
          id
          key
          label
          scale
        }
      }
      ... on AppError {
        code
        message
        field
      }
    }
  }
`);
const s = strings.newMeasure;
// their own keys
const kinds = Object.keys(s.kinds) as NewMeasure['kind'][];
const clocks = Object.keys(s.clocks) as NewMeasure['clock'][];
const fields = ['label', 'key', 'kind', 'scale', 'clock', 'lowest', 'highest'];

/** Declares a measure for a column that no built-in outcome fits. */
export function MeasureDialog(props: {
  readonly column: string;
  /** First cells of the column. */
  readonly cells: readonly (string | null | undefined)[];
  readonly onClose: () => void;
  readonly onDeclared: (key: string) => void;
}) {
  const [measure, setMeasure] = useState(() => measureToBegin(props.column, props.cells));
  const [problem, setProblem] = useState<AppProblem | null>(null);
  const [key, setKey] = useState(newKey);
  const [send, { loading }] = useMutation(DeclareOutcomeMeasure, {
    // every list of the measures has it from now on
    update: (cache, { data }) => {
      const made = data?.declareOutcomeMeasure;
      if (made?.__typename !== 'DeclareOutcomeMeasurePayload') return;
      const ref = cache.identify({ __typename: 'OutcomeMeasure', id: made.outcomeMeasure.id });
      if (ref === undefined) return;
      cache.modify({
        fields: {
          outcomeMeasures: (known: readonly { readonly __ref: string }[] = []) =>
            known.some(({ __ref }) => __ref === ref) ? known : [...known, { __ref: ref }],
        },
      });
    },
  });
  const set = (change: Partial<NewMeasure>) => {
    setProblem(null);
    setMeasure({ ...measure, ...change });
  };
  async function declare(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const input = measureInput(measure, key);
    const outcome = await attempt(
      async () => (await send({ variables: { input } })).data?.declareOutcomeMeasure,
    );
    if (outcome.ok) return props.onDeclared(outcome.payload.outcomeMeasure.key);
    if (outcome.problem.code !== 'UNAVAILABLE') setKey(newKey());
    setProblem(outcome.problem);
  }
  const at = (field: string) => (problem?.field === field ? problem.message : null);
  const isNumber = measure.kind === 'NUMBER';
  return (
    <Modal opened centered title={s.title(props.column)} onClose={props.onClose}>
      <form onSubmit={(event) => void declare(event)}>
        <Stack gap="sm">
          <Text size="sm">{s.lead}</Text>
          {problem !== null && !fields.includes(problem.field ?? '') && (
            <Alert color="red" role="alert">
              {problem.message}
            </Alert>
          )}
          <TextInput
            label={s.label}
            required
            maxLength={120}
            data-autofocus
            value={measure.label}
            error={at('label')}
            onChange={(event) => set({ label: event.currentTarget.value })}
          />
          <TextInput
            label={s.key}
            description={s.keyNote}
            required
            maxLength={64}
            value={keyOfMeasure(measure)}
            error={at('key')}
            onChange={(event) => set({ key: event.currentTarget.value })}
          />
          <NativeSelect
            label={s.kind}
            value={measure.kind}
            error={at('kind')}
            data={kinds.map((value) => ({ value, label: s.kinds[value] }))}
            onChange={(event) =>
              set({ kind: kinds.find((kind) => kind === event.currentTarget.value) ?? 'NUMBER' })
            }
          />
          {isNumber && <NumberParts measure={measure} at={at} onChange={set} />}
          <NativeSelect
            label={isNumber ? s.higher : s.yes}
            value={measure.higherIsBetter ? 'better' : 'worse'}
            data={[
              { value: 'better', label: s.better },
              { value: 'worse', label: s.worse },
            ]}
            onChange={(event) => set({ higherIsBetter: event.currentTarget.value === 'better' })}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={props.onClose}>
              {s.cancel}
            </Button>
            <Button type="submit" loading={loading}>
              {s.declare}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** What only a number has: its scale, its clock, its bounds. */
function NumberParts(props: {
  readonly measure: NewMeasure;
  readonly at: (field: string) => string | null;
  readonly onChange: (change: Partial<NewMeasure>) => void;
}) {
  const { measure, at, onChange } = props;
  const bound = (value: string | number): number | null =>
    typeof value === 'number' ? value : null;
  return (
    <>
      <TextInput
        label={s.scale}
        description={s.scaleNote}
        required
        maxLength={60}
        value={measure.scale}
        error={at('scale')}
        onChange={(event) => onChange({ scale: event.currentTarget.value })}
      />
      <NativeSelect
        label={s.clock}
        value={measure.clock}
        error={at('clock')}
        data={clocks.map((value) => ({ value, label: s.clocks[value] }))}
        onChange={(event) =>
          onChange({
            clock: clocks.find((clock) => clock === event.currentTarget.value) ?? 'NONE',
          })
        }
      />
      <Group grow align="flex-start">
        <NumberInput
          label={s.lowest}
          value={measure.lowest ?? ''}
          error={at('lowest')}
          onChange={(value) => onChange({ lowest: bound(value) })}
        />
        <NumberInput
          label={s.highest}
          value={measure.highest ?? ''}
          error={at('highest')}
          onChange={(value) => onChange({ highest: bound(value) })}
        />
      </Group>
    </>
  );
}
