// Loopback: addresses that only this machine reaches.

/** Of an address to listen on. */
export function isLoopback(host: string): boolean {
  return /^(127\.|\[?::1\]?$|localhost$)/.test(host);
}
