import { Text, Tooltip } from '@mantine/core';
import { type EstimateLike, type Show, shown, shownInterval } from './figures.ts';
import { strings as s } from './strings.ts';

/** A figure with its doubt; an undefined one is a dash with its reason. */
export function EstimateText(props: {
  readonly estimate: EstimateLike;
  /** What was counted, such as "120 judgments". */
  readonly counts?: string;
  readonly as?: Show;
  readonly large?: boolean;
  /** In plain letters, where others of its kind stand out. */
  readonly quiet?: boolean;
}) {
  const { estimate, as = 'fraction' } = props;
  const size = props.large ? '1.5rem' : 'md';
  if (estimate.value == null) {
    const reason = estimate.undefinedBecause ?? s.nothingToCompute;
    return (
      <Tooltip label={reason} multiline maw={320}>
        <div>
          <Text component="span" fz={size} fw={props.large ? 620 : 600} lh={1.3}>
            —
          </Text>
          <Text size="xs" c="dimmed" maw={320} style={{ whiteSpace: 'normal' }}>
            {reason}
          </Text>
        </div>
      </Tooltip>
    );
  }
  return (
    <div>
      <Text component="span" fz={size} fw={props.quiet ? 400 : props.large ? 620 : 600} lh={1.3}>
        {shown(estimate.value, as)}
      </Text>
      <Text size="xs" c="dimmed">
        {estimate.interval == null ? '' : shownInterval(estimate, as)}
        {props.counts !== undefined && `${estimate.interval == null ? '' : ' · '}${props.counts}`}
      </Text>
    </div>
  );
}
