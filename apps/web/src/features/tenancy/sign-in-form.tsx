import {
  Alert,
  Anchor,
  Button,
  Group,
  PasswordInput,
  Stack,
  TextInput,
  Title,
} from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { unreachable } from '../../api/outcome.ts';
import { auth } from '../../auth.ts';
import { signInStrings as s } from './strings.ts';

/** Sign-in, and for whoever has no account yet, sign-up. */
export function SignInForm(props: { readonly onSignedIn: () => void }) {
  const [isNew, setIsNew] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '');
    const credentials = { email: text('email'), password: text('password') };
    setBusy(true);
    try {
      const { error } = isNew
        ? await auth.signUp.email({ ...credentials, name: text('name') })
        : await auth.signIn.email(credentials);
      if (error === null) props.onSignedIn();
      else setProblem(error.message ?? s.failed);
    } catch {
      setProblem(unreachable.message);
    } finally {
      setBusy(false);
    }
  }

  return (
    <form onSubmit={(event) => void submit(event)} aria-labelledby="sign-in-title">
      <Stack gap="sm">
        <Title order={2} id="sign-in-title">
          {isNew ? s.create : s.signIn}
        </Title>
        {problem !== null && (
          <Alert color="red" role="alert">
            {problem}
          </Alert>
        )}
        {isNew && (
          <TextInput name="name" label={s.name} autoComplete="name" required withAsterisk={false} />
        )}
        <TextInput
          name="email"
          type="email"
          label={s.email}
          autoComplete="email"
          required
          withAsterisk={false}
        />
        <PasswordInput
          name="password"
          label={s.password}
          description={isNew ? s.passwordHint : undefined}
          minLength={isNew ? 10 : 1}
          autoComplete={isNew ? 'new-password' : 'current-password'}
          required
          withAsterisk={false}
        />
        <Group justify="space-between">
          <Button type="submit" loading={busy}>
            {isNew ? s.createDo : s.signIn}
          </Button>
          <Anchor
            component="button"
            type="button"
            size="sm"
            onClick={() => {
              setIsNew(!isNew);
              setProblem(null);
            }}
          >
            {isNew ? s.have : s.create}
          </Anchor>
        </Group>
      </Stack>
    </form>
  );
}
