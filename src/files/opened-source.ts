import { fetchedPart } from '../fetched-part.ts';
import type { ByteSource } from './byte-source.ts';
import { isGzip } from './nifti/is-nifti.ts';

/** A file as its bytes are to be looked at: what is compressed by gzip as what is in it. @throws InputError (rejects) where it is damaged */
export async function openedSource(source: ByteSource, name: string): Promise<ByteSource> {
  if (!isGzip(await source.read(0, 2))) return source;
  const { unpackedSource } = await fetchedPart(() => import('./gzip.ts'), `${name}: the part that reads such files`);
  return unpackedSource(source, name);
}
