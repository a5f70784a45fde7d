// What a server tells at /metrics.

export interface Scrape {
  text: string;
  /** Of one series, as it is written: `name` or `name{label="word"}`; NaN when it is not there. */
  of(series: string): number;
}

export async function scrape(url: string): Promise<Scrape> {
  const response = await fetch(`${url}/metrics`);
  const text = await response.text();
  const values = new Map(
    text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line): [string, number] => {
        const at = line.lastIndexOf(' ');
        return [line.slice(0, at), Number(line.slice(at + 1))];
      }),
  );
  return { text, of: (series) => values.get(`pip_stream_${series}`) ?? Number.NaN };
}

/** Looks again until it is so; fails after ten seconds with what there was. */
export async function scrapeUntil(url: string, isSo: (found: Scrape) => boolean): Promise<Scrape> {
  const deadline = performance.now() + 10_000;
  for (;;) {
    const found = await scrape(url);
    if (isSo(found)) return found;
    if (performance.now() > deadline)
      throw new Error(`not in time:\n${found.text.match(/^pip_stream_.* [^0].*$/gm)?.join('\n')}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
