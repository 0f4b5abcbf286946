import { useMutation, useQuery } from '@apollo/client/react';
import { useState } from 'react';
import type { UploadPreviewQuery } from '../../__generated__/graphql.ts';
import { graphql } from '../../__generated__/index.ts';
import { attempt } from '../../api/attempt.ts';
import { newKey } from '../../api/outcome.ts';
import { PageSkeleton } from '../../components/states.tsx';
import { QueryProblem } from '../tenancy/query-problem.tsx';
import { type Judgments, judgmentsProblem } from './judgments.ts';
import { JudgmentsForm } from './judgments-form.tsx';
import { type Field, fieldsInput, mappingProblem } from './mapping.ts';
import { MappingFrame } from './mapping-frame.tsx';
import { MappingTable } from './mapping-table.tsx';
import { strings } from './strings.ts';

const UploadPreview = graphql(`
  query UploadPreview($uploadId: ID!, $projectId: ID!) {
    upload(id: $uploadId) {
      id
      name
      preview {
        format
        native
        problem
        columns
        rows
        suggestedMapping {
          source
          target
          key
        }
      }
    }
    project(id: $projectId) {
      id
      allowBothGood
    }
  }
`);
const StartImport = graphql(`
  mutation StartImport($input: StartImportInput!) {
    startImport(input: $input) {
      __typename
      ... on StartImportPayload {
        import {
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
const s = strings.mapping;

interface MappingFormProps {
  readonly projectId: string;
  readonly uploadId: string;
  readonly onStarted: (importId: string) => void;
  readonly onCancel: () => void;
}

/** A file that was sent: what is in it, what each column means, and the start. */
export function MappingForm(props: MappingFormProps) {
  const { projectId, uploadId } = props;
  const { data, error, refetch } = useQuery(UploadPreview, { variables: { projectId, uploadId } });
  if (error !== undefined && data === undefined) {
    return <QueryProblem error={error} onRetry={() => void refetch()} />;
  }
  if (data === undefined) return <PageSkeleton />;
  return <Loaded {...props} upload={data.upload} allowBothGood={data.project.allowBothGood} />;
}

function Loaded(
  props: MappingFormProps & {
    readonly upload: UploadPreviewQuery['upload'];
    readonly allowBothGood: boolean;
  },
) {
  const { name, preview } = props.upload;
  const [fields, setFields] = useState<readonly Field[]>(() => suggestedFields(preview));
  const [judgments, setJudgments] = useState<Judgments | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [key, setKey] = useState(newKey);
  const [start, { loading }] = useMutation(StartImport);
  const isPair = fields.some(({ target }) => target === 'RESPONSE_B');
  const used = isPair ? judgments : null;
  // what is wrong in some rows is told, and does not stop the others
  const unreadable = preview.columns.length === 0 ? preview.problem : null;
  const wrong =
    unreadable ??
    (preview.native
      ? null
      : (mappingProblem(fields) ?? (used === null ? null : judgmentsProblem(used))));

  async function begin() {
    const mapping = {
      fields: fieldsInput(fields),
      judgments: used === null ? null : { ...used, values: [...used.values] },
    };
    const input = {
      idempotencyKey: key,
      ...{ projectId: props.projectId, uploadId: props.uploadId, format: preview.format },
      mapping: preview.native ? null : mapping,
    };
    const outcome = await attempt(
      async () => (await start({ variables: { input } })).data?.startImport,
    );
    if (outcome.ok) return props.onStarted(outcome.payload.import.id);
    if (outcome.problem.code !== 'UNAVAILABLE') setKey(newKey());
    setProblem(outcome.problem.message);
  }
  return (
    <MappingFrame
      name={name}
      lead={preview.native ? s.native : s.lead}
      problem={problem}
      wrong={wrong}
      warning={preview.problem ?? null}
      isStarting={loading}
      onStart={() => void begin()}
      onCancel={props.onCancel}
    >
      <MappingTable
        preview={preview}
        fields={fields}
        onChange={
          preview.native
            ? null
            : (changed) => {
                setProblem(null);
                setFields(changed);
              }
        }
      />
      {isPair && !preview.native && (
        <JudgmentsForm
          preview={preview}
          allowBothGood={props.allowBothGood}
          value={judgments}
          onChange={(changed) => {
            setProblem(null);
            setJudgments(changed);
          }}
        />
      )}
    </MappingFrame>
  );
}

function suggestedFields(preview: UploadPreviewQuery['upload']['preview']): readonly Field[] {
  const suggested = new Map(preview.suggestedMapping.map((field) => [field.source, field]));
  return preview.columns.map((source) => ({
    source,
    target: suggested.get(source)?.target ?? 'IGNORE',
    key: suggested.get(source)?.key ?? null,
  }));
}
