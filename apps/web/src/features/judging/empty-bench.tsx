import { Button, Group, Loader, Text } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { EmptyState } from '../../components/states.tsx';
import classes from './empty-bench.module.css';
import { strings } from './strings.ts';
import { useKeyboard } from './use-keyboard.ts';
import type { Supply } from './use-supply.ts';

/** What is shown without a task: that one is being fetched, that none is waiting, or what went wrong. */
export function EmptyBench(props: {
  readonly supply: Supply;
  readonly unsent: number;
  readonly doneToday: number;
  readonly onUndo: (() => void) | null;
  readonly onCheck: () => void;
  readonly onHistory: () => void;
  readonly onHome: () => void;
}) {
  const { supply, onUndo, onCheck } = props;
  const text = strings.supply;
  useKeyboard(
    { kind: 'RATING', allowBothGood: false, dialogOpen: false, readOnly: false },
    (command) => command.type === 'undo' && onUndo?.(),
  );
  const undo = onUndo !== null && (
    <Button
      variant="default"
      leftSection={<IconArrowBackUp size={16} aria-hidden />}
      aria-keyshortcuts="U"
      onClick={onUndo}
    >
      {strings.actions.undo}
    </Button>
  );

  if (supply.type === 'LOADING' || supply.type === 'READY' || supply.type === 'ASKING')
    return (
      <div className={classes.empty} aria-busy>
        <Loader size="sm" />
        <Text c="dimmed">{text.asking}</Text>
        {undo}
      </div>
    );
  if (supply.type === 'FAILED' && props.unsent > 0)
    return (
      <Message title={text.unsentTitle} text={text.unsentText}>
        <Button onClick={onCheck}>{text.tryAgain}</Button>
        {undo}
      </Message>
    );
  if (supply.type === 'FAILED')
    return (
      <Message title={text.failedTitle} text={supply.signedOut ? text.signedOut : text.failedText}>
        <Button onClick={onCheck}>{text.tryAgain}</Button>
        {undo}
      </Message>
    );
  if (supply.type === 'REFUSED')
    return (
      <Message title={text.refusedTitle} text={supply.message}>
        <Button onClick={onCheck}>{text.checkAgain}</Button>
        <Button variant="default" onClick={props.onHome}>
          {text.home}
        </Button>
        {undo}
      </Message>
    );
  return (
    <Message
      title={text.emptyTitle}
      text={
        props.doneToday > 0
          ? `${text.doneToday(props.doneToday)} ${text.emptyText}`
          : text.emptyText
      }
    >
      <Button onClick={onCheck}>{text.checkAgain}</Button>
      <Button variant="default" onClick={props.onHistory}>
        {text.history}
      </Button>
      <Button variant="default" onClick={props.onHome}>
        {text.home}
      </Button>
      {undo}
    </Message>
  );
}

function Message(props: {
  readonly title: string;
  readonly text: string;
  readonly children: ReactNode;
}) {
  return (
    <div className={classes.empty}>
      <EmptyState
        title={props.title}
        action={
          <Group gap="xs" justify="center" mt="xs">
            {props.children}
          </Group>
        }
      >
        {props.text}
      </EmptyState>
    </div>
  );
}
