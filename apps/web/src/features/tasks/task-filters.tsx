import { Group, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { choicesOf, flagLabels, strings as s, stateLabels } from './strings.ts';

/** What tasks to show; every choice is in the URL. */
export function TaskFilters(props: {
  readonly search: Readonly<Record<string, string>>;
  readonly onChange: (changes: Readonly<Record<string, string | null>>) => void;
}) {
  const { search, onChange } = props;
  const later = useDebouncedCallback(onChange, 250);
  return (
    <Group align="flex-end" gap="xs" mb="sm" role="search">
      <TextInput
        label={s.find}
        placeholder={s.findHint}
        defaultValue={search.search ?? ''}
        onChange={(event) => later({ search: event.currentTarget.value })}
        w={{ base: '100%', xs: 240 }}
      />
      <NativeSelect
        label={s.state}
        value={search.state ?? ''}
        onChange={(event) => onChange({ state: event.currentTarget.value })}
        data={choicesOf(stateLabels, s.all)}
      />
      <NativeSelect
        label={s.kind}
        value={search.kind ?? ''}
        onChange={(event) => onChange({ kind: event.currentTarget.value })}
        data={choicesOf(s.kinds, s.all)}
      />
      <NativeSelect
        label={s.flag}
        value={search.flag ?? ''}
        onChange={(event) => onChange({ flag: event.currentTarget.value })}
        data={choicesOf(flagLabels, s.all)}
      />
      <TextInput
        label={s.attribute}
        placeholder={s.attributeHint}
        defaultValue={search.attribute ?? ''}
        onChange={(event) => later({ attribute: event.currentTarget.value })}
        w={150}
      />
    </Group>
  );
}
