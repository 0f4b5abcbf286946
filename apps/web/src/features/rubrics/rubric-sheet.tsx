import { Badge, Group, Stack, Text, Title } from '@mantine/core';
import type { Draft, DraftDimension, DraftTier } from './draft.ts';
import classes from './rubric-sheet.module.css';
import { strings } from './strings.ts';
import { profileText, redLineText, sharesOf } from './words.ts';

const s = strings.sheet;

/** A rubric version to read: dimensions down, tiers across, then red lines and profiles. */
export function RubricSheet({ content }: { readonly content: Draft }) {
  const { dimensions, redLines, profiles } = content;
  const shares = sharesOf(dimensions);
  if (dimensions.length === 0) return <Text c="dimmed">{strings.page.empty}</Text>;
  return (
    <Stack gap="lg">
      <div className={classes.sheet}>
        {dimensions.map((dimension, index) => (
          <DimensionRow
            key={dimension.id}
            dimension={dimension}
            share={shares[index] ?? null}
            redTier={Math.max(
              -1,
              ...redLines
                .filter(({ dimensionKey }) => dimensionKey === dimension.key)
                .map(({ atOrBelowTier }) => atOrBelowTier ?? -1),
            )}
          />
        ))}
      </div>
      <Rules
        title={strings.redLine.title}
        lead={strings.redLine.lead}
        lines={redLines.map((line) => ({ id: line.id, text: redLineText(line, dimensions) }))}
      />
      <Rules
        title={strings.profile.title}
        lead={strings.profile.lead}
        lines={profiles.map((profile) => ({
          id: profile.id,
          text: profileText(profile, content),
        }))}
      />
    </Stack>
  );
}

function DimensionRow(props: {
  readonly dimension: DraftDimension;
  readonly share: number | null;
  /** The highest tier that crosses a red line; -1 where none does. */
  readonly redTier: number;
}) {
  const { dimension, share } = props;
  const marks = [
    dimension.critical && s.critical,
    dimension.locked && s.locked,
    dimension.allowNotApplicable && s.mayNotApply,
    dimension.scope !== 'RESPONSE' && strings.dimension.scope[dimension.scope],
    dimension.scope === 'TURN' && strings.dimension.rollUp[dimension.rollUp],
  ].filter((mark) => mark !== false);
  return (
    <section className={classes.dimension} aria-label={dimension.label}>
      <div className={classes.about}>
        <Title order={2}>{dimension.label}</Title>
        <div className={classes.share}>
          {share === null || share === 0 ? '—' : `${Math.round(share * 100)} %`}
        </div>
        <Text size="xs" c="dimmed" mb={6}>
          {share === 0 ? s.neverAsked : s.of}
        </Text>
        <Text size="sm" dir="auto">
          {dimension.description}
        </Text>
        <Group gap={4} mt={8}>
          {marks.map((mark) => (
            <Badge key={mark} variant="default" tt="none" fw={500}>
              {mark}
            </Badge>
          ))}
        </Group>
      </div>
      <div className={classes.tiers}>
        {dimension.tiers.map((tier, index) => (
          <TierCell key={tier.id} number={index + 1} tier={tier} isRed={index <= props.redTier} />
        ))}
      </div>
    </section>
  );
}

function TierCell(props: {
  readonly number: number;
  readonly tier: DraftTier;
  readonly isRed: boolean;
}) {
  const { tier, isRed } = props;
  return (
    <div className={classes.tier} data-red={isRed || undefined}>
      <div className={classes.head}>
        <span>
          {props.number}. {tier.label}
        </span>
        <span className={classes.value}>{s.value(String(tier.value))}</span>
      </div>
      {isRed && (
        <Text size="xs" fw={600} c="var(--mantine-color-error)">
          {strings.redLine.one}
        </Text>
      )}
      <Text size="sm" dir="auto">
        {tier.description}
      </Text>
      {tier.examples.map((example) => (
        <div key={example.id} className={classes.example} data-kind={example.kind}>
          <div className={classes.kind}>
            {example.kind === 'EXAMPLE' ? s.example : s.counterExample}
          </div>
          <div dir="auto">{example.text}</div>
          {example.reason !== '' && <div className={classes.reason}>{example.reason}</div>}
        </div>
      ))}
    </div>
  );
}

function Rules(props: {
  readonly title: string;
  readonly lead: string;
  readonly lines: readonly { readonly id: string; readonly text: string }[];
}) {
  if (props.lines.length === 0) return null;
  return (
    <section aria-label={props.title}>
      <Title order={2}>{props.title}</Title>
      <Text size="sm" c="dimmed">
        {props.lead}
      </Text>
      <ul className={classes.rules}>
        {props.lines.map(({ id, text }) => (
          <li key={id}>{text}</li>
        ))}
      </ul>
    </section>
  );
}
