// The guide's WebSocket: the sample workflow in the words of the streaming guide, with no library.
// `switch` and `respondToDecision` are the guide's; added is that a new socket goes on after the last cursor.
// Run: npx node examples/guide-client.js [http://127.0.0.1:8000]

const server = process.argv[2] ?? 'http://127.0.0.1:8000';
const currentSessionId = `session_${crypto.randomUUID().replaceAll('-', '')}`;
const unanswered = new Map();
let cursor = null;
let ended = false;
let ws;

function send(message) {
  if (ws.readyState === WebSocket.OPEN) ws.send(JSON.stringify(message));
}

function respondToDecision(decisionId, response) {
  send({
    type: 'user_decision_response',
    session_id: currentSessionId,
    decision_id: decisionId,
    response: response,
  });
}

function handleUserDecision(data) {
  unanswered.set(data.decision_id, data.default_option ?? data.options[0]);
  respondToDecision(data.decision_id, data.default_option ?? data.options[0]);
  return data.prompt;
}

function handleWorkflowVisualization(data) {
  ended = ['workflow_completed', 'workflow_failed', 'cancelled'].includes(data.change_type);
  return data.change_type;
}

function words(message) {
  switch (message.type) {
    case 'manager_thinking':
      return message.data.analysis;
    case 'agent_substep':
      return `${message.data.agent_name}, ${message.data.progress_percentage} %`;
    case 'user_decision_needed':
      return handleUserDecision(message.data);
    case 'workflow_state_change':
      return handleWorkflowVisualization(message.data);
    case 'brain_allocation':
      return `${message.data.agent_name} thinks with ${message.data.model_selected}`;
    case 'error_recovery':
      return message.data.error_message;
    default:
      return '';
  }
}

async function printResult({ status, artifacts }) {
  const addressOf = ({ url }) => new URL(url, server).href;
  const exported = artifacts.find(({ kind }) => kind === 'export_json');
  const { estimate } = exported === undefined ? {} : await (await fetch(addressOf(exported))).json();
  const total = estimate === undefined ? 'none' : `${estimate.likely} ${estimate.currency}`;
  console.log(`${status.toUpperCase()}, likely total: ${total}`);
  for (const artifact of artifacts) console.log(`${artifact.name}: ${addressOf(artifact)}`);
}

function connect() {
  ws = new WebSocket(`${server.replace(/^http/, 'ws')}/api/chat/ws`);
  ws.onopen = () => {
    if (cursor === null)
      send({
        type: 'chat_message',
        session_id: currentSessionId,
        text: 'Export a full estimate',
        sample: true,
      });
    else send({ type: 'subscribe', session_id: currentSessionId, after: cursor });
    for (const [decisionId, response] of unanswered) respondToDecision(decisionId, response);
    if (ended) send({ type: 'workflow_status', session_id: currentSessionId });
  };
  ws.onmessage = async (event) => {
    const message = JSON.parse(event.data);
    if (message.type === 'error') console.error(message.data.code, message.data.message);
    if (message.type === 'user_decision_acknowledged') unanswered.delete(message.data.decision_id);
    if (message.type === 'workflow_status') {
      ws.onclose = null;
      ws.close();
      await printResult(message.data);
    } else if (message.sequence > 0 && message.type !== 'subscribed') {
      console.log(`${message.sequence} ${message.type} ${words(message)}`.trim().replaceAll(/\s+/g, ' '));
      cursor = message.cursor;
      if (ended) send({ type: 'workflow_status', session_id: currentSessionId });
    }
  };
  ws.onclose = () => setTimeout(connect, 500);
}

connect();
