// What-if note: how the estimate of a fork differs from the one it was forked from.

import { useEffect, useState } from 'react';
import { client } from '../../api/client.ts';
import { moneyOf } from '../../components/words.ts';
import { graphql } from '../../generated/gql.ts';

const forkOf = graphql(`
  query ForkOf($id: ID!) { workflow(id: $id) { forkedFrom { workflowId } estimate { likely { amount currency } } } }
`);

/** `workflowId` has an estimate. */
export function WhatIfNote({ workflowId }: { workflowId: string }) {
  const [words, setWords] = useState<string | null>(null);
  useEffect(() => {
    let isShown = true;
    const ask = async (id: string) => (await client.query(forkOf, { id }).toPromise()).data?.workflow;
    async function compare() {
      const fork = await ask(workflowId);
      const origin = fork?.forkedFrom == null ? null : await ask(fork.forkedFrom.workflowId);
      const [now, before] = [fork?.estimate?.likely, origin?.estimate?.likely];
      if (!isShown || now == null || before == null) return;
      const change = Number(now.amount) - Number(before.amount);
      const difference = moneyOf({ amount: Math.abs(change).toFixed(2), currency: now.currency });
      setWords(
        change === 0 || now.currency !== before.currency
          ? `This is a what-if; before it was ${moneyOf(before)}.`
          : `This is a what-if: ${difference} ${change > 0 ? 'more' : 'less'} than the ${moneyOf(before)} before.`,
      );
    }
    void compare();
    return () => {
      isShown = false;
    };
  }, [workflowId]);
  return words === null ? null : <p className="notice words">{words}</p>;
}
