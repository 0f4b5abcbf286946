import { useMutation, useQuery } from '@apollo/client/react';
import { Alert, Button, Group, Modal, NavLink, Paper, Stack, Text, Title } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { graphql } from '../../__generated__/index.ts';
import { outcomeOf, unreachable } from '../../api/outcome.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { LoadError, PageSkeleton } from '../../components/states.tsx';
import { type Draft, draftOf } from '../../features/rubrics/draft.ts';
import { DraftEditor } from '../../features/rubrics/draft-editor.tsx';
import { RubricPreview } from '../../features/rubrics/rubric-preview.tsx';
import { RubricSheet } from '../../features/rubrics/rubric-sheet.tsx';
import { versionDiff } from '../../features/rubrics/version-diff.ts';
import { isLead } from '../../features/tenancy/destinations.ts';

const RubricRoute = graphql(`
  query RubricRoute($rubricId: ID!) {
    viewer {
      id
      member {
        id
        role
      }
    }
    rubric(id: $rubricId) {
      id
      name
      description
      versions {
        id
        number
        status
        revision
        publishedAt
        ...RubricContent_version
      }
    }
  }
`);
const PublishRubricVersion = graphql(`
  mutation PublishRubricVersion($input: PublishRubricVersionInput!) {
    publishRubricVersion(input: $input) {
      __typename
      ... on PublishRubricVersionPayload {
        rubricVersion {
          id
          status
          publishedAt
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

/** /t/:tenant/rubrics/:rubricId */
export function Component() {
  const { rubricId = '' } = useParams({ strict: false });
  const [chosen, setChosen] = useState<string | null>(null);
  const [isNewDraft, setIsNewDraft] = useState(false);
  const [preview, setPreview] = useState<Draft | null>(null);
  const [publishing, setPublishing] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const { data, error, refetch } = useQuery(RubricRoute, {
    variables: { rubricId },
    fetchPolicy: 'network-only',
  });
  const [publish, { loading }] = useMutation(PublishRubricVersion);
  if (error !== undefined && data === undefined) {
    return <LoadError message={error.message} onRetry={() => void refetch()} />;
  }
  if (data === undefined) return <PageSkeleton />;
  const { rubric } = data;
  const canWrite = isLead(data.viewer.member?.role ?? 'ANNOTATOR');
  const draft = rubric.versions.find(({ status }) => status === 'DRAFT');
  const published = rubric.versions.filter(({ status }) => status !== 'DRAFT');
  const shown =
    rubric.versions.find(({ id }) => id === chosen) ??
    (isNewDraft ? published[0] : rubric.versions[0]);
  const isEditing = canWrite && (shown?.status === 'DRAFT' || isNewDraft);
  const fixedKeys = published.flatMap((version) =>
    draftOf(version).dimensions.map(({ key }) => key),
  );
  const before =
    shown === undefined ? undefined : published.find(({ number }) => number < shown.number);

  async function confirmPublish() {
    if (publishing === null) return;
    try {
      const { data: done } = await publish({
        variables: { input: { rubricVersionId: publishing } },
      });
      const outcome = outcomeOf(done?.publishRubricVersion);
      if (outcome.ok) {
        setIsNewDraft(false);
        setChosen(publishing);
        await refetch();
      } else setProblem(outcome.problem.message);
    } catch {
      setProblem(unreachable.message);
    }
    setPublishing(null);
  }
  const changes =
    shown === undefined || before === undefined ? [] : versionDiff(draftOf(before), draftOf(shown));
  return (
    <Stack gap="md" maw={1280}>
      <PageHeader
        title={rubric.name}
        lead={rubric.description}
        actions={
          canWrite &&
          draft === undefined &&
          !isNewDraft && (
            <Button
              variant="default"
              onClick={() => {
                setChosen(null);
                setIsNewDraft(true);
              }}
            >
              Begin a new version
            </Button>
          )
        }
      />
      {problem !== null && (
        <Alert color="red" role="alert" withCloseButton onClose={() => setProblem(null)}>
          {problem}
        </Alert>
      )}
      <Group align="flex-start" wrap="wrap" gap="lg">
        <Paper component="nav" aria-label="Versions" w={180}>
          {rubric.versions.map(({ id, number, status }) => (
            <NavLink
              key={id}
              active={id === shown?.id && !isNewDraft}
              label={status === 'DRAFT' ? `Draft of version ${number}` : `Version ${number}`}
              description={status.toLowerCase()}
              onClick={() => {
                setIsNewDraft(false);
                setChosen(id);
              }}
            />
          ))}
        </Paper>
        <Stack flex={1} miw={300} gap="md">
          {shown === undefined ? null : isEditing ? (
            <DraftEditor
              key={`${shown.id}-${isNewDraft}`}
              rubricId={rubricId}
              name={rubric.name}
              start={draftOf(shown)}
              revision={isNewDraft ? 0 : shown.revision}
              fixedKeys={fixedKeys}
              onPreview={setPreview}
              onPublish={setPublishing}
            />
          ) : (
            <>
              <Group justify="space-between">
                <Text c="dimmed">
                  {shown.status === 'DRAFT'
                    ? 'A draft, not published yet.'
                    : 'Published: it never changes. Every judgment names the version it was made under.'}
                </Text>
                <Button variant="default" onClick={() => setPreview(draftOf(shown))}>
                  Preview
                </Button>
              </Group>
              <RubricSheet content={draftOf(shown)} />
            </>
          )}
          {before !== undefined && !isNewDraft && (
            <section aria-labelledby="changes-title">
              <Title order={2} id="changes-title">
                Against version {before.number}
              </Title>
              {changes.length === 0 && <Text c="dimmed">Nothing differs.</Text>}
              {changes.map(({ where, what }) => (
                <Text key={`${where}${what}`}>
                  <Text span fw={600}>
                    {where}:
                  </Text>{' '}
                  {what}
                </Text>
              ))}
            </section>
          )}
        </Stack>
      </Group>
      <Modal
        opened={preview !== null}
        onClose={() => setPreview(null)}
        title="As the judge sees it"
        size="lg"
      >
        {preview !== null && <RubricPreview content={preview} />}
      </Modal>
      <Modal
        opened={publishing !== null}
        onClose={() => setPublishing(null)}
        title={`Publish “${rubric.name}”?`}
      >
        <Stack>
          <Text>
            A published version never changes, so that every judgment can be understood later. To
            change it, you begin a new version.
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setPublishing(null)}>
              Keep editing
            </Button>
            <Button loading={loading} onClick={() => void confirmPublish()}>
              Publish for ever
            </Button>
          </Group>
        </Stack>
      </Modal>
    </Stack>
  );
}
