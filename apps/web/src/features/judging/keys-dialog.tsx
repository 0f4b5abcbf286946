import { Kbd, Modal } from '@mantine/core';
import { Fragment } from 'react';
import type { Assignment } from './assignment.ts';
import classes from './keys-dialog.module.css';
import { strings } from './strings.ts';

type Line = readonly [keys: readonly string[], meaning: string];

/** Every key of the judge page. */
export function KeysDialog(props: {
  readonly opened: boolean;
  readonly assignment: Pick<Assignment, 'kind' | 'allowBothGood'>;
  readonly onClose: () => void;
}) {
  const { keys } = strings;
  const pair = props.assignment.kind === 'PAIRWISE';
  const bothGood: readonly Line[] = props.assignment.allowBothGood ? [[['b'], keys.bothGood]] : [];
  const pairLines: readonly Line[] = [
    [['←', '→'], keys.choose],
    [['Shift ←', 'Shift →'], keys.stronger],
    [['1', '2', '3'], keys.strength],
    [['↓'], keys.tie],
    [['↑'], keys.bothBad],
    ...bothGood,
    [['d'], keys.difference],
  ];
  const rubricLines: readonly Line[] = [
    [['1', '…', '9'], keys.tier],
    pair ? [['j', 'k', 'Tab'], keys.movePair] : [['↑', '↓', 'j', 'k', 'Tab'], keys.moveRating],
    ...(pair ? [] : ([[['←', '→'], keys.nudge]] satisfies readonly Line[])),
    [['0', 'x'], keys.notApplicable],
  ];
  const taskLines: readonly Line[] = [
    [['Enter'], keys.submit],
    [['Ctrl Enter'], keys.submitTyping],
    [['u'], keys.undo],
    [['s'], keys.skip],
    [['f'], keys.flag],
    [['n'], keys.note],
    [['Esc'], keys.close],
    [['?'], keys.sheet],
    [['Ctrl k'], keys.palette],
  ];
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={keys.title}>
      {pair && <Section title={keys.pair} lines={pairLines} />}
      <Section title={keys.rubric} lines={rubricLines} />
      <Section title={keys.task} lines={taskLines} />
    </Modal>
  );
}

function Section(props: { readonly title: string; readonly lines: readonly Line[] }) {
  return (
    <section className={classes.section}>
      <h3>{props.title}</h3>
      <dl>
        {props.lines.map(([keys, meaning]) => (
          <Fragment key={meaning}>
            <dt>{keys.map((key) => (key === '…' ? key : <Kbd key={key}>{key}</Kbd>))}</dt>
            <dd>{meaning}</dd>
          </Fragment>
        ))}
      </dl>
    </section>
  );
}
