// Chat: what was said in the session, and a box to say something to the manager.

import { memo, useId, useMemo, useState } from 'react';
import { useMutation } from 'urql';
import { useMay } from '../../api/may.ts';
import { LongWords } from '../../components/long-words.tsx';
import { dayOf, timeOf } from '../../components/words.ts';
import { graphql } from '../../generated/gql.ts';
import { hasEnded } from '../../session/status.ts';
import { useShown } from '../../session/use-live-session.ts';
import { LookersOn } from '../access/lookers-on.tsx';
import { type Chat as ChatOf, useChatMessages } from './chat-messages.ts';
import { keyOf, type Message } from './merge-messages.ts';

const sendMessage = graphql(`
  mutation SendMessage($sessionId: ID!, $text: String!) {
    sendMessage(sessionId: $sessionId, text: $text) {
      __typename
      ... on MessageSent { sent { sequence timestamp role text messageId partial } }
      ... on Fault { message }
    }
  }
`);

const speakers = { USER: 'A person', ASSISTANT: 'The manager', SYSTEM: 'The server' } as const;

/** Messages that are shown at first, and so many more each time. */
const perView = 50;

export function Chat() {
  const { sessionId, recent, view, at } = useShown();
  const chat = useChatMessages(sessionId, recent, at);
  const [most, setMost] = useState(perView);
  const maySay = useMay('sendMessage');
  const messages = useMemo(() => chat.messages.slice(-most), [chat.messages, most]);
  const { currentWorkflow, documents } = view.session;
  const isIdle = currentWorkflow === null || hasEnded(currentWorkflow.status);
  return (
    <section className="stack tight asked-chat" aria-labelledby="chat-head">
      <h2 id="chat-head">Talk to the manager</h2>
      {(chat.earlier !== null || chat.messages.length > most) && (
        <button
          type="button"
          className="button plain small"
          onClick={() => {
            if (chat.messages.length <= most) void chat.earlier?.();
            setMost(most + perView);
          }}
        >
          Earlier messages
        </button>
      )}
      <Messages messages={messages} />
      {at === null && !maySay && <LookersOn what="Talking to the manager" change="sendMessage" />}
      {at === null && maySay && (
        <Say
          sessionId={sessionId}
          startsWork={isIdle && documents.length > 0}
          isIdle={isIdle}
          onSent={chat.add}
        />
      )}
    </section>
  );
}

const Messages = memo(function Messages({ messages }: { messages: readonly Message[] }) {
  if (messages.length === 0) return <p className="small soft">Nothing was said yet.</p>;
  return (
    // Turned over, so that it stays at its end while it grows.
    <div className="asked-messages" role="log" aria-label="What was said" tabIndex={-1}>
      <ol className="stack tight">
        {messages.map(({ timestamp, role, text, partial, ...message }) => (
          <li
            key={keyOf(message)}
            className="asked-message"
            data-role={role}
            data-partial={partial || undefined}
            aria-busy={partial}
          >
            <p className="small soft">
              {speakers[role]},{' '}
              <time dateTime={timestamp} title={dayOf(timestamp)}>
                {timeOf(timestamp)}
              </time>
              {partial && ', still speaking …'}
            </p>
            <LongWords text={text} />
          </li>
        ))}
      </ol>
    </div>
  );
});

interface SayProps {
  sessionId: string;
  isIdle: boolean;
  startsWork: boolean;
  onSent: ChatOf['add'];
}

function Say({ sessionId, isIdle, startsWork, onSent }: SayProps) {
  const [, send] = useMutation(sendMessage);
  const [text, setText] = useState('');
  const [isSending, setIsSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const id = useId();

  async function say() {
    if (text.trim() === '' || isSending) return;
    setIsSending(true);
    setProblem(null);
    const { data, error } = await send({ sessionId, text });
    setIsSending(false);
    const result = data?.sendMessage;
    if (result?.__typename === 'MessageSent') {
      onSent(result.sent);
      setText('');
    } else if (result !== undefined) setProblem(result.message);
    else
      setProblem(
        error?.networkError === undefined
          ? (error?.message ?? 'No answer came.')
          : 'No answer came from the server. Look whether your message stands above before you send it again.',
      );
  }

  return (
    <form
      className="stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        void say();
      }}
    >
      <label htmlFor={id} className="hidden-text">
        Your message
      </label>
      <div className="asked-say">
        <textarea
          id={id}
          className="field"
          rows={2}
          placeholder={startsWork ? 'What shall be done next?' : 'Say something'}
          aria-describedby={`${id}-what`}
          value={text}
          onChange={({ target }) => setText(target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            void say();
          }}
        />
        <button type="submit" className={startsWork ? 'button main' : 'button'} aria-disabled={isSending}>
          {isSending ? 'Sending …' : startsWork ? 'Send and start' : 'Send'}
        </button>
      </div>
      <p id={`${id}-what`} className="small soft">
        {startsWork
          ? 'Nothing runs here now: your message starts a follow-up workflow on the same documents.'
          : isIdle
            ? 'Nothing runs here and there are no documents, so your message is only kept.'
            : 'A workflow is running: your message is kept with the session and does not change this run.'}{' '}
        Enter sends, Shift and Enter begins a new line.
      </p>
      {problem !== null && (
        <p className="notice words small" data-tone="bad" role="alert">
          {problem}
        </p>
      )}
    </form>
  );
}
