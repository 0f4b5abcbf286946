import { notifications } from '@mantine/notifications';
import { unreachable } from '../../api/outcome.ts';

/** Downloads from a link that works once, so that it is asked for only when it is wanted. */
export async function fetchFile(link: () => Promise<string | null | undefined>): Promise<void> {
  const url = await link().catch(() => null);
  if (url == null) notifications.show({ message: unreachable.message, color: 'red' });
  else location.assign(url);
}
