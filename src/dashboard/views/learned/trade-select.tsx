// Trade select: one of all trades, in the order of an estimate.

import { useQuery } from 'urql';
import { graphql } from '../../generated/gql.ts';

const allTrades = graphql(`query AllTrades { trades { code name } }`);

export type Trades = readonly { code: string; name: string }[];

/** Empty until they came. */
export function useTrades(): { trades: Trades; problem: string | null } {
  const [{ data, error }] = useQuery({ query: allTrades });
  return { trades: data?.trades ?? [], problem: error?.message ?? null };
}

interface TradeSelectProps {
  id: string;
  trades: Trades;
  value: string;
  onChange: (code: string) => void;
}

export function TradeSelect({ id, trades, value, onChange }: TradeSelectProps) {
  return (
    <select
      id={id}
      className="field"
      required
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      <option value="">Choose a trade</option>
      {trades.map(({ code, name }) => (
        <option key={code} value={code}>
          {name}
        </option>
      ))}
    </select>
  );
}
