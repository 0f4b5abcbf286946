import { Checkbox, NumberInput, Stack, Textarea, TextInput } from '@mantine/core';
import { strings } from './strings.ts';

const s = strings.fields;

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

interface ProjectFieldsProps {
  readonly value: ProjectWords;
  readonly problem: { readonly field?: string | null; readonly message: string } | null;
  readonly onChange: (value: ProjectWords) => void;
}

/** The fields that a new project and the settings of one share. */
export function ProjectFields({ value, problem, onChange }: ProjectFieldsProps) {
  const set = (change: Partial<ProjectWords>) => onChange({ ...value, ...change });
  const at = (field: keyof ProjectWords) => (problem?.field === field ? problem.message : null);
  return (
    <Stack>
      <TextInput
        label={s.name}
        required
        maxLength={120}
        value={value.name}
        error={at('name')}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <Textarea
        label={s.description}
        autosize
        minRows={2}
        value={value.description}
        error={at('description')}
        onChange={(event) => set({ description: event.currentTarget.value })}
      />
      <Textarea
        label={s.instructions}
        description={s.instructionsHint}
        autosize
        minRows={2}
        value={value.instructions}
        error={at('instructions')}
        onChange={(event) => set({ instructions: event.currentTarget.value })}
      />
      <NumberInput
        label={s.lease}
        description={s.leaseHint}
        min={1}
        max={1440}
        allowDecimal={false}
        value={value.leaseMinutes}
        error={at('leaseMinutes')}
        onChange={(minutes) => set({ leaseMinutes: Number(minutes) || 0 })}
      />
      <NumberInput
        label={s.target}
        description={s.targetHint}
        min={0}
        max={1}
        step={0.05}
        decimalScale={3}
        value={value.targetAgreement}
        error={at('targetAgreement')}
        onChange={(target) => set({ targetAgreement: Number(target) || 0 })}
      />
      <Checkbox
        label={s.bothGood}
        checked={value.allowBothGood}
        onChange={(event) => set({ allowBothGood: event.currentTarget.checked })}
      />
      <Checkbox
        label={s.markdown}
        description={s.markdownHint}
        checked={value.renderMarkdown}
        onChange={(event) => set({ renderMarkdown: event.currentTarget.checked })}
      />
    </Stack>
  );
}

const told = ['name', 'description', 'instructions', 'leaseMinutes', 'targetAgreement'];

/** True where a problem is told at one of the fields above. */
export const isToldAtField = ({ field }: { readonly field?: string | null }): boolean =>
  field != null && told.includes(field);
