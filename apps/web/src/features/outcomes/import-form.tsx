import { useMutation, useQuery } from '@apollo/client/react';
import { Checkbox, TextInput } from '@mantine/core';
import { useDebouncedValue, useSessionStorage } from '@mantine/hooks';
import { useState } from 'react';
import type { OutcomeUploadPreviewQuery } from '../../__generated__/graphql.ts';
import { graphql } from '../../__generated__/index.ts';
import { attempt } from '../../api/attempt.ts';
import { newKey } from '../../api/outcome.ts';
import { PageSkeleton } from '../../components/states.tsx';
import { ColumnTable } from '../imports/column-table.tsx';
import { MappingFrame } from '../imports/mapping-frame.tsx';
import { strings as shared } from '../imports/strings.ts';
import { QueryProblem } from '../tenancy/query-problem.tsx';
import { ImportCheck } from './import-check.tsx';
import { ImportField } from './import-field.tsx';
import {
  type Draft,
  draftOf,
  type Field,
  has,
  mappingInput,
  retarget,
  timesTellResolution,
} from './import-mapping.ts';
import { strings as s } from './import-strings.ts';
import { MeasureDialog } from './measure-dialog.tsx';

const OutcomeUploadPreview = graphql(`
  query OutcomeUploadPreview($uploadId: ID!) {
    upload(id: $uploadId) {
      id
      name
      outcomePreview {
        format
        native
        problem
        columns
        rows
        suggestedFields {
          source
          target
          key
          unit
          clock
          scale
          knownAtOpening
        }
      }
    }
    outcomeMeasures {
      id
      key
      label
      scale
    }
  }
`);
const OutcomeUploadCheck = graphql(`
  query OutcomeUploadCheck(
    $uploadId: ID!
    $format: ImportFormat!
    $mapping: OutcomeMappingInput
  ) {
    upload(id: $uploadId) {
      id
      outcomeCheck(format: $format, mapping: $mapping) {
        refusal
        ...ImportCheck_check
      }
    }
  }
`);
const StartOutcomeImport = graphql(`
  mutation StartOutcomeImport($input: StartOutcomeImportInput!) {
    startOutcomeImport(input: $input) {
      __typename
      ... on StartOutcomeImportPayload {
        outcomeImport {
          id
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
/** Milliseconds without a change after which the first rows are read again. */
const settleMs = 300;

interface ImportFormProps {
  readonly projectId: string;
  readonly uploadId: string;
  readonly onStarted: () => void;
  readonly onCancel: () => void;
}

/** A file of outcomes that was sent: what each column tells, what would be refused, and the start. */
export function ImportForm(props: ImportFormProps) {
  const variables = { uploadId: props.uploadId };
  const { data, error, refetch } = useQuery(OutcomeUploadPreview, { variables });
  if (error !== undefined && data === undefined) {
    return <QueryProblem error={error} onRetry={() => void refetch()} />;
  }
  if (data === undefined) return <PageSkeleton />;
  return <Loaded {...props} data={data} />;
}

function Loaded(props: ImportFormProps & { readonly data: OutcomeUploadPreviewQuery }) {
  const { projectId, uploadId } = props;
  const { upload, outcomeMeasures } = props.data;
  const preview = upload.outcomePreview;
  const { format, native, columns } = preview;
  // a page that is loaded again goes on with the mapping that was begun
  const [draft, setDraft, forgetDraft] = useSessionStorage<Draft>({
    key: `outcome-mapping-${uploadId}`,
    defaultValue: draftOf(columns, preview.suggestedFields),
    getInitialValueInEffect: false,
  });
  const [problem, setProblem] = useState<string | null>(null);
  const [key, setKey] = useState(newKey);
  /** The column for which a measure is being declared. */
  const [measured, setMeasured] = useState<number | null>(null);
  const [start, { loading }] = useMutation(StartOutcomeImport);
  const [settledDraft] = useDebouncedValue(draft, settleMs);
  const isUnreadable = columns.length === 0;
  const { data: checked, loading: isReading } = useQuery(OutcomeUploadCheck, {
    variables: { uploadId, format, mapping: native ? null : mappingInput(settledDraft) },
    skip: isUnreadable,
    fetchPolicy: 'no-cache',
  });
  const isChecking = !isUnreadable && (isReading || settledDraft !== draft);
  const check = isChecking ? undefined : checked?.upload.outcomeCheck;

  const change = (next: Draft) => {
    setProblem(null);
    setDraft(next);
  };
  async function begin() {
    const input = {
      ...{ idempotencyKey: key, projectId, uploadId, format },
      mapping: native ? null : mappingInput(draft),
    };
    const outcome = await attempt(
      async () => (await start({ variables: { input } })).data?.startOutcomeImport,
    );
    if (outcome.ok) {
      forgetDraft();
      return props.onStarted();
    }
    if (outcome.problem.code !== 'UNAVAILABLE') setKey(newKey());
    setProblem(outcome.problem.message);
  }
  const changeField = (index: number, field: Field) =>
    change({ ...draft, fields: draft.fields.map((each, at) => (at === index ? field : each)) });
  const meaning = (index: number) => {
    const field = draft.fields[index];
    if (field === undefined) return null;
    return (
      <ImportField
        field={field}
        columns={columns}
        measures={outcomeMeasures}
        meaningLabel={shared.mapping.meaningOf(field.source)}
        nameLabel={shared.mapping.nameOf(field.source)}
        onChange={(changed) => changeField(index, changed)}
        onDeclare={() => setMeasured(index)}
      />
    );
  };
  const measuredField = measured === null ? undefined : draft.fields[measured];
  return (
    <MappingFrame
      name={upload.name}
      lead={native ? s.native : s.lead}
      problem={problem}
      wrong={(isUnreadable ? preview.problem : check?.refusal) ?? null}
      warning={null}
      isStarting={loading}
      isChecking={isChecking || check === undefined}
      onStart={() => void begin()}
      onCancel={props.onCancel}
    >
      <ColumnTable preview={preview} meaning={native ? null : meaning} />
      {!native && !isUnreadable && (
        <>
          {!has(draft, 'SOURCE') && (
            <TextInput
              label={s.source}
              description={s.sourceNote}
              value={draft.source}
              maw={360}
              onChange={(event) => change({ ...draft, source: event.currentTarget.value })}
            />
          )}
          {timesTellResolution(draft) && (
            <Checkbox
              label={s.durations}
              checked={draft.durationsFromTimes}
              onChange={(event) =>
                change({ ...draft, durationsFromTimes: event.currentTarget.checked })
              }
            />
          )}
        </>
      )}
      {!isUnreadable && <ImportCheck check={check} />}
      {measured !== null && measuredField !== undefined && (
        <MeasureDialog
          column={measuredField.source}
          cells={preview.rows.map((row) => row[measured])}
          onClose={() => setMeasured(null)}
          onDeclared={(declared) => {
            setMeasured(null);
            changeField(measured, { ...retarget(measuredField, 'MEASURE'), key: declared });
          }}
        />
      )}
    </MappingFrame>
  );
}
