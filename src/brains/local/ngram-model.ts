// N-gram model: says which labelled texts a text looks like, letter by letter, so that typing errors and glued words
// do not matter. Trained in memory in about a second; the same examples give the same model.

export interface Example {
  label: string;
  text: string;
}

export interface NgramModel {
  /** Likeness by label, 0–1 and summing to 1; empty when the text has no letters. */
  score(text: string): Map<string, number>;
}

const sizes = [3, 4, 5];
/** How much closer the best label has to be to win clearly; found by trying on everyday lines. */
const sharpness = 18;

/**
 * Trains on the examples: one centroid of weighted n-grams for each label. `pause` is awaited between examples, so
 * that others get a turn.
 */
export async function trainNgramModel(
  examples: readonly Example[],
  pause: () => Promise<void>,
): Promise<NgramModel> {
  const grams: Map<string, number>[] = [];
  const documents = new Map<string, number>();
  for (const { text } of examples) {
    const counts = gramsOf(text);
    grams.push(counts);
    for (const gram of counts.keys()) documents.set(gram, (documents.get(gram) ?? 0) + 1);
    await pause();
  }
  const rarest = Math.log(1 + examples.length);
  /** By gram, its place in the arrays that follow: there are some fifty thousand, and an object for each took 8 MB more. */
  const places = new Map<string, number>();
  const rarities = new Float64Array(documents.size);
  for (const [gram, count] of documents) {
    rarities[places.size] = Math.log((1 + examples.length) / (1 + count));
    places.set(gram, places.size);
  }
  const rarity = (gram: string) => rarities[places.get(gram) ?? -1] ?? rarest;

  const centroids = new Map<string, Map<string, number>>();
  for (const [index, { label }] of examples.entries()) {
    const centroid = centroids.get(label) ?? new Map<string, number>();
    centroids.set(label, centroid);
    const vector = weigh(grams[index] ?? new Map(), rarity);
    for (const [gram, weight] of vector) centroid.set(gram, (centroid.get(gram) ?? 0) + weight);
    await pause();
  }
  const labels = [...centroids.keys()];
  /** Where the labels and weights of each gram begin, and those of the one before end. */
  const starts = new Uint32Array(places.size + 1);
  for (const centroid of centroids.values()) {
    for (const gram of centroid.keys()) starts[(places.get(gram) as number) + 1]! += 1;
    await pause();
  }
  for (let place = 1; place < starts.length; place++) starts[place]! += starts[place - 1]!;
  const labelAt = new Uint16Array(starts.at(-1) ?? 0);
  const weightAt = new Float64Array(labelAt.length);
  const ends = starts.slice();
  for (const [label, centroid] of [...centroids.values()].entries()) {
    for (const [gram, weight] of normalize(centroid)) {
      const at = ends[places.get(gram) as number]!++;
      labelAt[at] = label;
      weightAt[at] = weight;
    }
    await pause();
  }

  return {
    score(text) {
      const vector = weigh(gramsOf(text), rarity);
      if (vector.size === 0) return new Map();
      const products = new Float64Array(labels.length);
      for (const [gram, own] of vector) {
        const place = places.get(gram);
        if (place === undefined) continue;
        const end = starts[place + 1]!;
        for (let at = starts[place]!; at < end; at++) products[labelAt[at]!]! += own * weightAt[at]!;
      }
      const likeness = labels.map((label, at): [string, number] => [
        label,
        Math.exp(sharpness * (products[at] ?? 0)),
      ]);
      const sum = likeness.reduce((total, [, value]) => total + value, 0);
      return new Map(likeness.map(([label, value]) => [label, value / sum]));
    },
  };
}

function gramsOf(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  const plain = ` ${text
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, ' ')
    .trim()} `;
  if (plain.trim() === '') return counts;
  for (const size of sizes) {
    for (let at = 0; at + size <= plain.length; at += 1) {
      const gram = plain.slice(at, at + size);
      counts.set(gram, (counts.get(gram) ?? 0) + 1);
    }
  }
  return counts;
}

function weigh(counts: Map<string, number>, rarity: (gram: string) => number): Map<string, number> {
  return normalize(new Map([...counts].map(([gram, count]) => [gram, (1 + Math.log(count)) * rarity(gram)])));
}

/** To length 1, so that long texts do not win by length. */
function normalize(vector: Map<string, number>): Map<string, number> {
  let square = 0;
  for (const weight of vector.values()) square += weight * weight;
  const length = Math.sqrt(square);
  if (length > 0) for (const [gram, weight] of vector) vector.set(gram, weight / length);
  return vector;
}
