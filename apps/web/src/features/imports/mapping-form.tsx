import { useMutation, useQuery } from '@apollo/client/react';
import {
  Alert,
  Button,
  Group,
  NativeSelect,
  Paper,
  Stack,
  Table,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { useState } from 'react';
import type { ImportTarget } from '../../__generated__/graphql.ts';
import { graphql } from '../../__generated__/index.ts';
import { newKey, outcomeOf, unreachable } from '../../api/outcome.ts';
import { LoadError, PageSkeleton } from '../../components/states.tsx';
import { type Field, mappingProblem, targetLabels } from './mapping.ts';

const UploadPreviewQuery = graphql(`
  query UploadPreview($uploadId: ID!) {
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

/** A file that was sent: what is in it, what each column means, and the start. */
export function MappingForm(props: {
  readonly projectId: string;
  readonly uploadId: string;
  readonly onStarted: (importId: string) => void;
  readonly onCancel: () => void;
}) {
  const { data, error, refetch } = useQuery(UploadPreviewQuery, {
    variables: { uploadId: props.uploadId },
  });
  const [changed, setChanged] = useState<readonly Field[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [key] = useState(newKey);
  const [start, { loading }] = useMutation(StartImport);
  if (error !== undefined && data === undefined) {
    return <LoadError message={error.message} onRetry={() => void refetch()} />;
  }
  if (data === undefined) return <PageSkeleton />;
  const { name, preview } = data.upload;
  const suggested = new Map(preview.suggestedMapping.map((field) => [field.source, field]));
  const fields: readonly Field[] =
    changed ??
    preview.columns.map((source) => ({
      source,
      target: suggested.get(source)?.target ?? 'IGNORE',
      key: suggested.get(source)?.key ?? null,
    }));
  const wrong = preview.problem ?? (preview.native ? null : mappingProblem(fields));

  async function begin() {
    const mapping = preview.native
      ? null
      : {
          fields: fields
            .filter(({ target }) => target !== 'IGNORE')
            .map(({ source, target, key: own }) => ({
              source,
              target,
              key: target === 'ATTRIBUTE' || target === 'CONTEXT' ? (own ?? source) : null,
            })),
        };
    const input = {
      idempotencyKey: `${key}-${fields
        .map(({ target }) => target[0])
        .join('')
        .slice(0, 80)}`,
      projectId: props.projectId,
      uploadId: props.uploadId,
      format: preview.format,
      mapping,
    };
    try {
      const { data: started } = await start({ variables: { input } });
      const outcome = outcomeOf(started?.startImport);
      if (outcome.ok) props.onStarted(outcome.payload.import.id);
      else setProblem(outcome.problem.message);
    } catch {
      setProblem(unreachable.message);
    }
  }
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="mapping-title">
      <Stack gap="sm">
        <Title order={2} id="mapping-title">
          {name}
        </Title>
        {(problem ?? wrong) !== null && (
          <Alert color={problem === null ? 'yellow' : 'red'} role="alert">
            {problem ?? wrong}
          </Alert>
        )}
        {preview.native ? (
          <Text>This file is in Assay’s own form and needs no mapping.</Text>
        ) : (
          <Text c="dimmed">
            Say what each column means. Several columns with the same meaning are joined.
          </Text>
        )}
        <Table.ScrollContainer minWidth={480}>
          <Table aria-label="Columns of the file">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Column</Table.Th>
                {!preview.native && <Table.Th>Meaning</Table.Th>}
                <Table.Th>First rows</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {fields.map((field, index) => (
                <Table.Tr key={field.source}>
                  <Table.Td fw={600}>{field.source}</Table.Td>
                  {!preview.native && (
                    <Table.Td>
                      <Group gap="xs" wrap="nowrap">
                        <NativeSelect
                          aria-label={`Meaning of ${field.source}`}
                          value={field.target}
                          data={Object.entries(targetLabels).map(([value, label]) => ({
                            value,
                            label,
                          }))}
                          onChange={(event) => {
                            const target = event.currentTarget.value as ImportTarget; // one of the options
                            setChanged(
                              fields.map((each, at) => (at === index ? { ...each, target } : each)),
                            );
                          }}
                        />
                        {(field.target === 'ATTRIBUTE' || field.target === 'CONTEXT') && (
                          <TextInput
                            aria-label={`Name of ${field.source}`}
                            value={field.key ?? field.source}
                            w={120}
                            onChange={(event) => {
                              const own = event.currentTarget.value;
                              setChanged(
                                fields.map((each, at) =>
                                  at === index ? { ...each, key: own } : each,
                                ),
                              );
                            }}
                          />
                        )}
                      </Group>
                    </Table.Td>
                  )}
                  <Table.Td>
                    {preview.rows.slice(0, 3).map((row, at) => (
                      <Text key={at} size="xs" c="dimmed" lineClamp={1} maw={420}>
                        {row[index] ?? '—'}
                      </Text>
                    ))}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
        <Group>
          <Button loading={loading} disabled={wrong !== null} onClick={() => void begin()}>
            Start import
          </Button>
          <Button variant="default" onClick={props.onCancel}>
            Not this file
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
