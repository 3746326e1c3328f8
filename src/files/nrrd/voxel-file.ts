/** A header is no longer than this where its voxels are in another file. */
const HEADER_BYTES = 2 ** 14;
const IN_SEVERAL = /^list\b|%/i;

/**
 * The file that a header's fields say its voxels are in: `null` where they come after it, `undefined` where they are in several.
 *
 * @param fields by their names without capitals
 */
export function voxelFileIn(fields: ReadonlyMap<string, string>): string | null | undefined {
  const file = (fields.get('data file') ?? fields.get('datafile'))?.trim();
  if (file === undefined) return null;
  return IN_SEVERAL.test(file) || file === '' ? undefined : file;
}

/** As above, of the beginning of a file. */
export function voxelFileOf(head: Uint8Array): string | null | undefined {
  const header = String.fromCharCode(...head.subarray(0, HEADER_BYTES)).split(/\r?\n\r?\n/, 1)[0]!;
  const file = /(?:^|\n)data ?file: ([^\r\n]*)/i.exec(header)?.[1];
  return voxelFileIn(new Map(file === undefined ? [] : [['data file', file]]));
}
