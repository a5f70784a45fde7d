// Addresses: what may be fetched from, by every way to spell it.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isFault } from '../../../src/base/fault.ts';
import { isPublic, placeOf } from '../../../src/documents/fetch/address.ts';

const signal = new AbortController().signal;
const known: Record<string, string[]> = {
  'public.test': ['93.184.216.34'],
  'inside.test': ['10.1.2.3'],
  'both.test': ['93.184.216.34', '127.0.0.1'],
  'metadata.test': ['169.254.169.254'],
  'six.test': ['fd00:ec2::254'],
  'mapped.test': ['::ffff:127.0.0.1'],
  'nonsense.test': ['not an address'],
};
const resolve = async (name: string) => known[name] ?? [];
const placed = (url: string, allowed: string[] = []) => placeOf(url, new Set(allowed), resolve, signal);

test.each([
  'ftp://public.test/a.csv',
  'file:///etc/passwd',
  'gopher://public.test/',
  'data:text/csv,a',
  'javascript:alert(1)',
  '//public.test/a',
  '/etc/passwd',
  'http://user@public.test/',
  'http://user:secret@public.test/',
  'http://public.test:22/',
  'http://public.test:6379/',
  'http://127.0.0.1/',
  'http://127.1/',
  'http://2130706433/',
  'http://0x7f000001/',
  'http://0177.0.0.1/',
  'http://017700000001/',
  'http://0/',
  'http://①②⑦.⓪.⓪.①/',
  'http://127.0.0.1./',
  'http://10.0.0.1/',
  'http://172.16.0.1/',
  'http://192.168.1.1/',
  'http://169.254.169.254/latest/meta-data/',
  'http://168.63.129.16/metadata',
  'http://100.64.0.1/',
  'http://100.100.100.200/',
  'http://192.0.0.192/',
  'http://198.18.0.1/',
  'http://192.88.99.1/',
  'http://224.0.0.1/',
  'http://255.255.255.255/',
  'http://240.0.0.1/',
  'http://[::]/',
  'http://[::1]/',
  'http://[::ffff:127.0.0.1]/',
  'http://[::ffff:7f00:1]/',
  'http://[::127.0.0.1]/',
  'http://[::ffff:0:127.0.0.1]/',
  'http://[fe80::1]/',
  'http://[fec0::1]/',
  'http://[fc00::1]/',
  'http://[fd00:ec2::254]/',
  'http://[ff02::1]/',
  'http://[2002:7f00:1::]/',
  'http://[64:ff9b::7f00:1]/',
  'http://[64:ff9b:1::1]/',
  'http://[2001:0:1::]/',
  'http://[2001:db8::1]/',
  'http://[4000::1]/',
  'http://inside.test/',
  'http://both.test/',
  'http://metadata.test/',
  'http://six.test/',
  'http://mapped.test/',
  '',
  'http://',
])('%s is refused', async (url) => {
  const error = await placed(url).catch((thrown: unknown) => thrown);
  expect(isFault(error, 'ADDRESS_REFUSED')).toBe(true);
});

test.each(['http://nobody.test/', 'http://nonsense.test/'])('%s leads nowhere', async (url) => {
  const error = await placed(url).catch((thrown: unknown) => thrown);
  expect(isFault(error, 'ADDRESS_UNREACHABLE')).toBe(true);
});

test('a public host is taken, with the address that it was resolved to', async () => {
  expect(await placed('https://public.test/a.csv')).toMatchObject({ address: '93.184.216.34', family: 4 });
  expect(await placed('http://[2606:4700::1111]/')).toMatchObject({ address: '2606:4700::1111', family: 6 });
});

test('a host that is allowed may be inside, at its port and no other', async () => {
  expect(await placed('http://127.0.0.1:9123/', ['127.0.0.1:9123'])).toMatchObject({ address: '127.0.0.1' });
  await expect(placed('http://127.0.0.1:9124/', ['127.0.0.1:9123'])).rejects.toThrow();
  await expect(placed('http://localhost:9123/', ['127.0.0.1:9123'])).rejects.toThrow();
});

test('no address of these networks is public, in plain, mapped, tunnelled or translated form', () => {
  const inside = fc.oneof(
    fc.tuple(fc.constant(10), fc.nat(255), fc.nat(255), fc.nat(255)),
    fc.tuple(fc.constant(127), fc.nat(255), fc.nat(255), fc.nat(255)),
    fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), fc.nat(255), fc.nat(255)),
    fc.tuple(fc.constant(192), fc.constant(168), fc.nat(255), fc.nat(255)),
    fc.tuple(fc.constant(169), fc.constant(254), fc.nat(255), fc.nat(255)),
    fc.tuple(fc.constant(100), fc.integer({ min: 64, max: 127 }), fc.nat(255), fc.nat(255)),
    fc.tuple(fc.integer({ min: 224, max: 255 }), fc.nat(255), fc.nat(255), fc.nat(255)),
  );
  fc.assert(
    fc.property(inside, ([a, b, c, d]) => {
      const dotted = `${a}.${b}.${c}.${d}`;
      const high = ((a << 8) | b).toString(16);
      const low = ((c << 8) | d).toString(16);
      for (const one of [
        dotted,
        `::ffff:${dotted}`,
        `::${dotted}`,
        `64:ff9b::${dotted}`,
        `2002:${high}:${low}::1`,
      ])
        expect([one, isPublic(one)]).toEqual([one, false]);
    }),
  );
});
