// Lets a parent set this process's wall clock: { setClockBy: milliseconds }.

const real = Date.now;
let ahead = 0;
Date.now = () => real() + ahead;
globalThis.Date = new Proxy(Date, {
  construct: (target, given) => (given.length === 0 ? new target(Date.now()) : new target(...given)),
});
process.on('message', ({ setClockBy }) => {
  ahead += setClockBy;
  process.send({ setClockBy });
});
process.channel?.unref();
