import type { Owner } from './browser-store.ts';
import { OutboxBanner } from './outbox-banner.tsx';
import { useOutbox } from './use-outbox.ts';

/** Sends what an earlier page left behind, and says so where it does not succeed. */
export function UnsentWork({ owner }: { readonly owner: Owner }) {
  const { outbox, state } = useOutbox(owner);
  return <OutboxBanner outbox={state} onSendNow={outbox.wake} onDismiss={outbox.dismiss} />;
}
