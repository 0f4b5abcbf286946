import { Button } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { strings as s } from './import-strings.ts';

/** The way to where files of outcomes are uploaded. */
export function ImportLink() {
  const { tenant = '', projectId = '' } = useParams({ strict: false });
  return (
    <Button
      component={Link}
      to={`/t/${tenant}/projects/${projectId}/outcomes/imports`}
      variant="default"
      style={{ alignSelf: 'flex-start' }}
    >
      {s.title}
    </Button>
  );
}
