// Client: what a front end may import, in a browser or not: following a session over cut connections, each event once.

export { recommended } from './recommended.ts';
export { type Renewable, type Renewal, renewable } from './renewable.ts';
export { type ResumableOptions, resumable } from './resumable.ts';
export { type SseRequest, subscribeOverSse } from './sse.ts';
