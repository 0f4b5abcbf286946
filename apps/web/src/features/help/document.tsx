import { ScrollArea } from '@mantine/core';
import type { ReactNode } from 'react';
import Markdown from 'react-markdown';
import rehypeSlug from 'rehype-slug';
import remarkGfm from 'remark-gfm';
import classes from './document.module.css';
import { linkOf } from './link-of.ts';

/** A document of the product, with an anchor at each heading. */
export function Document(props: { readonly text: string }) {
  return (
    <article className={classes.document}>
      <Markdown
        skipHtml
        remarkPlugins={[remarkGfm]}
        rehypePlugins={[rehypeSlug]}
        components={{
          a: ({ href, children }) => {
            const to = linkOf(href ?? '');
            return to === null ? <span>{children}</span> : <a href={to}>{children}</a>;
          },
          table: ({ children }) => (
            <Wide label="Table">
              <table>{children}</table>
            </Wide>
          ),
          pre: ({ children }) => (
            <Wide label="Example">
              <pre>{children}</pre>
            </Wide>
          ),
        }}
      >
        {props.text}
      </Markdown>
    </article>
  );
}

/** What may be wider than the page: it scrolls by itself, also by the keyboard. */
function Wide(props: { readonly label: string; readonly children: ReactNode }) {
  return (
    <ScrollArea
      type="auto"
      viewportProps={{ tabIndex: 0, role: 'group', 'aria-label': props.label }}
    >
      {props.children}
    </ScrollArea>
  );
}
