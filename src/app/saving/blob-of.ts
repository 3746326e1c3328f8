/** The page has so much time for itself in between. */
const BUSY_MS = 24;

/**
 * A file whose pieces are handed over as they come, so that what is held besides is a piece and what browsers keep of blobs,
 * which may be on disk.
 */
export async function blobOf(pieces: AsyncIterable<Uint8Array<ArrayBuffer>>, type: string): Promise<Blob> {
  const parts: Blob[] = [];
  let since = performance.now();
  for await (const piece of pieces) {
    parts.push(new Blob([piece]));
    if (performance.now() - since < BUSY_MS) continue;
    await new Promise((resolve) => setTimeout(resolve));
    since = performance.now();
  }
  return new Blob(parts, { type });
}
