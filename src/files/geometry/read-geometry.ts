import { InputError } from '../../errors.ts';
import type { ByteSource } from '../byte-source.ts';
import { readAstra } from './astra.ts';
import type { GeometryFile } from './geometry-file.ts';
import { isAstraText, isNikonText, isRtkText } from './is-geometry.ts';
import { readNikon } from './nikon.ts';
import { readRtk } from './rtk.ts';

const MOST_BYTES = 2 ** 25;

/** Reads a file that says how a scan was set up. @throws InputError (rejects) that begins with the file's name */
export async function readGeometry(source: ByteSource, name: string): Promise<GeometryFile> {
  if (source.sizeBytes > MOST_BYTES) throw new InputError(`${name}: is too large for a geometry, more than 32 MiB`);
  const text = new TextDecoder().decode(await source.read(0, source.sizeBytes));
  if (isNikonText(text)) return readNikon(text, name);
  if (isRtkText(text)) return readRtk(text, name);
  if (!isAstraText(text)) {
    throw new InputError(
      `${name}: is no geometry that is read; those of Nikon (.xtekct), RTK (XML) and ASTRA (JSON) are`,
    );
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new InputError(`${name}: is not valid JSON`);
  }
  return readAstra(json, name);
}
