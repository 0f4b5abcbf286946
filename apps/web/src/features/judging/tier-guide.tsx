import { IconAlertOctagon, IconCheck, IconX } from '@tabler/icons-react';
import type { Assignment, Dimension, RedLine, TierExample } from './assignment.ts';
import { strings } from './strings.ts';
import classes from './tier-guide.module.css';
import { redLineTitle } from './titles.ts';
import type { ExamplesOf } from './use-tier-examples.ts';

/** What a tier means, with one example and one counter-example; without a tier, what the dimension asks. */
export function TierGuide(props: {
  readonly assignment: Assignment;
  readonly dimension: Dimension;
  readonly tier: number | null;
  readonly examplesOf: ExamplesOf;
  readonly redLines: readonly RedLine[];
}) {
  const { dimension } = props;
  const tier = dimension.tiers.find(({ index }) => index === props.tier);
  const examples = tier === undefined ? [] : props.examplesOf(dimension.key, tier.index);
  return (
    <div className={classes.guide} data-testid="tier-guide">
      {tier === undefined ? (
        <>
          <p className={classes.title}>{dimension.label}</p>
          {dimension.description !== '' && <p>{dimension.description}</p>}
          <ol className={classes.tiers}>
            {dimension.tiers.map(({ index, label, description }) => (
              <li key={index}>
                <strong>{label}</strong> {description}
              </li>
            ))}
          </ol>
        </>
      ) : (
        <>
          <p className={classes.title}>
            {dimension.label}: {tier.label}
          </p>
          {tier.description !== '' && <p>{tier.description}</p>}
          <Example kind="EXAMPLE" examples={examples} />
          <Example kind="COUNTER_EXAMPLE" examples={examples} />
        </>
      )}
      {props.redLines.map((line) => (
        <p key={`${line.atOrBelowTier} ${line.effect}`} className={classes.red}>
          <IconAlertOctagon size={14} aria-hidden />
          {redLineTitle(props.assignment, line)}
        </p>
      ))}
    </div>
  );
}

function Example(props: {
  readonly kind: TierExample['kind'];
  readonly examples: readonly TierExample[];
}) {
  const example = props.examples.find(({ kind }) => kind === props.kind);
  if (example === undefined) return null;
  const positive = props.kind === 'EXAMPLE';
  return (
    <div className={classes.example} data-kind={props.kind}>
      <p className={classes.kind}>
        {positive ? <IconCheck size={13} aria-hidden /> : <IconX size={13} aria-hidden />}
        {positive ? strings.rubric.example : strings.rubric.counterExample}
      </p>
      <p dir="auto">{example.text}</p>
      {example.reason !== '' && <p className={classes.hint}>{example.reason}</p>}
    </div>
  );
}
