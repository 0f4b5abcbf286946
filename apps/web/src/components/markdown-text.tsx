import Markdown from 'react-markdown';
import classes from './model-text.module.css';
import { strings as s } from './strings.ts';

/** Asks before leaving: the address was written by a model. */
function confirmLeaving(event: { preventDefault(): void }, href: string | undefined) {
  if (href === undefined || !window.confirm(s.leaving(href))) event.preventDefault();
}

/** Markdown without raw HTML and without images: an image would call an address of the model's choice. */
export function MarkdownText(props: { readonly text: string }) {
  return (
    <div className={classes.markdown}>
      <Markdown
        skipHtml
        components={{
          img: ({ alt }) => (
            <span>{s.image(alt === '' || alt === undefined ? s.imageWithoutText : alt)}</span>
          ),
          a: ({ href, children }) => (
            <a
              href={href}
              target="_blank"
              rel="noopener noreferrer nofollow"
              onClick={(event) => confirmLeaving(event, href)}
            >
              {children}
            </a>
          ),
        }}
      >
        {props.text}
      </Markdown>
    </div>
  );
}
