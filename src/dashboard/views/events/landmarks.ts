// Landmarks: where along a session a person was asked, something failed, or a result was made.

import { useEffect, useMemo, useState } from 'react';
import { client } from '../../api/client.ts';
import { graphql } from '../../generated/gql.ts';
import type { Event } from '../../session/view.ts';

const landmarks = graphql(`
  query Landmarks($id: ID!) {
    session(id: $id) {
      events(last: 500, types: [USER_DECISION_NEEDED, ERROR_RECOVERY, ARTIFACT_READY]) {
        edges { node { __typename ... on Event { sequence } } }
      }
    }
  }
`);

export type Landmark = 'asked' | 'failed' | 'made';

const landmarkOf: Partial<Record<Event['__typename'], Landmark>> = {
  UserDecisionNeeded: 'asked',
  ErrorRecovery: 'failed',
  ArtifactReady: 'made',
};

/** By sequence; those of before are asked for once. */
export function useLandmarks(sessionId: string, recent: readonly Event[]): ReadonlyMap<number, Landmark> {
  const [before, setBefore] = useState<ReadonlyMap<number, Landmark>>(new Map());
  useEffect(() => {
    let wanted = true;
    void client
      .query(landmarks, { id: sessionId })
      .toPromise()
      .then(({ data }) => {
        const nodes = data?.session?.events.edges.map(({ node }) => node) ?? [];
        if (wanted) setBefore(new Map(nodes.map((node) => [node.sequence, landmarkOf[node.__typename]!])));
      });
    return () => {
      wanted = false;
    };
  }, [sessionId]);
  const [seen, setSeen] = useState<{ upTo: number; marks: ReadonlyMap<number, Landmark> }>({
    upTo: 0,
    marks: new Map(),
  });
  const last = recent.at(-1)?.sequence ?? 0;
  if (last > seen.upTo) {
    let { marks } = seen;
    for (let index = recent.length - 1; index >= 0 && recent[index]!.sequence > seen.upTo; index--) {
      const mark = landmarkOf[recent[index]!.__typename];
      if (mark !== undefined) marks = new Map(marks).set(recent[index]!.sequence, mark);
    }
    setSeen({ upTo: last, marks });
  }
  return useMemo(() => new Map([...before, ...seen.marks]), [before, seen.marks]);
}

const steps = 120;

/** At most so many as can be told apart, each with its place from 0 to 1; a failure wins over a question, that over a result. */
export function spread(
  marks: ReadonlyMap<number, Landmark>,
  first: number,
  last: number,
): { share: number; mark: Landmark }[] {
  const rank: Record<Landmark, number> = { failed: 2, asked: 1, made: 0 };
  const places = new Map<number, Landmark>();
  for (const [sequence, mark] of marks) {
    if (sequence < first || sequence > last) continue;
    const place = last === first ? steps : Math.round(((sequence - first) / (last - first)) * steps);
    const there = places.get(place);
    if (there === undefined || rank[mark] > rank[there]) places.set(place, mark);
  }
  return [...places].map(([place, mark]) => ({ share: place / steps, mark }));
}
