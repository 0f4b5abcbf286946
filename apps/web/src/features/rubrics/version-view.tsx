import { useMutation } from '@apollo/client/react';
import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { graphql } from '../../__generated__/index.ts';
import { attempt } from '../../api/attempt.ts';
import { PageSkeleton } from '../../components/states.tsx';
import { QueryProblem } from '../tenancy/query-problem.tsx';
import { type Draft, inputOf } from './draft.ts';
import { DraftEditor } from './draft-editor.tsx';
import { RubricSheet } from './rubric-sheet.tsx';
import { strings } from './strings.ts';
import { useVersion } from './use-version.ts';
import { VersionChanges } from './version-changes.tsx';

const BeginDraft = graphql(`
  mutation BeginRubricDraft($input: SaveRubricDraftInput!) {
    saveRubricDraft(input: $input) {
      __typename
      ... on SaveRubricDraftPayload {
        rubricVersion {
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
const s = strings.page;

export interface VersionOfRubric {
  readonly id: string;
  readonly number: number;
  readonly status: 'DRAFT' | 'PUBLISHED' | 'RETIRED';
  readonly note: string;
}

interface VersionViewProps {
  readonly rubricId: string;
  readonly version: VersionOfRubric;
  /** Published versions before this one, newest first. */
  readonly earlier: readonly VersionOfRubric[];
  readonly fixedKeys: readonly string[];
  readonly canWrite: boolean;
  /** There is no draft yet, so one can be begun. */
  readonly canBegin: boolean;
  readonly onBegun: (versionId: string) => void;
  readonly onPublish: () => void;
  readonly onPreview: (content: Draft) => void;
}

/** One version: to edit where it is a draft and one may, to read otherwise. */
export function VersionView(props: VersionViewProps) {
  const { rubricId, version, earlier } = props;
  const { version: loaded, error, refetch } = useVersion(version.id);
  const [round, setRound] = useState(0);
  if (error !== undefined && loaded === null) {
    return <QueryProblem error={error} onRetry={() => void refetch()} />;
  }
  if (loaded === null) return <PageSkeleton />;
  if (props.canWrite && version.status === 'DRAFT') {
    return (
      <DraftEditor
        key={round}
        rubricId={rubricId}
        revision={loaded.revision}
        start={{
          ...{ name: loaded.rubric.name, description: loaded.rubric.description },
          ...{ note: loaded.note, content: loaded.content },
        }}
        fixedKeys={props.fixedKeys}
        onPublish={props.onPublish}
        onPreview={props.onPreview}
        onReload={() => void refetch().then(() => setRound(round + 1))}
      />
    );
  }
  const [newest, ...older] = earlier;
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-start">
        <div>
          <Text c="dimmed">{version.status === 'DRAFT' ? s.draftOnly : s.published}</Text>
          {version.note !== '' && <Text dir="auto">{version.note}</Text>}
        </div>
        <Group gap="xs">
          <Button variant="default" onClick={() => props.onPreview(loaded.content)}>
            {s.preview}
          </Button>
          {props.canWrite && props.canBegin && (
            <BeginButton rubricId={rubricId} content={loaded.content} onBegun={props.onBegun} />
          )}
        </Group>
      </Group>
      <RubricSheet content={loaded.content} />
      {newest !== undefined && (
        <VersionChanges content={loaded.content} others={[newest, ...older]} />
      )}
    </Stack>
  );
}

function BeginButton(props: {
  readonly rubricId: string;
  readonly content: Draft;
  readonly onBegun: (versionId: string) => void;
}) {
  const [send, { loading }] = useMutation(BeginDraft);
  const [problem, setProblem] = useState<string | null>(null);
  async function begin() {
    const input = { rubricId: props.rubricId, basedOnRevision: 0, ...inputOf(props.content) };
    const outcome = await attempt(
      async () => (await send({ variables: { input } })).data?.saveRubricDraft,
    );
    if (outcome.ok) props.onBegun(outcome.payload.rubricVersion.id);
    else setProblem(outcome.problem.message);
  }
  return (
    <>
      <Button loading={loading} title={s.beginHint} onClick={() => void begin()}>
        {s.begin}
      </Button>
      {problem !== null && (
        <Alert color="red" role="alert">
          {problem}
        </Alert>
      )}
    </>
  );
}
