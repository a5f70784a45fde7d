// Attacks by uploads, by web addresses, and by what files and names do where they are shown later.

import { type Server, startMutation } from '../../support/server.ts';
import { type Attack, attacks, query, told } from './attack.ts';

const uploading = `mutation ($sessionId: ID, $file: File!) { uploadDocument(sessionId: $sessionId, file: $file) {
  __typename ... on DocumentUploaded { document { name } } ... on Fault { code message } } }`;
const operations = JSON.stringify({ query: uploading, variables: { sessionId: null, file: null } });
const map = '{"0":["variables.file"]}';
const bill = 'item,description,quantity,unit\n1,Brick wall,3,m2\n';
const proof = { 'graphql-require-preflight': '1' };

type Field = [name: string, value: string | Uint8Array, file?: string];

const send = (name: string, fields: readonly Field[], headers: Record<string, string> = proof): Attack => [
  name,
  (server) => {
    const form = new FormData();
    for (const [key, value, file] of fields)
      if (file === undefined) form.append(key, String(value));
      else form.append(key, new File([value as string], file));
    return told(fetch(`${server.url}/graphql`, { method: 'POST', headers, body: form }));
  },
];
const upload = (name: string, file: string, bytes: string | Uint8Array = bill): Attack =>
  send(name, [
    ['operations', operations],
    ['map', map],
    ['0', bytes, file],
  ]);

