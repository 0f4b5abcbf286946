import { BlockList, isIP, isIPv6 } from 'node:net';

const internal = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  internal.addSubnet(net, bits, 'ipv4');
}
/** Only 2000::/3 is given out to the world; the rest of it below is for tunnels and documents. */
const outside = new BlockList();
outside.addSubnet('2000::', 3, 'ipv6');
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  internal.addSubnet(net, bits, 'ipv6');
}

/** True for an address that is no host of the public internet. @see IANA special-purpose registries */
export function isInternal(address: string): boolean {
  if (!isIPv6(address)) return internal.check(address, 'ipv4');
  return !outside.check(address, 'ipv6') || internal.check(address, 'ipv6');
}

/** Names that are never given out to the world. @see RFC 6761, RFC 6762, RFC 8375, ICANN on .internal */
const privateNames = /(^|\.)(localhost|local|internal|intranet|lan|home\.arpa|localdomain)$/;

/**
 * True for a host that may be one of the public internet: a name of several parts. An address is none,
 * in whatever form: a connection to it asks for no lookup, in which it would be refused.
 *
 * @param hostname - as URL gives it, so in lower case and with addresses in one form
 */
export function isPublicName(hostname: string): boolean {
  const name = hostname.replace(/\.$/, '');
  if (name.startsWith('[') || isIP(name) !== 0) return false;
  return name.includes('.') && !privateNames.test(name);
}
