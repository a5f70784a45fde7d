// Tabs: those of a new visit are the prepared ones, and after them what the person wrote on earlier visits.

import { nanoid } from 'nanoid';

/** As GraphiQL keeps them. */
export interface Tab {
  id: string;
  title: string;
  query: string | null;
  variables: string | null;
  headers: string | null;
  operationName: string | null;
  response: string | null;
}

export interface Tabs {
  tabs: Tab[];
  activeTabIndex: number;
}

/** `stored`: what windows of earlier visits, and others that are open, have kept, each as JSON. */
export function tabsOfVisit(prepared: readonly { query: string }[], stored: readonly string[]): Tabs {
  const texts = new Set(prepared.map(({ query }) => withoutIds(query)));
  const own = new Map<string, Tab>();
  for (const tab of stored.flatMap(tabsIn))
    if (isWritten(tab, texts)) own.set(JSON.stringify([tab.query, tab.variables, tab.headers]), tab);
  return { tabs: [...prepared.map(({ query }) => newTab(query)), ...own.values()], activeTabIndex: 0 };
}

/** Prepared tabs of another visit differ in these alone. */
function withoutIds(query: string): string {
  return query.replace(/\b(?:session|graphiql)_[0-9a-z]+/g, '_').trim();
}

function isWritten({ query, variables }: Tab, prepared: ReadonlySet<string>): boolean {
  const empty = (text: string | null) => text === null || /^[\s{}]*$/.test(text);
  if (empty(query) && empty(variables)) return false;
  return !prepared.has(withoutIds(query ?? '')) || !empty(variables);
}

function newTab(query: string): Tab {
  const name = /^(?:query|mutation|subscription)\s+(\w+)/m.exec(query)?.[1] ?? null;
  return {
    id: nanoid(),
    title: name ?? '<untitled>',
    query,
    variables: null,
    headers: null,
    operationName: name,
    response: null,
  };
}

/** None of what is not, or no longer, as GraphiQL writes it. */
function tabsIn(json: string): Tab[] {
  try {
    const { tabs } = JSON.parse(json) as { tabs?: unknown };
    return Array.isArray(tabs) ? tabs.filter(isTab) : [];
  } catch {
    return [];
  }
}

function isTab(value: unknown): value is Tab {
  if (typeof value !== 'object' || value === null) return false;
  const tab = value as Record<string, unknown>;
  const isText = (key: string) => tab[key] === null || typeof tab[key] === 'string';
  return (
    typeof tab.id === 'string' &&
    typeof tab.title === 'string' &&
    ['query', 'variables', 'headers', 'operationName', 'response'].every(isText)
  );
}
