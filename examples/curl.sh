#!/usr/bin/env bash
# curl: the sample workflow from a shell; the subscription is an event stream that goes on by Last-Event-ID.
# Every line of data is one event; its fields are picked out with sed, for a machine that has no jq.
# Run: bash examples/curl.sh [http://127.0.0.1:8000]
set -euo pipefail
server=${1:-http://127.0.0.1:8000}

# Both mutations may safely be repeated, so curl may send them again when the connection breaks.
post() { curl -sS --retry 5 --retry-all-errors "$server/graphql" -H 'content-type: application/json' -d "$1"; }
field() { sed -n "s/.*\"$1\":\"\{0,1\}\([^\",}]*\).*/\1/p"; }

key=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
started=$(post '{"query":"mutation { startWorkflow(input: {sample: true, instructions: \"Export a full estimate\", idempotencyKey: \"'"$key"'\"}) { ... on WorkflowStarted { cursor session { sessionId: id } workflow { workflowId: id } } ... on Fault { message } } }"}')
session=$(field sessionId <<<"$started")
workflow=$(field workflowId <<<"$started")
cursor=$(field cursor <<<"$started")
[ -n "$session" ] || { echo "$started" >&2; exit 1; }

query='subscription { events(sessionId: "'$session'") {
  ... on Event { sequence type }
  ... on WorkflowStateChange { status }
  ... on UserDecisionNeeded { decisionId decision { decisionStatus: status } }
} }'

stream() {
  curl -sSN -G "$server/graphql" -H 'accept: text/event-stream' -H "last-event-id: $cursor" --data-urlencode "query=$query"
}

ended=
until [ -n "$ended" ]; do
  # An event is whole when its empty line has come; what was cut off in the middle comes again.
  while IFS= read -r line; do
    case $line in
      'id: '*) id=${line#id: } ;;
      'data: '*) data=${line#data: } ;;
      '')
        [[ ${data:-} != '{"errors"'* ]] || { echo "$data" >&2; exit 1; }
        [ -n "${id:-}" ] && [ -n "${data:-}" ] || continue
        cursor=$id
        echo "$(field sequence <<<"$data") $(field type <<<"$data")"
        if [[ $data == *'"decisionStatus":"OPEN"'* ]]; then
          post '{"query":"mutation { answerDecision(input: {decisionId: \"'"$(field decisionId <<<"$data")"'\", answer: {useDefault: true}}) { __typename } }"}' >/dev/null
        fi
        case $data in *'"status":"SUCCEEDED"'* | *'"status":"FAILED"'* | *'"status":"CANCELLED"'*) ended=yes; break ;; esac
        id= data=
        ;;
    esac
  done < <(stream 2>/dev/null)
  [ -n "$ended" ] || sleep 0.5
done

done_as=$(post '{"query":"{ workflow(id: \"'"$workflow"'\") { status estimate { likely { amount currency } } artifacts { name url } } }"}')
echo "$(field status <<<"$done_as"), likely total: $(field amount <<<"$done_as") $(field currency <<<"$done_as")"
grep -o '"name":"[^"]*","url":"[^"]*"' <<<"$done_as" | sed "s|\"name\":\"\(.*\)\",\"url\":\"\(.*\)\"|\1: $server\2|"