/** A body as it is. */
const bare = (name: string, body: string | Buffer, type = 'multipart/form-data; boundary=b'): Attack => [
  name,
  (server) =>
    told(
      fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { ...proof, 'content-type': type },
        body: body as never,
      }),
    ),
];
const part = (name: string, value: string) =>
  `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const ops = (variables: string, text = uploading) =>
  `{"query":${JSON.stringify(text)},"variables":${variables}}`;
const kinds = 'subscription ($types: [EventType!]) { events(sessionId: "s", types: $types) { __typename } }';
const listed = 'query ($ids: [ID!]!) { __typename }';

/** The name under which the document is kept. */
const named = (name: string, file: string): Attack => [
  `a file called ${name}`,
  async (server) => {
    const { document, code } = await server.upload(file, new TextEncoder().encode(bill));
    return code ?? JSON.stringify(document?.name).slice(0, 150);
  },
];

attacks(
  'uploads',
  [
    send(
      'no header of ours',
      [
        ['operations', operations],
        ['map', map],
        ['0', bill, 'a.csv'],
      ],
      {},
    ),
    send('no operations', [
      ['map', map],
      ['0', bill, 'a.csv'],
    ]),
    send('operations that are no JSON', [
      ['operations', '{'],
      ['map', map],
      ['0', bill, 'a.csv'],
    ]),
    send('operations that are null', [
      ['operations', 'null'],
      ['map', map],
      ['0', bill, 'a.csv'],
    ]),
    send('operations that are a list', [
      ['operations', `[${operations}]`],
      ['map', '{"0":["0.variables.file"]}'],
      ['0', bill, 'a.csv'],
    ]),
    send('operations that are a file', [
      ['operations', operations, 'x.json'],
      ['map', map],
    ]),
    send('operations of 100,000 levels', [
      [
        'operations',
        `{"query":"{ __typename }","variables":{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`,
      ],
    ]),
    send('operations of 2 MB', [
      ['operations', JSON.stringify({ query: '{ __typename }', variables: { a: 'x'.repeat(2_000_000) } })],
    ]),
    send('no map', [
      ['operations', operations],
      ['0', bill, 'a.csv'],
    ]),
    send('a map that is no JSON', [
      ['operations', operations],
      ['map', '{'],
      ['0', bill, 'a.csv'],
    ]),
    send('a map that is null', [
      ['operations', operations],
      ['map', 'null'],
      ['0', bill, 'a.csv'],
    ]),
    send('a map that is a list', [
      ['operations', operations],
      ['map', '["variables.file"]'],
      ['0', bill, 'a.csv'],
    ]),
    send('a map of a text', [
      ['operations', operations],
      ['map', '{"0":"variables.file"}'],
      ['0', bill, 'a.csv'],
    ]),
    send('a map of a number', [
      ['operations', operations],
      ['map', '{"0":5}'],
      ['0', bill, 'a.csv'],
    ]),
    send('a map to __proto__', [
      ['operations', operations],
      ['map', '{"0":["variables.__proto__.polluted","__proto__.polluted","constructor.prototype.polluted"]}'],
      ['0', bill, 'a.csv'],
    ]),
    send('a map to the query', [
      ['operations', operations],
      ['map', '{"0":["query"]}'],
      ['0', bill, 'a.csv'],
    ]),
    send('a map to an operation name', [
      ['operations', operations],
      ['map', '{"0":["operationName","variables.file"]}'],
      ['0', bill, 'a.csv'],
    ]),
    send('a map to the length of a list', [
      ['operations', ops('{"ids":[]}', listed)],
      ['map', '{"0":["variables.ids.length"]}'],
      ['0', bill, 'a.csv'],
    ]),
    send('a map to the billionth of a list', [
      ['operations', ops('{"ids":[]}', listed)],
      ['map', '{"0":["variables.ids.999999999"]}'],
      ['0', bill, 'a.csv'],
    ]),
    send('a map to the billionth of kinds', [
      ['operations', ops('{"types":[]}', kinds)],
      ['map', '{"0":["variables.types.999999999"]}'],
      ['0', bill, 'a.csv'],
    ]),
    send('a map to the billionth of ids', [
      ['operations', ops('{"ids":[]}', 'mutation ($ids: [ID!]!) { forgetTrades(ids: $ids) }')],
      ['map', '{"0":["variables.ids.999999999"]}'],
      ['0', bill, 'a.csv'],
    ]),
    send('a map to the billionth of models', [
      ['operations', ops('{"input":{"instructions":"x","models":[]}}', startMutation)],
      ['map', '{"0":["variables.input.models.999999999"]}'],
      ['0', bill, 'a.csv'],
    ]),
    send('a map of 100,000 levels', [
      ['operations', operations],
      ['map', `{"0":["variables${'.a'.repeat(100_000)}"]}`],
      ['0', bill, 'a.csv'],
    ]),
    send('a map of 50,000 places', [
      ['operations', operations],
      ['map', JSON.stringify({ 0: Array.from({ length: 50_000 }, (_, n) => `variables.f${n}`) })],
      ['0', bill, 'a.csv'],
    ]),
    send('a map of a file that there is not', [
      ['operations', operations],
      ['map', '{"1":["variables.file"]}'],
      ['0', bill, 'a.csv'],
    ]),
    send('a text in the place of the file', [
      ['operations', operations],
      ['map', map],
      ['0', bill],
    ]),
    send('20 files', [
      ['operations', operations],
      ['map', map],
      ...Array.from({ length: 20 }, (_, n): Field => [String(n), bill, `${n}.csv`]),
    ]),
    send('100 fields', [
      ['operations', operations],
      ['map', map],
      ...Array.from({ length: 100 }, (_, n): Field => [`x${n}`, 'x']),
      ['0', bill, 'a.csv'],
    ]),
    send('a file that nothing asks for', [
      ['operations', '{"query":"{ __typename }"}'],
      ['map', '{"0":["variables.x"]}'],
      ['0', bill, 'a.csv'],
    ]),
    send('an id of a session with a file', [
      ['operations', ops('{"sessionId":null,"file":null}')],
      ['map', '{"0":["variables.file","variables.sessionId"]}'],
      ['0', bill, 'a.csv'],
    ]),
    bare(
      'no end',
      `${part('operations', operations)}--b\r\nContent-Disposition: form-data; name="0"; filename="a"\r\n\r\nx`,
    ),
    bare('no parts', '--b--\r\n'),
    bare('nothing', ''),
    bare('another boundary', `--c\r\n\r\n--c--\r\n`),
    bare('a boundary of 5,000 characters', 'x', `multipart/form-data; boundary=${'b'.repeat(5000)}`),
    bare('a part without a name', `--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n`),
    bare('a part with 1,000 headers', `--b\r\n${'A: b\r\n'.repeat(1000)}\r\nx\r\n--b--\r\n`),
    bare(
      'a part with a header without end',
      `--b\r\nContent-Disposition: form-data; name="${'x'.repeat(500_000)}`,
    ),
    bare('20,000 parts', `${part('x', '').repeat(20_000)}--b--\r\n`),
    bare(
      'parts within parts',
      `--b\r\nContent-Type: multipart/mixed; boundary=c\r\nContent-Disposition: form-data; name="operations"\r\n\r\n--c\r\n\r\nx\r\n--c--\r\n--b--\r\n`,
    ),
    upload('an empty file', 'a.csv', ''),
    upload('a program', 'a.exe', 'MZ\u0090\u0000'),
    upload('a program called bill', 'bill.pdf', '#!/bin/sh\nrm -rf /'),
    upload('a page', 'a.html', '<script>alert(1)</script>'),
    upload('a picture of script', 'a.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
    upload('entities of XML', 'a.xml', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'),
    upload('a file that says zip', 'a.xlsx', 'PK\u0003\u0004nonsense'),
    upload('a file that says PDF', 'a.pdf', '%PDF-1.7 nonsense'),
    upload('zeros', 'a.csv', new Uint8Array(1_000_000)),
    upload('a file over the limit', 'a.csv', 'x,'.repeat(1_100_000)),
    named('a path', '../../../etc/passwd.csv'),
    named('a path of Windows', '..\\..\\windows\\a.csv'),
    named('a path from the root', '/etc/cron.d/a.csv'),
    named('a NUL', 'a\u0000.csv'),
    named('line ends', 'a\r\nSet-Cookie: x=1.csv'),
    named('10,000 characters', `${'x'.repeat(10_000)}.csv`),
    named('backwards', 'a\u202Evsc.exe.csv'),
    named('no width', 'a\u200B\uFEFF.csv'),
    named('markup', '<img src=x onerror=alert(1)>.csv'),
    named('a formula', '=cmd|calc.csv'),
    named('quotes', 'a"; filename="evil.exe.csv'),
    named('nothing', ' '),
    named('dots', '..'),
    named('a device', 'CON.csv'),
    named('marks', `a${'\u0301'.repeat(200)}.csv`),
  ],
  { maxUploadBytes: 2_000_000 },
);

const fetched = (address: string): Attack => [
  address.slice(0, 90),
  async (server: Server) => query(server, startMutation, { input: { instructions: 'x', urls: [address] } }),
];

attacks('web addresses', [
  ...[
    'http://127.0.0.1/',
    'http://localhost/',
    'http://localhost./',
    'http://[::1]/',
    'http://[::]/',
    'http://0.0.0.0/',
    'http://0/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://[fe80::1]/',
    'http://[fc00::1]/',
    'http://10.0.0.1/',
    'http://172.16.0.1/',
    'http://192.168.1.1/',
    'http://100.64.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://[fd00:ec2::254]/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
    'http://１２７.０.０.１/',
    'http://①②⑦.⓪.⓪.①/',
    'http://127。0。0。1/',
    'http://user:secret@127.0.0.1/',
    'http://example.com@127.0.0.1/',
    'http://127.0.0.1:22/',
    'http://127.0.0.1:6379/',
    'https://example.com:25/',
    'ftp://example.com/a.csv',
    'file:///etc/passwd',
    'gopher://127.0.0.1:6379/_x',
    'data:text/csv,a',
    'javascript:alert(1)',
    'jar:http://a!/b',
    '//example.com/a',
    'http://',
    'nothing',
    'http://a b/',
    'http://exa\tmple.com/',
    'http://%31%32%37.0.0.1/',
    'http://127.0.0.1#@example.com/',
    'http://127.0.0.1\\@example.com/',
    'http://metadata.google.internal/',
  ].map(fetched),
  [
    '1,000 addresses',
    (server) =>
      query(server, startMutation, {
        input: { instructions: 'x', urls: Array.from({ length: 1000 }, (_, n) => `http://127.0.0.1/${n}`) },
      }),
  ],
]);
