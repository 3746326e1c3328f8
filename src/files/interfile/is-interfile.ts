/** The first line, before which there may be empty ones. */
const FIRST_LINE = /^\s*!?\s*interfile\s*:=/i;
const DATA_FILE = /(?:^|[\r\n])\s*!?\s*name of data file\s*:=([^\r\n;]*)/i;
/** All of a header: no more of a file is looked at. */
const LOOKED_AT_BYTES = 2 ** 14;

export function isInterfile(head: Uint8Array): boolean {
  return FIRST_LINE.test(String.fromCharCode(...head.subarray(0, 128)));
}

/** The file that a header says its numbers are in; `null` where it says none. */
export function dataFileOf(head: Uint8Array): string | null {
  return DATA_FILE.exec(String.fromCharCode(...head.subarray(0, LOOKED_AT_BYTES)))?.[1]?.trim() || null;
}
