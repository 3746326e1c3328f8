/**
 * A change to an experiment's JSON by the rules of JSON merge patch (RFC 7386): objects are merged key by key, `null`
 * takes a key away, everything else replaces what was there.
 */
export type ExperimentPatch = { readonly [key: string]: unknown };

/** Applies a merge patch (RFC 7386) to a JSON value, which stays as it is. */
export function patched(json: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const result: Record<string, unknown> = isObject(json) ? { ...json } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = patched(result[key], value);
  }
  return result;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
