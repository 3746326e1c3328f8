/**
 * A change to an experiment's JSON by the rules of JSON merge patch (RFC 7386): objects are merged key by key, `null`
 * takes a key away, everything else replaces what was there.
 */
export type ExperimentPatch = { readonly [key: string]: unknown };

/** Applies a merge patch (RFC 7386) to a JSON value, which stays as it is. */
export function patched(json: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const result = new Map(isObject(json) ? Object.entries(json) : []);
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) result.delete(key);
    else result.set(key, patched(result.get(key), value));
  }
  return Object.fromEntries(result);
}

/**
 * The merge patch that makes one JSON value of another: what {@link patched} makes of `from` with it is `to`. Neither may
 * hold a `null`, which such a patch takes for something left out; keys without a value count as left out.
 */
export function patchBetween(from: unknown, to: unknown): unknown {
  if (!isObject(from) || !isObject(to)) return to;
  const patch = new Map<string, unknown>();
  for (const [key, value] of Object.entries(from)) {
    if (value !== undefined && (!Object.hasOwn(to, key) || to[key] === undefined)) patch.set(key, null);
  }
  for (const [key, value] of Object.entries(to)) {
    const before = Object.hasOwn(from, key) ? from[key] : undefined;
    if (value === undefined || before === value) continue;
    const change = patchBetween(before, value);
    const isNone = isObject(before)
      ? isObject(change) && Object.keys(change).length === 0
      : JSON.stringify(before) === JSON.stringify(value);
    if (!isNone) patch.set(key, change);
  }
  return Object.fromEntries(patch);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
