import ctNumberModule from '../../phantoms/ct-number-module.json';
import point from '../../phantoms/point.json';
import sheppLogan1974 from '../../phantoms/shepp-logan-1974.json';
import sheppLoganModified from '../../phantoms/shepp-logan-modified.json';
import waterDisk from '../../phantoms/water-disk.json';
import { type PhantomFile, parsePhantomFile } from './phantom-file.ts';

/** The phantoms that ship with the sandbox, by the name of their file in `phantoms/`, in the order they are offered. */
const FILES: Readonly<Record<string, unknown>> = {
  'shepp-logan-1974': sheppLogan1974,
  'shepp-logan-modified': sheppLoganModified,
  'water-disk': waterDisk,
  point,
  'ct-number-module': ctNumberModule,
};

/** Names of the phantoms that ship with the sandbox. */
export const PHANTOM_NAMES: readonly string[] = Object.keys(FILES);

/** A phantom of the library, or `undefined` where there is none of that name. */
export function libraryPhantom(name: string): PhantomFile | undefined {
  if (!Object.hasOwn(FILES, name)) return undefined;
  return parsePhantomFile(FILES[name], `phantoms/${name}.json`);
}
