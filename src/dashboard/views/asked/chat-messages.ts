// Chat messages: what was said in a session, from its history and from what the stream brings.

import { useEffect, useMemo, useState } from 'react';
import { client } from '../../api/client.ts';
import { graphql } from '../../generated/gql.ts';
import type { ChatHistoryQuery } from '../../generated/graphql.ts';
import type { Event } from '../../session/view.ts';
import { type Message, mergeMessages, partsOf } from './merge-messages.ts';

const chatHistory = graphql(`
  query ChatHistory($id: ID!, $before: Cursor, $last: Int!) {
    session(id: $id) {
      lastSequence
      events(last: $last, before: $before, types: [CHAT_MESSAGE]) {
        edges { cursor node { __typename ... on ChatMessage { sequence timestamp role text messageId partial } } }
        pageInfo { hasPreviousPage }
      }
    }
  }
`);

/** Parts of messages, of which one that is spoken slowly has many. */
const perPage = 100;

type Page = NonNullable<ChatHistoryQuery['session']>['events'];

const messagesOf = ({ edges }: Page): Message[] =>
  edges.flatMap(({ node }) => (node.__typename === 'ChatMessage' ? [node] : []));

export interface Chat {
  messages: readonly Message[];
  /** Asks for earlier ones; null when there are none. */
  earlier: (() => Promise<void>) | null;
  /** Takes in what was sent from here before the stream tells it. */
  add(message: Message): void;
}

/** `recent` holds only the newest events, so what leaves it is asked for before it is missed. */
export function useChatMessages(sessionId: string, recent: readonly Event[], at: number | null): Chat {
  const [asked, setAsked] = useState<readonly Message[]>([]);
  const [first, setFirst] = useState<string | null>(null);
  /** Everything said up to here was asked for. */
  const [covered, setCovered] = useState(-1);
  const firstRecent = recent[0]?.sequence ?? 1;
  const isMissing = at === null ? covered < firstRecent - 1 : covered < 0;

  useEffect(() => {
    if (!isMissing) return;
    let wanted = true;
    void client
      .query(chatHistory, { id: sessionId, last: perPage, before: null })
      .toPromise()
      .then(({ data }) => {
        if (!wanted || data?.session == null) return;
        const { events, lastSequence } = data.session;
        setAsked((before) => partsOf([before, messagesOf(events)]));
        setFirst(
          (before) => before ?? (events.pageInfo.hasPreviousPage ? (events.edges[0]?.cursor ?? null) : null),
        );
        setCovered(lastSequence);
      });
    return () => {
      wanted = false;
    };
  }, [sessionId, isMissing]);

  async function earlier() {
    const { data } = await client
      .query(chatHistory, { id: sessionId, last: perPage, before: first })
      .toPromise();
    if (data?.session == null) return;
    const { events } = data.session;
    setAsked((before) => partsOf([messagesOf(events), before]));
    setFirst(events.pageInfo.hasPreviousPage ? (events.edges[0]?.cursor ?? null) : null);
  }

  const fresh = useMemo(() => recent.filter((one) => one.__typename === 'ChatMessage'), [recent]);
  const key = `${fresh[0]?.sequence} ${fresh.at(-1)?.sequence} ${fresh.length}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `fresh` is new with each event, its messages are not
  const messages = useMemo(() => mergeMessages([asked, fresh], at), [asked, key, at]);
  return {
    messages,
    earlier: first === null ? null : earlier,
    add: (message) => setAsked((before) => partsOf([before, [message]])),
  };
}
