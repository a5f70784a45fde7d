// PDF pictures: the picture that fills a scanned page.

import { extractImages, getDocumentProxy } from 'unpdf';
import type { PagePicture } from './scan.ts';

/** A picture with fewer pixels than this is an ornament, and no page. */
const leastPixels = 300_000;

/** The largest picture of each of these pages; pages without one that could be a page are passed over. */
export async function* pagePictures(
  bytes: Uint8Array,
  pages: readonly number[],
): AsyncGenerator<PagePicture> {
  const pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 });
  for (const page of pages) {
    const pictures = await extractImages(pdf, page).catch(() => []);
    const [largest] = pictures.sort((a, b) => b.width * b.height - a.width * a.height);
    if (largest !== undefined && largest.width * largest.height >= leastPixels) {
      yield { page, bytes: portable(largest) };
    }
  }
}

interface Pixels {
  data: Uint8ClampedArray | Uint8Array;
  width: number;
  height: number;
  channels: 1 | 3 | 4;
}

/** As PGM or PPM, which is a line of words before the plain pixels; without what shines through. */
function portable({ data, width, height, channels }: Pixels): Uint8Array {
  const head = Buffer.from(`P${channels === 1 ? 5 : 6}\n${width} ${height}\n255\n`);
  if (channels !== 4) return Buffer.concat([head, new Uint8Array(data)]);
  const picture = Buffer.alloc(head.length + width * height * 3);
  head.copy(picture);
  for (let pixel = 0, to = head.length; pixel < data.length; pixel += 4, to += 3) {
    picture[to] = data[pixel] ?? 0;
    picture[to + 1] = data[pixel + 1] ?? 0;
    picture[to + 2] = data[pixel + 2] ?? 0;
  }
  return picture;
}
