import { Anchor, Text } from '@mantine/core';
import { AppLink } from '../../components/app-link.tsx';
import { nextStep, placeOf, type Standing } from './next-step.ts';
import classes from './next-step-note.module.css';
import { strings as s } from './strings.ts';

/** The one thing a lead should do next, if there is one. */
export function NextStepNote(props: {
  readonly standing: Standing;
  readonly tenant: string;
  readonly project: string;
}) {
  const step = nextStep(props.standing);
  if (step === null) return null;
  const [why, what] = s.steps[step];
  const href = placeOf(step, props.tenant, props.project);
  return (
    <Text className={classes.note} component="aside" aria-label={s.nextStep}>
      <b>{s.nextStep}</b> {why}{' '}
      <Anchor inherit underline="always" renderRoot={(root) => <AppLink {...root} href={href} />}>
        {what}
      </Anchor>
    </Text>
  );
}
