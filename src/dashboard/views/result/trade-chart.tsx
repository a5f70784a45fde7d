// Trade chart: bars of likely, each with its range. Loaded when it is shown; the table beside it says the same.

import {
  Bar,
  BarChart,
  CartesianGrid,
  Cell,
  ErrorBar,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { moneyOf } from '../../components/words.ts';
import { shortOf } from './figures.ts';
import type { Trade, TradeListProps } from './trades.tsx';

interface Row {
  trade: string;
  name: string;
  /** For the length of a bar only; what is read stands in `of`. */
  likely: number;
  /** Null draws none. */
  range: [below: number, above: number] | null;
  of: Trade;
}

const barHeight = 34;
/** Two lines of the place there is. */
const nameLength = 36;

const shortened = (name: string) => (name.length > nameLength ? `${name.slice(0, nameLength - 1)}…` : name);

function rowOf(of: Trade): Row {
  const [low, likely, high] = [of.low, of.likely, of.high].map(({ amount }) => Number(amount));
  const hasRange = of.low.amount !== of.high.amount;
  const range: Row['range'] = hasRange ? [Math.max(0, likely! - low!), Math.max(0, high! - likely!)] : null;
  return { trade: of.trade, name: of.name, likely: likely!, range, of };
}

export default function TradeChart({ trades, chosen, onChoose }: TradeListProps) {
  const rows = trades.map(rowOf);
  return (
    <ResponsiveContainer width="100%" height={rows.length * barHeight + 34} minWidth={0}>
      <BarChart
        data={rows}
        layout="vertical"
        accessibilityLayer={false}
        margin={{ top: 0, right: 14, bottom: 0, left: 0 }}
        barCategoryGap="28%"
      >
        <CartesianGrid horizontal={false} stroke="var(--line)" />
        <XAxis
          type="number"
          tickFormatter={(value: number) => shortOf(value, trades[0]?.likely.currency ?? '')}
          tickLine={false}
          axisLine={false}
          tickCount={4}
          minTickGap={14}
          tick={{ fill: 'var(--ink-soft)', fontSize: 12 }}
        />
        <YAxis
          type="category"
          dataKey="trade"
          width={150}
          tickFormatter={(trade: string) => shortened(rows.find((row) => row.trade === trade)?.name ?? trade)}
          interval={0}
          tickLine={false}
          axisLine={false}
          tick={{ fill: 'var(--ink-soft)', fontSize: 12.5 }}
        />
        <Tooltip
          cursor={{ fill: 'var(--sunken)' }}
          isAnimationActive={false}
          content={({ payload }) => <Figures row={payload?.[0]?.payload as Row | undefined} />}
        />
        <Bar
          dataKey="likely"
          radius={[0, 4, 4, 0]}
          isAnimationActive={false}
          className="trades-bar"
          onClick={(_, index) => {
            const trade = rows[index]?.trade ?? null;
            onChoose(trade === chosen ? null : trade);
          }}
        >
          {rows.map(({ trade }) => (
            <Cell
              key={trade}
              fill="var(--accent)"
              fillOpacity={chosen === null || chosen === trade ? 0.85 : 0.3}
            />
          ))}
          <ErrorBar dataKey="range" direction="x" width={4} strokeWidth={1.5} stroke="var(--ink)" />
        </Bar>
      </BarChart>
    </ResponsiveContainer>
  );
}

function Figures({ row }: { row: Row | undefined }) {
  if (row === undefined) return null;
  const { name, low, likely, high } = row.of;
  return (
    <div className="trades-figures small number">
      <strong className="words">{name}</strong>
      <span>Likely {moneyOf(likely)}</span>
      <span className="soft">
        {moneyOf(low)} to {moneyOf(high)}
      </span>
    </div>
  );
}
