// Close codes: why a WebSocket is closed, the same at every door.

export const goingAway = 1001;
/** The client is too slow for it; graphql-ws clients come back. */
export const tryAgainLater = 1013;
/** As graphql-transport-ws says it. */
export const forbidden = 4403;
