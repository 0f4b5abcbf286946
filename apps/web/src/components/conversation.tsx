import { useEffect, useRef } from 'react';
import classes from './conversation.module.css';
import { ModelText } from './model-text.tsx';
import { strings as s } from './strings.ts';

export interface ConversationMessage {
  readonly id: string;
  readonly role: 'SYSTEM' | 'USER' | 'ASSISTANT' | 'TOOL';
  readonly content: string;
  readonly language?: string | null;
  readonly judged: boolean;
}

/** A conversation, oldest first. The turn that is being judged is marked and brought into view. */
export function Conversation(props: {
  readonly messages: readonly ConversationMessage[];
  readonly markdown?: boolean;
  readonly currentId?: string | null;
}) {
  const current = useRef<HTMLLIElement>(null);
  const { currentId = null } = props;
  useEffect(() => {
    if (currentId !== null) current.current?.scrollIntoView({ block: 'nearest' });
  }, [currentId]);
  return (
    <ol className={classes.list}>
      {props.messages.map((message) => {
        const isCurrent = message.id === currentId;
        return (
          <li
            key={message.id}
            ref={isCurrent ? current : null}
            className={classes.message}
            data-role={message.role}
            data-current={isCurrent || undefined}
          >
            <div className={classes.speaker}>
              {s.speakers[message.role]}
              {message.judged && <span className={classes.judged}>{s.judgedTurn}</span>}
            </div>
            <ModelText
              text={message.content}
              language={message.language ?? null}
              markdown={props.markdown === true && message.role === 'ASSISTANT'}
            />
          </li>
        );
      })}
    </ol>
  );
}
