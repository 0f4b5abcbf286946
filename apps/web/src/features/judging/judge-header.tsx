import { Button, Modal, Tooltip } from '@mantine/core';
import { useState } from 'react';
import classes from './judge-header.module.css';
import { strings } from './strings.ts';

/** One quiet line: where one is, what was done today, what is not sent yet. */
export function JudgeHeader(props: {
  readonly projectName: string;
  readonly instructions: string;
  readonly doneToday: number;
  readonly unsent: number;
  readonly onStop: () => void;
}) {
  const [reading, setReading] = useState(false);
  const { page, outbox } = strings;
  return (
    <header className={classes.header}>
      <h1 className={classes.name}>{props.projectName}</h1>
      {props.instructions !== '' && (
        <Button variant="subtle" size="compact-xs" flex="none" onClick={() => setReading(true)}>
          {page.instructions}
        </Button>
      )}
      <span className={classes.figures}>
        {props.unsent > 0 && (
          <span className={classes.sending}>{outbox.sending(props.unsent)}</span>
        )}
        <span>{page.doneToday(props.doneToday)}</span>
      </span>
      <Tooltip label={page.stopHint}>
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          flex="none"
          fw={500}
          onClick={props.onStop}
        >
          {page.stop}
        </Button>
      </Tooltip>
      <Modal opened={reading} onClose={() => setReading(false)} title={page.instructions}>
        <p className={classes.instructions} dir="auto">
          {props.instructions}
        </p>
      </Modal>
    </header>
  );
}
