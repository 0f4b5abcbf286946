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
            <div className={classes.scroll}>
              <table>{children}</table>
            </div>
          ),
        }}
      >
        {props.text}
      </Markdown>
    </article>
  );
}
