/**
 * What ImageJ writes into the description of a stack: lines `key=value` after its version.
 * https://imagej.net/ij/developer/source/ij/io/TiffDecoder.java.html
 */
export function imageJFields(description: string | null): ReadonlyMap<string, string> | null {
  if (!isImageJ(description)) return null;
  return new Map(
    description.split('\n').flatMap((line) => {
      const at = line.indexOf('=');
      return at > 0 ? [[line.slice(0, at), line.slice(at + 1).trim()] as const] : [];
    }),
  );
}

export function isImageJ(description: string | null): description is string {
  return description?.startsWith('ImageJ=') ?? false;
}

/**
 * How many images tifffile says are behind one directory: it writes the shape of the array as JSON, and where it wrote no
 * other directories that it is `truncated` (https://github.com/cgohlke/tifffile). `null` of all else.
 */
export function imagesOfTifffile(
  description: string | null,
  { rows, columns, colours }: { rows: number; columns: number; colours: { readonly samples: number } },
): number | null {
  const shape = /^\{"shape": \[([\d, ]+)\].*"truncated": true/.exec(description ?? '')?.[1];
  if (shape === undefined) return null;
  return shape.split(',').reduce((product, length) => product * Number(length), 1) / (rows * columns * colours.samples);
}
