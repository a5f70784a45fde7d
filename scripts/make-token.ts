// Makes a token for trying out, signed with AUTH_SECRET; without one it makes a secret, too.
// Run: npm run token -- [--sub ann] [--name Ann] [--tenant acme] [--roles operator,admin] [--hours 8]

import { createSecretKey, randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { SignJWT } from 'jose';
import { rolesOf } from '../src/base/role.ts';

const { values } = parseArgs({
  options: {
    sub: { type: 'string', default: 'somebody' },
    name: { type: 'string' },
    tenant: { type: 'string' },
    roles: { type: 'string', default: 'operator' },
    hours: { type: 'string', default: '8' },
  },
});
const given = process.env.AUTH_SECRET ?? '';
const secret = given === '' ? randomBytes(32).toString('base64url') : given;
const { AUTH_ISSUER: issuer = '', AUTH_AUDIENCE: audience = '' } = process.env;
const roles = values.roles.split(',');
const hours = Number(values.hours);
if (!(hours > 0) || rolesOf(roles).size === 0 || Buffer.byteLength(secret) < 32) {
  console.error(
    'Roles are viewer, answerer, operator, producer, admin; hours above 0; AUTH_SECRET has at least 32 bytes.',
  );
  process.exit(1);
}
const token = new SignJWT({
  roles,
  ...(values.name === undefined ? {} : { name: values.name }),
  ...(values.tenant === undefined ? {} : { tenant: values.tenant }),
})
  .setProtectedHeader({ alg: 'HS256' })
  .setSubject(values.sub)
  .setJti(randomBytes(12).toString('base64url'))
  .setIssuedAt()
  .setExpirationTime(Math.floor(Date.now() / 1000 + hours * 3600));
if (issuer !== '') token.setIssuer(issuer);
if (audience !== '') token.setAudience(audience);
if (given === '')
  console.error(
    `No AUTH_SECRET is set. Start the server with this one:\n\n  AUTH_SECRET=${secret} npm start\n`,
  );
console.log(await token.sign(createSecretKey(Buffer.from(secret))));
