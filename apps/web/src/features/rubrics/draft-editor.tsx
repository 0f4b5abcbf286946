import { useMutation } from '@apollo/client/react';
import { validateRubric } from '@assay/scoring/rubrics/validate-rubric';
import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { graphql } from '../../__generated__/index.ts';
import { type AppProblem, outcomeOf, unreachable } from '../../api/outcome.ts';
import { DimensionEditor } from './dimension-editor.tsx';
import { type Draft, inputOf, moved, newDimension, withAt } from './draft.ts';
import { ShareBar } from './weight-bar.tsx';

const SaveRubricDraft = graphql(`
  mutation SaveRubricDraft($input: SaveRubricDraftInput!) {
    saveRubricDraft(input: $input) {
      __typename
      ... on SaveRubricDraftPayload {
        rubricVersion {
          id
          revision
          rubric {
            id
            name
            draft {
              id
            }
          }
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
const saveAfterMs = 800;

interface DraftEditorProps {
  readonly rubricId: string;
  readonly name: string;
  readonly start: Draft;
  /** The revision that `start` is; 0 where there was no draft yet. */
  readonly revision: number;
  readonly fixedKeys: readonly string[];
  readonly onPublish: (versionId: string) => void;
  readonly onPreview: (draft: Draft) => void;
}

/** Edits a draft and saves it by itself. What is wrong is told where it is. */
export function DraftEditor(props: DraftEditorProps) {
  const [draft, setDraft] = useState(props.start);
  const [name, setName] = useState(props.name);
  const [past, setPast] = useState<readonly Draft[]>([]);
  const [saved, setSaved] = useState<{
    versionId: string | null;
    state: 'saved' | 'unsaved' | 'saving';
  }>({ versionId: null, state: 'saved' });
  const [problem, setProblem] = useState<AppProblem | null>(null);
  const revision = useRef(props.revision);
  const latest = useRef({ draft, name });
  const [send] = useMutation(SaveRubricDraft);

  function change(next: Draft) {
    setPast([...past.slice(-30), draft]);
    setDraft(next);
    setSaved((before) => ({ ...before, state: 'unsaved' }));
  }
  const save = async (): Promise<string | null> => {
    setSaved((before) => ({ ...before, state: 'saving' }));
    const sent = latest.current;
    const about = {
      rubricId: props.rubricId,
      basedOnRevision: revision.current,
      name: sent.name,
      note: '',
    };
    try {
      const { data } = await send({ variables: { input: inputOf(sent.draft, about) } });
      const outcome = outcomeOf(data?.saveRubricDraft);
      if (outcome.ok) {
        revision.current = outcome.payload.rubricVersion.revision;
        const state = latest.current === sent ? 'saved' : 'unsaved';
        setSaved({ versionId: outcome.payload.rubricVersion.id, state });
        setProblem(null);
        return outcome.payload.rubricVersion.id;
      }
      setProblem(outcome.problem);
    } catch {
      setProblem(unreachable);
    }
    setSaved((before) => ({ ...before, state: 'unsaved' }));
    return null;
  };
  const saveNow = useRef(save);
  saveNow.current = save;
  useEffect(() => {
    latest.current = { draft, name };
    if (saved.state !== 'unsaved' || problem?.code === 'CONFLICT') return;
    const timer = setTimeout(() => void saveNow.current(), saveAfterMs);
    return () => clearTimeout(timer);
  }, [draft, name, saved.state, problem?.code]);

  const problems = validateRubric(draft);
  const below = (index: number) =>
    new Map(
      problems.flatMap(({ field, message }) =>
        field.startsWith(`dimensions.${index}.`)
          ? [[field.slice(`dimensions.${index}.`.length), message] as const]
          : [],
      ),
    );
  const general = problems.filter(({ field }) => !field.startsWith('dimensions.'));
  const publish = async () => {
    const versionId = await save();
    if (versionId !== null) props.onPublish(versionId);
  };
  return (
    <Stack gap="md">
      <Group
        justify="space-between"
        style={{ position: 'sticky', top: 48, zIndex: 5, background: 'var(--mantine-color-body)' }}
        py="xs"
      >
        <Text c="dimmed" role="status">
          {{ saved: 'All saved', unsaved: 'Not saved yet …', saving: 'Saving …' }[saved.state]}
          {problems.length > 0 && ` · ${problems.length} to mend before publishing`}
        </Text>
        <Group gap="xs">
          <Button
            variant="default"
            disabled={past.length === 0}
            onClick={() => {
              const before = past.at(-1);
              if (before === undefined) return;
              setPast(past.slice(0, -1));
              setDraft(before);
              setSaved((state) => ({ ...state, state: 'unsaved' }));
            }}
          >
            Undo
          </Button>
          <Button variant="default" onClick={() => props.onPreview(draft)}>
            Preview
          </Button>
          <Button disabled={problems.length > 0} onClick={() => void publish()}>
            Publish
          </Button>
        </Group>
      </Group>
      {problem !== null && (
        <Alert
          color="red"
          role="alert"
          title={problem.code === 'CONFLICT' ? 'Somebody else saved this draft' : 'Not saved'}
        >
          <Group justify="space-between">
            <Text>{problem.message}</Text>
            {problem.code === 'CONFLICT' && (
              <Button onClick={() => location.reload()}>Load their draft</Button>
            )}
          </Group>
        </Alert>
      )}
      <TextInput
        label="Name of the rubric"
        value={name}
        maw={420}
        onChange={(event) => {
          setName(event.currentTarget.value);
          setSaved((state) => ({ ...state, state: 'unsaved' }));
        }}
      />
      <ShareBar dimensions={draft.dimensions} />
      {general.map(({ field, message }) => (
        <Text key={field} c="red" size="sm">
          {message}
        </Text>
      ))}
      {draft.dimensions.map((dimension, index) => (
        <DimensionEditor
          key={dimension.id}
          dimension={dimension}
          problems={below(index)}
          keyIsFixed={props.fixedKeys.includes(dimension.key)}
          onChange={(changed) =>
            change({ ...draft, dimensions: withAt(draft.dimensions, index, changed) })
          }
          onMove={(by) => change({ ...draft, dimensions: moved(draft.dimensions, index, by) })}
          onRemove={() =>
            change({ ...draft, dimensions: draft.dimensions.filter((_, at) => at !== index) })
          }
        />
      ))}
      <Group>
        <Button
          variant="default"
          onClick={() =>
            change({
              ...draft,
              dimensions: [
                ...draft.dimensions,
                newDimension(draft.dimensions.map(({ key }) => key)),
              ],
            })
          }
        >
          Add dimension
        </Button>
      </Group>
    </Stack>
  );
}
