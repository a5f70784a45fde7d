// Attacks on HTTP itself, from other web sites, and by more connections than anybody needs.

import { once } from 'node:events';
import { type Attack, attacks, closed, dial, hostOf, json, raw, told } from './attack.ts';

const host = 'Host: 127.0.0.1\r\n';
const body = '{"query":"{ __typename }"}';
const type = 'Content-Type: application/json\r\n';
const wire = (name: string, ...parts: (string | Buffer)[]): Attack => [
  name,
  (server) => raw(server, ...parts),
];
const postHead = (more: string) => `POST /graphql HTTP/1.1\r\n${host}${type}${more}\r\n`;
const smuggled = `GET /graphql?query={__typename} HTTP/1.1\r\n${host}\r\n`;

attacks('HTTP', [
  wire('two lengths', postHead('Content-Length: 26\r\nContent-Length: 5\r\n'), body, smuggled),
  wire('two lengths with a comma', postHead('Content-Length: 26, 5\r\n'), body),
  wire(
    'a length and chunks',
    postHead('Content-Length: 5\r\nTransfer-Encoding: chunked\r\n'),
    '0\r\n\r\n',
    smuggled,
  ),
  wire('chunks in disguise', postHead('Transfer-Encoding: xchunked\r\n'), '0\r\n\r\n', smuggled),
  wire('chunks twice', postHead('Transfer-Encoding: chunked, identity\r\n'), '0\r\n\r\n'),
  wire(
    'chunks with a blank before the colon',
    postHead('Transfer-Encoding : chunked\r\nContent-Length: 26\r\n'),
    body,
  ),
  wire(
    'chunks instead of a length',
    postHead('Transfer-Encoding: chunked\r\nConnection: close\r\n'),
    `1a\r\n${body}\r\n0\r\n\r\n`,
  ),
  wire('a chunk of a length that is none', postHead('Transfer-Encoding: chunked\r\n'), 'zz\r\n', body),
  wire(
    'a chunk with an endless extension',
    postHead('Transfer-Encoding: chunked\r\n'),
    `1a;${'x'.repeat(50_000)}\r\n${body}\r\n0\r\n\r\n`,
  ),
  wire('a negative length', postHead('Content-Length: -1\r\n'), body),
  wire('a length of 10^30', postHead(`Content-Length: 1${'0'.repeat(30)}\r\n`), body),
  wire('a length in hex', postHead('Content-Length: 0x1a\r\n'), body),
  wire('a line end without a return', `GET /healthz HTTP/1.1\n${host}X: a\n\n`),
  wire('a header that is folded', `GET /healthz HTTP/1.1\r\n${host}X: a\r\n b\r\nConnection: close\r\n\r\n`),
  wire('a NUL in a header', `GET /healthz HTTP/1.1\r\n${host}X: a\u0000b\r\n\r\n`),
  wire('a header without a name', `GET /healthz HTTP/1.1\r\n${host}: x\r\n\r\n`),
  wire('5,000 headers', `GET /healthz HTTP/1.1\r\n${host}${'a: b\r\n'.repeat(5000)}\r\n`),
  wire('a header of 20,000 characters', `GET /healthz HTTP/1.1\r\n${host}X: ${'x'.repeat(20_000)}\r\n\r\n`),
  wire('an address of 20,000 characters', `GET /${'x'.repeat(20_000)} HTTP/1.1\r\n${host}\r\n`),
  wire('no host', 'GET /healthz HTTP/1.1\r\n\r\n'),
  wire('an empty host', 'GET /healthz HTTP/1.1\r\nHost:\r\n\r\n'),
  wire('two hosts', `GET /healthz HTTP/1.1\r\n${host}Host: evil.example\r\nConnection: close\r\n\r\n`),
  wire('another host', 'GET /healthz HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n'),
  wire(
    'a host that begins with ours',
    'GET /healthz HTTP/1.1\r\nHost: 127.0.0.1.evil.example\r\nConnection: close\r\n\r\n',
  ),
  wire(
    'a host with a user',
    'GET /healthz HTTP/1.1\r\nHost: 127.0.0.1@evil.example\r\nConnection: close\r\n\r\n',
  ),
  wire('a host with a path', 'GET /healthz HTTP/1.1\r\nHost: 127.0.0.1/../evil\r\nConnection: close\r\n\r\n'),
  wire('a host with a bracket', 'GET /healthz HTTP/1.1\r\nHost: [\r\nConnection: close\r\n\r\n'),
  wire(
    'another host in X-Forwarded-Host',
    `GET /healthz HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: 127.0.0.1\r\nForwarded: host=127.0.0.1\r\nConnection: close\r\n\r\n`,
  ),
  wire(
    'an absolute address of elsewhere',
    `GET http://evil.example/healthz HTTP/1.1\r\n${host}Connection: close\r\n\r\n`,
  ),
  wire(
    'an address with two slashes',
    `GET //evil.example/graphql HTTP/1.1\r\n${host}Connection: close\r\n\r\n`,
  ),
  wire('CONNECT', `CONNECT evil.example:443 HTTP/1.1\r\n${host}\r\n`),
  wire('TRACE', `TRACE / HTTP/1.1\r\n${host}Connection: close\r\n\r\n`),
  wire('a method that there is not', `EVIL / HTTP/1.1\r\n${host}\r\n`),
  wire('DELETE', `DELETE /graphql HTTP/1.1\r\n${host}Connection: close\r\n\r\n`),
  wire('OPTIONS *', `OPTIONS * HTTP/1.1\r\n${host}Connection: close\r\n\r\n`),
  wire('HTTP/0.9', 'GET /healthz\r\n\r\n'),
  wire('HTTP/3.0', `GET /healthz HTTP/3.0\r\n${host}\r\n`),
  wire('the beginning of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
  wire('TLS', Buffer.from('160301020001fc0303', 'hex'), Buffer.alloc(300, 1)),
  wire('zeros', Buffer.alloc(100_000)),
  wire(
    'an expectation that is none',
    postHead('Expect: evil\r\nContent-Length: 26\r\nConnection: close\r\n'),
    body,
  ),
  wire(
    '20 requests at once on one connection',
    `GET /healthz HTTP/1.1\r\n${host}\r\n`.repeat(19),
    `GET /healthz HTTP/1.1\r\n${host}Connection: close\r\n\r\n`,
  ),
  ...[
    '/..%2f..%2f..%2fetc%2fpasswd',
    '/assets/..%2f..%2f..%2f..%2fpackage.json',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/assets/....//....//package.json',
    '/assets/%00',
    '/assets/%c0%ae%c0%ae/package.json',
    '/assets/%E0%A4%A',
    '/assets/..\\..\\package.json',
    '/graphiql/assets/..%2f..%2f..%2fpackage.json',
    '/sessions/..%2f..%2fetc',
    '/artifacts/..%2f..%2fdata%2flog.db',
    '/artifacts/',
    '/artifacts/%00',
    '/artifacts/__proto__',
    '/.git/config',
    '/.env',
  ].map(
    (path): Attack => [
      `GET ${path}`,
      (server) => raw(server, `GET ${path} HTTP/1.1\r\n${host}Connection: close\r\n\r\n`),
    ],
  ),
  ...[
    ['a range that is none', 'Range: bytes=-9999999999999-\r\n'],
    ['1,000 ranges', `Range: bytes=${Array.from({ length: 1000 }, (_, n) => `${n}-${n}`).join()}\r\n`],
    ['a range behind the end', 'Range: bytes=99999999-\r\n'],
    ['If-None-Match of anything', 'If-None-Match: *\r\n'],
    ['If-None-Match of 10,000 characters', `If-None-Match: "${'x'.repeat(10_000)}"\r\n`],
    ['a date of yesteryear', 'If-Modified-Since: Thu, 99 Foo 0000\r\n'],
    ['10,000 types that are taken', `Accept: ${'a/b,'.repeat(2500)}\r\n`],
    ['encodings that there are not', 'Accept-Encoding: evil;q=9, *;q=x\r\n'],
  ].map(
    ([name, headers]): Attack => [
      `the page with ${name}`,
      (server) => raw(server, `GET / HTTP/1.1\r\n${host}${headers}Connection: close\r\n\r\n`),
    ],
  ),
  [
    '300 connections that say half a line, cut',
    async (server) => {
      const all = Array.from({ length: 300 }, () => dial(server));
      await Promise.all(all.map((socket) => once(socket, 'connect')));
      for (const socket of all) socket.write('GET /heal');
      for (const socket of all) socket.resetAndDestroy();
      return 'over';
    },
  ],
  [
    '100 bodies that never come, cut',
    async (server) => {
      const all = Array.from({ length: 100 }, () => dial(server));
      await Promise.all(all.map((socket) => once(socket, 'connect')));
      for (const socket of all) socket.write(postHead('Content-Length: 1000\r\n'));
      for (const socket of all) socket.resetAndDestroy();
      return 'over';
    },
  ],
]);

attacks(
  'slow senders',
  [
    [
      'headers, a byte in a while',
      async (server) => {
        const socket = dial(server);
        const drip = setInterval(() => socket.write('x'), 100);
        socket.write('GET /healthz HTTP/1.1\r\nX: ');
        let answer = '';
        socket.on('data', (chunk) => {
          answer += chunk;
        });
        await closed(socket);
        clearInterval(drip);
        return answer.slice(9, 12);
      },
    ],
    [
      'a body, a byte in a while',
      async (server) => {
        const socket = dial(server);
        const drip = setInterval(() => socket.write(' '), 100);
        socket.write(postHead('Content-Length: 1000\r\n'));
        let answer = '';
        socket.on('data', (chunk) => {
          answer += chunk;
        });
        await closed(socket);
        clearInterval(drip);
        return answer.slice(9, 12) || 'cut';
      },
    ],
  ],
  { headerSeconds: 1, requestSeconds: 1 },
);

const evil = { origin: 'https://evil.example' };
const ask = (
  name: string,
  method: string,
  path: string,
  headers: Record<string, string>,
  given?: string,
): Attack => [
  name,
  async (server) => {
    const response = await fetch(server.url + path, {
      method,
      headers: {
        ...headers,
        ...(headers.origin === 'own' ? { origin: `http://${hostOf(server)}.evil.example` } : {}),
      },
      ...(given === undefined ? {} : { body: given }),
    });
    const allowed = response.headers.get('access-control-allow-origin');
    return `${await told(response)}${allowed === null ? '' : ` allows ${allowed}`}`;
  },
];

attacks('other web sites', [
  ask('a question of theirs', 'POST', '/graphql', { ...json, ...evil }, body),
  ask('a question with text/plain', 'POST', '/graphql', { ...evil, 'content-type': 'text/plain' }, body),
  ask('a form', 'POST', '/graphql', { 'content-type': 'application/x-www-form-urlencoded' }, 'query=x'),
  ask(
    'a form with a file',
    'POST',
    '/graphql',
    { 'content-type': 'multipart/form-data; boundary=x' },
    '--x--',
  ),
  ask('a form with two types', 'POST', '/graphql', { 'content-type': 'text/plain, application/json' }, body),
  ask(
    'a form with a type in capitals',
    'POST',
    '/graphql',
    { 'content-type': 'TEXT/PLAIN;application/json' },
    body,
  ),
  ask('a picture with a query', 'GET', '/graphql?query={__typename}', {
    'sec-fetch-site': 'cross-site',
    'sec-fetch-mode': 'no-cors',
  }),
  ask('a preflight', 'OPTIONS', '/graphql', { ...evil, 'access-control-request-method': 'POST' }),
  ask('the origin null', 'POST', '/graphql', { ...json, origin: 'null' }, body),
  ask('an origin that begins with ours', 'POST', '/graphql', { ...json, origin: 'own' }, body),
  ask('an origin that is none', 'POST', '/graphql', { ...json, origin: '\\\\evil' }, body),
  ask(
    'an origin of another scheme',
    'POST',
    '/graphql',
    { ...json, origin: 'chrome-extension://127.0.0.1' },
    body,
  ),
  ask('an EventSource of theirs', 'GET', '/graphql?query=subscription{decisions{id}}', {
    ...evil,
    accept: 'text/event-stream',
  }),
  ask('events of theirs', 'POST', '/api/events/x', { ...json, ...evil }, '[]'),
  ask('events as a form', 'POST', '/api/events/x', { 'content-type': 'text/plain' }, '[]'),
  ask('a ticket of theirs', 'POST', '/api/tickets', { ...json, ...evil }, '{"path":"/graphql"}'),
  ask('a ticket as a form', 'POST', '/api/tickets', { 'content-type': 'text/plain' }, '{"path":"/graphql"}'),
  ask('an artifact in their page', 'GET', '/artifacts/artifact_x', evil),
  ask('the counts in their page', 'GET', '/metrics', evil),
]);
