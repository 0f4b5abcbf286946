import { Alert, Anchor, Button, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { auth } from '../../auth.ts';
import { strings } from './strings.ts';

const s = strings.page;

/** Sign in or sign up in place, so that the link is not lost. */
export function AccountForm(props: { readonly onDone: () => void }) {
  const [isNew, setIsNew] = useState(true);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '');
    setBusy(true);
    const credentials = { email: text('email'), password: text('password') };
    const { error } = isNew
      ? await auth.signUp.email({ ...credentials, name: text('name') })
      : await auth.signIn.email(credentials);
    setBusy(false);
    if (error === null) props.onDone();
    else setProblem(error.message ?? s.failed);
  }
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack>
        <Title order={1}>{s.invited}</Title>
        <Text c="dimmed">{s.first}</Text>
        {problem !== null && (
          <Alert color="red" role="alert">
            {problem}
          </Alert>
        )}
        {isNew && <TextInput name="name" label={s.name} autoComplete="name" required />}
        <TextInput name="email" type="email" label={s.email} autoComplete="email" required />
        <PasswordInput
          name="password"
          label={s.password}
          description={isNew ? s.passwordHint : undefined}
          minLength={isNew ? 10 : 1}
          autoComplete={isNew ? 'new-password' : 'current-password'}
          required
        />
        <Button type="submit" loading={busy}>
          {isNew ? s.create : s.signIn}
        </Button>
        <Anchor
          component="button"
          type="button"
          onClick={() => {
            setProblem(null);
            setIsNew(!isNew);
          }}
        >
          {isNew ? s.haveAccount : s.newHere}
        </Anchor>
      </Stack>
    </form>
  );
}
