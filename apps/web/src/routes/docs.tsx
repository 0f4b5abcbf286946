import { Anchor, NavLink, Skeleton, Stack } from '@mantine/core';
import { useLocation, useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { NotFound } from '../components/not-found.tsx';
import classes from '../features/help/document.module.css';
import { Document } from '../features/help/document.tsx';
import { documentTitles, isDocument, loadDocument } from '../features/help/documents.ts';

/** /docs/:name: what is written of the product, for everybody */
export function Component() {
  const { name = '' } = useParams({ strict: false });
  const { hash } = useLocation();
  const [shown, setShown] = useState<{ readonly name: string; readonly text: string } | null>(null);
  useEffect(() => {
    let isCurrent = true;
    if (isDocument(name)) {
      void loadDocument(name).then((text) => {
        if (isCurrent) setShown({ name, text });
      });
    }
    return () => {
      isCurrent = false;
    };
  }, [name]);
  const isShown = shown?.name === name;
  useEffect(() => {
    if (isShown && hash !== '') document.getElementById(hash)?.scrollIntoView();
  }, [isShown, hash]);
  if (!isDocument(name)) return <NotFound />;
  return (
    <div className={classes.page}>
      <nav aria-label="Documents">
        <Anchor href="/" fw={700} c="inherit">
          Assay
        </Anchor>
        <Stack gap={2} mt="md">
          {Object.entries(documentTitles).map(([key, title]) => (
            <NavLink key={key} href={`/docs/${key}`} label={title} active={key === name} />
          ))}
        </Stack>
      </nav>
      <main>
        {shown === null || !isShown ? <Skeleton height={600} /> : <Document text={shown.text} />}
      </main>
    </div>
  );
}
