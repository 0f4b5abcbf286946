import { Badge, Text } from '@mantine/core';
import type { EventSubscriptionEnd } from '../../__generated__/graphql.ts';
import { When } from '../../components/when.tsx';
import { strings as s } from './strings.ts';

interface State {
  readonly disabledAt?: string | null;
  readonly disabledBecause?: EventSubscriptionEnd | null;
  readonly failingSince?: string | null;
}

/** Whether events go out, in a word. */
export function StateBadge({ disabledAt, failingSince }: State) {
  const [label, color] =
    disabledAt != null
      ? [s.disabled, 'gray']
      : failingSince != null
        ? [s.failing, 'red']
        : [s.active, 'teal'];
  return (
    <Badge variant="light" tt="none" color={color}>
      {label}
    </Badge>
  );
}

/** Why they do not, or since when they are not taken. */
export function StateReason({ disabledAt, disabledBecause, failingSince }: State) {
  if (disabledAt != null) {
    return (
      <Text size="sm" c="dimmed">
        <When at={disabledAt} /> · {disabledBecause != null && s.because[disabledBecause]}
      </Text>
    );
  }
  if (failingSince == null) return null;
  return (
    <Text size="sm">
      {s.failingSince} <When at={failingSince} />
    </Text>
  );
}
