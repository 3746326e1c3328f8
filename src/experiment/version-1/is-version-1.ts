/**
 * Whether an experiment is one of version 1: it says so, or it names no version and has what only that one had. What both
 * versions know means the same in both.
 */
export function isVersion1(json: unknown): boolean {
  if (!isObject(json)) return false;
  if (json.version !== undefined) return json.version === 1;
  const { corrections, reconstruction } = json;
  return 'physics' in json || isObject(corrections) || (isObject(reconstruction) && isOfVersion1(reconstruction));
}

function isOfVersion1(reconstruction: Readonly<Record<string, unknown>>): boolean {
  const { method } = reconstruction;
  return (
    'pixels' in reconstruction || 'pixelSizeMm' in reconstruction || (method === 'gridrec' && 'rebin' in reconstruction)
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
