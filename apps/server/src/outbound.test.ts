import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Outbound, OutboundFailed } from './outbound.ts';
import { isInternal } from './outbound-addresses.ts';

const variable = 'ASSAY_CONNECTOR_HOSTS';
const hosts = [/^[a-z0-9-]+\.zendesk\.com$/];
const ask = { hosts, path: '/api', method: 'GET', headers: {} } as const;

describe('where a connector may go', () => {
  const outbound = new Outbound({
    listed: ['proxy.example.test', 'http://127.0.0.1:8081'],
    variable,
  });

  it.each([
    ['https://acme.zendesk.com', 'https://acme.zendesk.com'],
    ['https://acme.zendesk.com/', 'https://acme.zendesk.com'],
    [' https://ACME.zendesk.com:443 ', 'https://acme.zendesk.com'],
    ['https://proxy.example.test', 'https://proxy.example.test'],
    ['http://127.0.0.1:8081', 'http://127.0.0.1:8081'],
  ])('takes %j', (text, origin) => {
    expect(outbound.allowedOrigin(text, hosts, 'baseUrl')).toBe(origin);
  });

  it.each([
    '',
    'acme.zendesk.com',
    'http://acme.zendesk.com',
    'https://acme.zendesk.com:8443',
    'https://acme.zendesk.com/path',
    'https://acme.zendesk.com/?q=1',
    'https://acme.zendesk.com/#x',
    'https://user@acme.zendesk.com',
    'https://acme.zendesk.com@evil.test',
    'https://acme.zendesk.com.evil.test',
    'https://evil.test/.zendesk.com',
    'https://evil-zendesk.com',
    'https://zendesk.com',
    'https://a.b.zendesk.com',
    'https://127.0.0.1',
    'https://127.1',
    'https://2130706433',
    'https://0x7f000001',
    'https://[::1]',
    'https://[::ffff:127.0.0.1]',
    'https://localhost',
    'https://169.254.169.254',
    'http://127.0.0.1:8082',
    'https://127.0.0.1:8081',
    'http://proxy.example.test',
    'file:///etc/passwd',
    'gopher://acme.zendesk.com',
    'javascript:alert(1)',
  ])('refuses %j', (text) => {
    expect(() => outbound.allowedOrigin(text, hosts, 'baseUrl')).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT', field: 'baseUrl' }),
    );
  });

  it('refuses a list that names no host', () => {
    expect(() => new Outbound({ listed: ['http://'], variable })).toThrow('ASSAY_CONNECTOR_HOSTS');
  });

  it('looks again before each request', async () => {
    for (const asked of [
      { ...ask, origin: 'https://evil.test' },
      { ...ask, origin: 'https://acme.zendesk.com', path: '//evil.test/api' },
      { ...ask, origin: 'https://acme.zendesk.com', path: 'https://evil.test/api' },
    ]) {
      await expect(outbound.request(asked)).rejects.toThrow('may not be called');
    }
  });
});

describe('an address', () => {
  it.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '127.255.255.255',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.8',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::7f00:1',
    '100::1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::',
    'fc00::1',
    'fd12::1',
    'fe80::1',
    'fec0::1',
    'ff02::1',
  ])('%s is inside', (address) => expect(isInternal(address)).toBe(true));

  it.each(['8.8.8.8', '93.184.216.34', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00::1'])(
    '%s is outside',
    (address) => expect(isInternal(address)).toBe(false),
  );
});

describe('a name', () => {
  it.each([
    ['an address inside', ['127.0.0.1']],
    ['one inside among others', ['93.184.216.34', '10.0.0.1']],
    ['one inside, as IPv6', ['::1']],
  ])('that means %s is not called', async (_what, addresses) => {
    const outbound = new Outbound({
      listed: [],
      variable,
      resolve: (_host, answer) =>
        answer(
          null,
          addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
        ),
    });
    const asked = { ...ask, origin: 'https://acme.zendesk.com' };
    await expect(outbound.request(asked)).rejects.toThrow('inside a network');
  });

  it('that has no address is said to have none', async () => {
    const outbound = new Outbound({
      listed: [],
      variable,
      resolve: (_host, answer) => answer(Object.assign(new Error('no'), { code: 'ENOTFOUND' }), []),
    });
    const asked = { ...ask, origin: 'https://acme.zendesk.com' };
    await expect(outbound.request(asked)).rejects.toThrow('acme.zendesk.com has no address.');
  });
});

