import { Button } from '@mantine/core';
import { signOut } from './session.ts';
import { strings as s } from './strings.ts';

/** Ends the session. */
export function SignOutButton() {
  return (
    <Button variant="default" onClick={() => void signOut()}>
      {s.signOut}
    </Button>
  );
}
