import { Paper, Title } from '@mantine/core';
import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { ContextPane } from '../../components/context-pane.tsx';
import { Conversation } from '../../components/conversation.tsx';
import { ModelText } from '../../components/model-text.tsx';
import { strings as s } from './strings.ts';
import classes from './task-content.module.css';

const TaskContent_task = graphql(`
  fragment TaskContent_task on Task {
    project {
      id
      renderMarkdown
    }
    contexts {
      id
      kind
      title
      text
      version
      date
    }
    messages {
      id
      role
      content
      language
      judged
    }
    responses {
      id
      label
      content
    }
  }
`);

/** What is judged: the conversation, what the assistant knew, and its answers side by side. */
export function TaskContent(props: { readonly task: FragmentType<typeof TaskContent_task> }) {
  const { project, contexts, messages, responses } = readFragment(TaskContent_task, props.task);
  return (
    <div className={responses.length === 0 ? classes.column : classes.columns}>
      <div className={classes.column}>
        <Paper withBorder p="md" component="section" aria-labelledby="conversation-title">
          <Title order={2} id="conversation-title" mb="xs">
            {s.conversation}
          </Title>
          <Conversation messages={messages} markdown={project.renderMarkdown} />
        </Paper>
        <section aria-labelledby="context-title">
          <Title order={2} id="context-title" mb="xs">
            {s.context}
          </Title>
          <ContextPane contexts={contexts} />
        </section>
      </div>
      {responses.length > 0 && (
        <div className={classes.responses}>
          {responses.map(({ id, label, content }) => (
            <Paper
              key={id}
              withBorder
              p="md"
              component="section"
              aria-label={`${s.response} ${label}`}
            >
              <Title order={2} mb="xs">
                {responses.length === 1 ? s.response : `${s.response} ${label}`}
              </Title>
              <ModelText text={content} markdown={project.renderMarkdown} />
            </Paper>
          ))}
        </div>
      )}
    </div>
  );
}
