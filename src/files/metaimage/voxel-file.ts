/** All of a header, which is short where voxels are in another file. */
export const HEADER_BYTES = 2 ** 14;
/** A list of files below, or a pattern for their names with numbers. */
export const IN_SEVERAL = /^list\b|%/i;

/** The file that a header says its voxels are in; `null` where they come after it, and where it does not say. */
export function fileOfVoxels(header: string): string | null {
  const file = /(?:^|\n)ElementDataFile[ \t]*=[ \t]*([^\r\n]*)/.exec(header)?.[1]?.trim();
  return file && !/^local$/i.test(file) ? file : null;
}
