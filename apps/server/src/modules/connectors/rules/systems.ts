import type { Connector } from '@assay/db/tables/connectors';
import { AppError } from '../../../errors.ts';
import type { HostPattern } from '../../../outbound.ts';

/** The systems whose past tickets can be read. A GENERIC one has no interface that is known. */
export type ConnectorKind = Exclude<Connector['kind'], 'GENERIC'>;

/** What a sealed credential belongs to. */
export const credentialPlace = (connectorId: string): string => `connector:${connectorId}`;

const name = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const hosts: Readonly<Record<ConnectorKind, readonly HostPattern[]>> = {
  ZENDESK: [new RegExp(`^${name}\\.zendesk\\.com$`)],
  INTERCOM: [/^api(?:\.eu|\.au)?\.intercom\.io$/],
  FRESHDESK: [new RegExp(`^${name}\\.freshdesk\\.com$`)],
};

/** The hosts of a system, as a whole each. */
export const hostsOf = (kind: ConnectorKind): readonly HostPattern[] => hosts[kind];

/** @throws AppError INVALID_INPUT for a kind that has nothing to read */
export function readableKind(kind: Connector['kind']): ConnectorKind {
  if (kind !== 'GENERIC') return kind;
  const message =
    'Past tickets are read from Zendesk, Intercom and Freshdesk; import others as a file.';
  throw new AppError('INVALID_INPUT', message, { field: 'kind' });
}

/** A credential without the white space around it. @throws AppError INVALID_INPUT */
export function checkCredential(given: string): string {
  const credential = given.trim();
  if (/^[\x21-\x7e]{8,1000}$/.test(credential)) return credential;
  const message = 'A credential has 8 to 1,000 printable characters without spaces.';
  throw new AppError('INVALID_INPUT', message, { field: 'credential' });
}

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

/** How each system wants to be asked, given its credential. */
export function headersOf(kind: ConnectorKind, credential: string): Record<string, string> {
  switch (kind) {
    case 'ZENDESK':
      // `address/token:key` is a key of the API, anything without a colon a token of OAuth
      return {
        authorization: credential.includes(':') ? basic(credential) : `Bearer ${credential}`,
      };
    case 'INTERCOM':
      return { authorization: `Bearer ${credential}`, 'intercom-version': '2.15' };
    case 'FRESHDESK':
      return { authorization: basic(`${credential}:X`) };
  }
}
