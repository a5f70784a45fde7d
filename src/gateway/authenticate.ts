// Authenticating: who asks, for embedders; the rule is the guard's (guard/use-authentication.ts).

export { type Authenticate, anybody, type Credentials, type Identity } from '../guard/identity.ts';
