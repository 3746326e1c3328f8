import { fetchedPart } from '../fetched-part.ts';
import type { ByteSource } from './byte-source.ts';
import { isBzip2 } from './bzip2/is-bzip2.ts';
import { isGzip } from './nifti/is-nifti.ts';

/** Enough to tell how a file is compressed. */
const MARK_BYTES = 10;

/**
 * A file as its bytes are to be looked at: what is compressed by gzip or bzip2 as what is in it.
 *
 * @throws InputError (rejects) where it is damaged
 */
export async function openedSource(source: ByteSource, name: string): Promise<ByteSource> {
  const head = await source.read(0, MARK_BYTES);
  const what = `${name}: the part that reads such files`;
  if (isGzip(head)) {
    const { unpackedSource } = await fetchedPart(() => import('./gzip.ts'), what);
    return unpackedSource(source, name);
  }
  if (!isBzip2(head)) return source;
  const { unpackedBzip2 } = await fetchedPart(() => import('./bzip2/unpacked.ts'), what);
  return unpackedBzip2(source, name);
}
