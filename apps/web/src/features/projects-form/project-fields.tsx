import { Checkbox, NumberInput, Stack, Textarea, TextInput } from '@mantine/core';

/** What of a project can be changed at any time. */
export interface ProjectWords {
  readonly name: string;
  readonly description: string;
  readonly instructions: string;
  readonly leaseMinutes: number;
  readonly targetAgreement: number;
  readonly allowBothGood: boolean;
  readonly renderMarkdown: boolean;
}

/** The fields that a new project and the settings of one share. */
export function ProjectFields(props: {
  readonly value: ProjectWords;
  readonly problem: { readonly field?: string | null; readonly message: string } | null;
  readonly onChange: (value: ProjectWords) => void;
}) {
  const { value, problem } = props;
  const set = (change: Partial<ProjectWords>) => props.onChange({ ...value, ...change });
  const at = (field: string) => (problem?.field === field ? problem.message : null);
  return (
    <Stack>
      <TextInput
        label="Name"
        required
        value={value.name}
        error={at('name')}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <Textarea
        label="Description"
        autosize
        minRows={2}
        value={value.description}
        onChange={(event) => set({ description: event.currentTarget.value })}
      />
      <Textarea
        label="Instructions for annotators"
        description="They can read them at any time while judging."
        autosize
        minRows={2}
        value={value.instructions}
        onChange={(event) => set({ instructions: event.currentTarget.value })}
      />
      <NumberInput
        label="Minutes to judge a task"
        description="Then it goes back and somebody else may get it; saving a draft begins the time anew."
        min={1}
        max={1440}
        value={value.leaseMinutes}
        error={at('leaseMinutes')}
        onChange={(minutes) => set({ leaseMinutes: Number(minutes) })}
      />
      <NumberInput
        label="Target agreement"
        description="Krippendorff’s alpha that you aim at. .667 is the least from which careful conclusions are usually drawn, .8 is good."
        min={0}
        max={1}
        step={0.05}
        decimalScale={3}
        value={value.targetAgreement}
        error={at('targetAgreement')}
        onChange={(target) => set({ targetAgreement: Number(target) })}
      />
      <Checkbox
        label="Comparisons may be answered with “both good”"
        checked={value.allowBothGood}
        onChange={(event) => set({ allowBothGood: event.currentTarget.checked })}
      />
      <Checkbox
        label="Show answers as Markdown"
        description="Without images, and links open only after a question. Otherwise they are shown as plain text."
        checked={value.renderMarkdown}
        onChange={(event) => set({ renderMarkdown: event.currentTarget.checked })}
      />
    </Stack>
  );
}
