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
