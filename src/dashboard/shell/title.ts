// Title: the page's title with how many answers are waited for.

/** «(2) pip-stream»; whatever title there is keeps its words. */
export function titleWith(title: string, count: number): string {
  const own = title.replace(/^\(\d+\) /, '');
  return count === 0 ? own : `(${count}) ${own}`;
}
