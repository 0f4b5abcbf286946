import { Conversation } from '../../components/conversation.tsx';
import type { Assignment } from './assignment.ts';
import { ContextsPane } from './contexts-pane.tsx';
import classes from './conversation-zone.module.css';
import { useNewestTurn } from './use-newest-turn.ts';

/** What the assistant knew and what was said; the judged turn is marked and kept in view. */
export function ConversationZone(props: {
  readonly assignment: Assignment;
  /** the turn the keyboard stands on, or null */
  readonly messageId: string | null;
}) {
  const { assignment } = props;
  const scroller = useNewestTurn(assignment.id);
  return (
    <div className={classes.zone}>
      <div className={classes.parts}>
        {assignment.contexts.length > 0 && (
          <div className={classes.contexts}>
            <ContextsPane contexts={assignment.contexts} />
          </div>
        )}
        <div className={classes.messages} ref={scroller}>
          <Conversation
            messages={assignment.messages}
            markdown={assignment.renderMarkdown}
            currentId={props.messageId}
          />
        </div>
      </div>
    </div>
  );
}
