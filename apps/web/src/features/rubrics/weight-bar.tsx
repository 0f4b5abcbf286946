import type { DraftDimension } from './draft.ts';

/** The weights as shares of one whole. */
export function ShareBar(props: { readonly dimensions: readonly DraftDimension[] }) {
  const sum = props.dimensions.reduce((total, { weight }) => total + weight, 0);
  if (!(sum > 0)) return null;
  return (
    <div
      role="img"
      aria-label={`Shares: ${props.dimensions.map(({ label, weight }) => `${label} ${Math.round((weight / sum) * 100)} %`).join(', ')}`}
      style={{ display: 'flex', gap: 2 }}
    >
      {props.dimensions.map(({ id, label, weight }, index) => (
        <div
          key={id}
          style={{
            flex: `${weight / sum} 1 0`,
            minWidth: 2,
            padding: '3px 6px',
            overflow: 'hidden',
            whiteSpace: 'nowrap',
            textOverflow: 'ellipsis',
            borderRadius: 3,
            background: `color-mix(in srgb, var(--mantine-color-ink-5) ${30 + (index % 3) * 18}%, var(--mantine-color-body))`,
          }}
        >
          {label} {Math.round((weight / sum) * 100)} %
        </div>
      ))}
    </div>
  );
}
