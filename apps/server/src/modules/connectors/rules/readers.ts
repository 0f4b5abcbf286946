import { freshdeskReader } from './freshdesk.ts';
import { intercomReader } from './intercom.ts';
import type { Reader } from './reader.ts';
import type { ConnectorKind } from './systems.ts';
import { zendeskReader } from './zendesk.ts';

export const readers: Readonly<Record<ConnectorKind, Reader>> = {
  ZENDESK: zendeskReader,
  INTERCOM: intercomReader,
  FRESHDESK: freshdeskReader,
};