describe('an address of the public internet', () => {
  const outbound = new Outbound({ listed: ['http://127.0.0.1:8081'], variable });

  it.each([
    ['https://hooks.example.com', 'https://hooks.example.com/'],
    [' https://HOOKS.example.com:443/a/b?c=d ', 'https://hooks.example.com/a/b?c=d'],
    ['https://hooks.example.com./', 'https://hooks.example.com./'],
    ['https://bücher.example/', 'https://xn--bcher-kva.example/'],
    ['http://127.0.0.1:8081/events', 'http://127.0.0.1:8081/events'],
  ])('is taken with its path: %j', (text, url) => {
    expect(outbound.allowedUrl(text, 'url')).toBe(url);
  });

  it.each([
    '',
    'hooks.example.com/a',
    'http://hooks.example.com/',
    'https://hooks.example.com:8443/',
    'https://user@hooks.example.com/',
    'https://user:secret@hooks.example.com/',
    'https://hooks.example.com/#a',
    'https://hooks.example.com//evil.test/',
    'https://localhost/',
    'https://localhost./',
    'https://a.localhost/',
    'https://intranet/',
    'https://router.lan/',
    'https://nas.local/',
    'https://box.home.arpa/',
    'https://metadata.google.internal/',
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0177.0.0.1/',
    'https://1.1.1.1/',
    'https://169.254.169.254/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:7f00:1]/',
    'https://[2606:4700::1111]/',
    'http://127.0.0.1:8082/events',
    'https://127.0.0.1:8081/events',
    'ftp://hooks.example.com/',
    'data:text/plain,x',
    `https://hooks.example.com/${'x'.repeat(2_000)}`,
  ])('is refused: %j', (text) => {
    expect(() => outbound.allowedUrl(text, 'url')).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT', field: 'url' }),
    );
  });

  it('is looked at again before each request, whatever was stored', async () => {
    for (const origin of ['https://169.254.169.254', 'https://[::1]', 'http://hooks.example.com']) {
      const asked = { ...ask, hosts: 'PUBLIC', origin } as const;
      await expect(outbound.head(asked)).rejects.toThrow('may not be called');
    }
  });

  it.each(['127.0.0.1', '169.254.169.254', '::1', '::ffff:10.0.0.1'])(
    'is not called while its name means %s',
    async (address) => {
      const inside = new Outbound({
        ...{ listed: [], variable },
        resolve: (_host, answer) =>
          answer(null, [{ address, family: address.includes(':') ? 6 : 4 }]),
      });
      const asked = { ...ask, hosts: 'PUBLIC', origin: 'https://hooks.example.com' } as const;
      await expect(inside.head(asked)).rejects.toThrow('inside a network');
    },
  );
});

describe('an answer', () => {
  let server: Server;
  let origin: string;
  const requests: string[] = [];
  beforeAll(async () => {
    server = createServer((request, reply) => {
      requests.push(`${request.method} ${request.url} ${request.headers['accept-encoding']}`);
      if (request.url === '/moved') reply.writeHead(302, { location: `${origin}/secret` }).end();
      else if (request.url === '/long') reply.end('x'.repeat(2_000));
      else if (request.url === '/packed')
        reply.writeHead(200, { 'content-encoding': 'gzip' }).end('x');
      else if (request.url === '/cut') {
        reply.writeHead(200, { 'content-length': 100 });
        reply.write('half', () => reply.destroy());
      } else if (request.url === '/slow') reply.writeHead(200).write('{');
      else if (request.url === '/echo') request.pipe(reply);
      else reply.writeHead(418).end('{"a":1}');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no address');
    origin = `http://127.0.0.1:${address.port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const get = (path: string) =>
    new Outbound({ listed: [origin], variable, bytesMax: 1_000, deadlineMs: 300 }).request({
      ...ask,
      ...{ origin, path },
    });

  it('is given with its status, and was not asked for compressed', async () => {
    expect(await get('/tea')).toMatchObject({ status: 418, body: '{"a":1}' });
    expect(requests.at(-1)).toBe('GET /tea identity');
    const outbound = new Outbound({ listed: [origin], variable });
    const sent = { ...ask, origin, path: '/echo', method: 'POST', body: '{"ü":1}' } as const;
    expect(await outbound.request(sent)).toMatchObject({ status: 200, body: '{"ü":1}' });
  });

  it('is told by its head alone, however long or late the rest of it is', async () => {
    const outbound = new Outbound({ listed: [origin], variable, bytesMax: 10, deadlineMs: 300 });
    const headOf = (path: string) => outbound.head({ ...ask, hosts: 'PUBLIC', origin, path });
    for (const path of ['/long', '/packed', '/cut', '/slow']) {
      expect(await headOf(path)).toMatchObject({ status: 200 });
    }
    const moved = { status: 302, headers: { location: `${origin}/secret` } };
    expect(await headOf('/moved')).toMatchObject(moved);
  });

  it('that leads elsewhere is not followed', async () => {
    expect(await get('/moved')).toMatchObject({ status: 302 });
    expect(requests.some((request) => request.includes('/secret'))).toBe(false);
  });

  it.each([
    ['/long', 'more than 1000 bytes'],
    ['/packed', 'compressed'],
    ['/cut', 'cut the connection'],
    ['/slow', 'did not answer in time'],
  ])('is refused: %s', async (path, message) => {
    const failed = await get(path).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(OutboundFailed);
    expect(`${failed}`).toContain(message);
  });
});
