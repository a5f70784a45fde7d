// Desk: what is done about each message of one raw WebSocket.
//
// A message that names a session also subscribes the socket to it, from the present: a client that was written to the
// guide knows nothing of subscribing, and shall see what comes of what it said.

import { timestampOf } from '../../base/clock.ts';
import { Fault } from '../../base/fault.ts';
import { newId } from '../../base/id.ts';
import { cursorOf, sequenceOf } from '../../events/cursor.ts';
import type { Services } from '../../graphql/context.ts';
import type { Visit } from '../../guard/guard.ts';
import { requireRole } from '../../guard/use-roles.ts';
import { decisionById } from '../../manager/decide.ts';
import { checkText, titleOf } from '../../manager/start.ts';
import { renewal } from '../renewal.ts';
import type { Followings, Wanted } from './followings.ts';
import type { Message } from './incoming.ts';
import { answerOf } from './response.ts';
import { statusOf } from './status.ts';

type Fail = (error: unknown) => void;

export interface Desk {
  /** `fail` gets what goes wrong beside what was asked for. @throws what the message is refused for */
  handle(message: Message, fail: Fail): Promise<void>;
}

export interface DeskOptions {
  /** As whoever speaks may use them. */
  services(): Services;
  visit: Visit;
  followings: Followings;
  maxTextLength: number;
  /** Sends a frame. */
  tell(type: string, sessionId: string | null, data: object, sequence?: number): void;
  /** The client says which session it is about. */
  named(sessionId: string): void;
}

const all: Wanted = { types: null, agents: null };

export function createDesk({ services, visit, followings, maxTextLength, tell, named }: DeskOptions): Desk {
  /** The session that the client spoke of last. */
  let current: string | null = null;

  async function subscribe(sessionId: string, from: string | 'now' | null, wanted: Wanted): Promise<void> {
    named(sessionId);
    const head = await services().log.head(sessionId);
    if (head === null) throw new Fault('NOT_FOUND', `There is no session «${sessionId}».`);
    const { lastSequence, firstRetainedSequence } = head;
    const after =
      from === 'now' ? lastSequence : from === null ? firstRetainedSequence - 1 : sequenceOf(head, from);
    await followings.begin(sessionId, after, wanted, () => {
      current = sessionId;
      tell('subscribed', sessionId, { ...wanted, last_sequence: lastSequence }, after);
    });
  }

  /** Follows a session that a message names. When there are too many, that is told, and the message counts all the same. */
  async function listenTo(sessionId: string, fail: Fail): Promise<void> {
    named(sessionId);
    if (followings.has(sessionId)) current = sessionId;
    else await subscribe(sessionId, 'now', all).catch(fail);
  }

  async function respond(message: Message<'user_decision_response'>, fail: Fail): Promise<void> {
    const { decision_id: id, response } = message;
    const { log, sessions, commands } = services();
    const sessionId = await log.find(id);
    const decision = sessionId === null ? undefined : decisionById(await sessions.get(sessionId), id);
    if (decision === undefined || (message.session_id ?? sessionId) !== sessionId) {
      throw new Fault('NOT_FOUND', `There is no decision «${id}».`);
    }
    await listenTo(decision.sessionId, fail);
    const { outcome, answer } = await commands.answer(
      id,
      answerOf(decision, response),
      visit.identity!.actor,
      message.comment ?? null,
      message.idempotency_key ?? null,
    );
    tell('user_decision_acknowledged', decision.sessionId, { decision_id: id, outcome, answer });
  }

  async function say({ text, sample, ...message }: Message<'chat_message'>, fail: Fail): Promise<void> {
    checkText(text, ['text'], maxTextLength);
    requireRole(visit.identity!, 'operator');
    const { log, clock } = services();
    const sessionId = message.session_id ?? current ?? newId('session');
    const created = (await log.head(sessionId)) === null;
    if (created) {
      const createdAt = timestampOf(clock.now());
      await log.createSession({ id: sessionId, title: titleOf(text), createdAt });
    }
    await listenTo(sessionId, fail);
    const workflowId = sample === true ? await startSample(sessionId, text) : await put(sessionId, text);
    tell('chat_message_acknowledged', sessionId, { created, workflow_id: workflowId });
  }

  async function put(sessionId: string, text: string): Promise<string | null> {
    return (await services().commands.say(sessionId, text)).workflowId;
  }

  async function startSample(sessionId: string, instructions: string): Promise<string> {
    const { workflow } = await services().commands.start({
      sessionId,
      title: null,
      instructions,
      documentIds: null,
      urls: [],
      sample: true,
      steps: null,
      budget: null,
      models: [],
      idempotencyKey: null,
    });
    return workflow.id;
  }

  async function status(asked: string | null, fail: Fail): Promise<void> {
    const sessionId = asked ?? current;
    if (sessionId === null) throw new Fault('INVALID_INPUT', 'Name a session: `session_id`.');
    const session = await services().sessions.get(sessionId);
    await listenTo(sessionId, fail);
    tell('workflow_status', sessionId, statusOf(session), session.lastSequence);
  }

  return {
    async handle(message, fail) {
      switch (message.type) {
        case 'subscribe': {
          const { session_id: sessionId, types = null, agents = null, after = null } = message;
          return subscribe(sessionId, after, { types, agents });
        }
        case 'unsubscribe': {
          const { session_id: sessionId } = message;
          if (!followings.end(sessionId))
            throw new Fault('NOT_FOUND', `The session «${sessionId}» is not followed here.`);
          return tell('unsubscribed', sessionId, {});
        }
        case 'agent_subscription':
          await followings.narrow(message.agent_names);
          return tell('agent_subscription_confirmed', null, { agent_names: message.agent_names });
        case 'user_decision_response':
          return respond(message, fail);
        case 'workflow_status':
          return status(message.session_id ?? null, fail);
        case 'chat_message':
          return say(message, fail);
        case 'authenticate': {
          const { renewed, ...rest } = await renewal(visit, { token: message.token });
          if (!renewed)
            throw new Fault('UNAUTHENTICATED', 'It is no token of the person whose connection this is.');
          return tell('authenticated', null, { expires_at: 'expiresAt' in rest ? rest.expiresAt : null });
        }
        case 'ping':
          return tell('pong', null, {});
      }
    },
  };
}

/** Where a frame's client can go on. */
export function placeAt(sessionId: string | null, sequence: number | undefined) {
  return sessionId === null || sequence === undefined
    ? {}
    : { sequence, cursor: cursorOf(sessionId, sequence) };
}
