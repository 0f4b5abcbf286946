import { validateRubric } from '@assay/scoring/rubrics/validate-rubric';
import { Button, Group, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { DimensionEditor } from './dimension-editor.tsx';
import { type Draft, newDimension } from './draft.ts';
import { DraftBar, SaveProblem } from './draft-bar.tsx';
import { moved, problemsBelow, withDimension, withoutDimension } from './draft-edits.ts';
import { ProfilesEditor } from './profiles-editor.tsx';
import { RedLinesEditor } from './red-lines-editor.tsx';
import { strings } from './strings.ts';
import { type EditedRubric, useDraft } from './use-draft.ts';
import { ShareBar } from './weight-bar.tsx';

const s = strings.draft;
const dimensionsMax = 30;

interface DraftEditorProps {
  readonly rubricId: string;
  readonly revision: number;
  readonly start: EditedRubric;
  /** Keys of published dimensions: they tie the versions together. */
  readonly fixedKeys: readonly string[];
  /** Asked for once everything is stored. */
  readonly onPublish: () => void;
  readonly onPreview: (draft: Draft) => void;
  /** Throw away what is here and begin with what is stored. */
  readonly onReload: () => void;
}

/** Edits a draft, which saves itself. What is wrong is told where it is. */
export function DraftEditor(props: DraftEditorProps) {
  const { rubric, state, problem, canUndo, change, undo, save } = useDraft({
    rubricId: props.rubricId,
    revision: props.revision,
    rubric: props.start,
  });
  const [publishing, setPublishing] = useState(false);
  const { content } = rubric;
  const { dimensions } = content;
  const set = (part: Partial<EditedRubric>) => change({ ...rubric, ...part });
  const edit = (part: Partial<Draft>) => set({ content: { ...content, ...part } });
  const problems = validateRubric(content);

  async function publish() {
    setPublishing(true);
    if (await save()) props.onPublish();
    setPublishing(false);
  }
  return (
    <Stack gap="md">
      <DraftBar
        state={state}
        problems={problems}
        canUndo={canUndo}
        publishing={publishing}
        onUndo={undo}
        onPreview={() => props.onPreview(content)}
        onPublish={() => void publish()}
      />
      {problem !== null && (
        <SaveProblem
          problem={problem}
          onLoadTheirs={props.onReload}
          onKeepMine={() => void save(true)}
        />
      )}
      <Group align="flex-start">
        <TextInput
          label={s.name}
          flex={1}
          miw={220}
          value={rubric.name}
          error={problem?.field === 'name' ? problem.message : null}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <Textarea
          label={s.description}
          flex={2}
          miw={260}
          autosize
          minRows={1}
          value={rubric.description}
          onChange={(event) => set({ description: event.currentTarget.value })}
        />
      </Group>
      <TextInput
        label={s.note}
        description={s.noteHint}
        value={rubric.note}
        onChange={(event) => set({ note: event.currentTarget.value })}
      />
      <Stack gap="sm" component="section" aria-labelledby="dimensions-title">
        <Title order={2} id="dimensions-title">
          {s.dimensions}
        </Title>
        <ShareBar dimensions={dimensions} />
        {problems
          .filter(({ field }) => field === 'dimensions')
          .map(({ message }) => (
            <Text key={message} c="var(--mantine-color-error)">
              {message}
            </Text>
          ))}
        {dimensions.map((dimension, index) => (
          <DimensionEditor
            key={dimension.id}
            dimension={dimension}
            problems={problemsBelow(problems, `dimensions.${index}`)}
            keyIsFixed={props.fixedKeys.includes(dimension.key)}
            onChange={(changed) => set({ content: withDimension(content, index, changed) })}
            onMove={(by) => edit({ dimensions: moved(dimensions, index, by) })}
            onRemove={() => set({ content: withoutDimension(content, index) })}
          />
        ))}
        <Group>
          <Button
            variant="default"
            disabled={dimensions.length >= dimensionsMax}
            onClick={() =>
              edit({ dimensions: [...dimensions, newDimension(dimensions.map(({ key }) => key))] })
            }
          >
            {s.addDimension}
          </Button>
        </Group>
      </Stack>
      <RedLinesEditor
        draft={content}
        problems={problems}
        onChange={(redLines) => edit({ redLines })}
      />
      <ProfilesEditor
        draft={content}
        problems={problems}
        onChange={(profiles) => edit({ profiles })}
      />
    </Stack>
  );
}
