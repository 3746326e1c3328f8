import type { Choices } from './choices.ts';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Some changes of a JSON value: other numbers and texts, keys lost, added and renamed, parts doubled and nested. */
export function mutatedJson(value: Json, choices: Choices): Json {
  let changed = structuredClone(value);
  for (let left = choices.few(); left > 0; left--) changed = mutatedOnce(changed, choices);
  return changed;
}

function mutatedOnce(root: Json, choices: Choices): Json {
  const places = placesIn(root);
  const place = choices.of(places);
  const { parent, key } = place;
  if (!parent) return choices.chance(0.9) && places.length > 1 ? root : anything(choices);
  const own = Object.entries(parent);
  switch (choices.below(8)) {
    case 0:
      if (Array.isArray(parent)) parent.splice(Number(key), 1);
      else delete parent[key];
      break;
    case 1:
      if (Array.isArray(parent)) parent.push(structuredClone(choices.of(parent)));
      else parent[choices.text()] = anything(choices);
      break;
    case 2:
      if (!Array.isArray(parent)) {
        const [other] = choices.of(own);
        set(parent, other, place.value);
      } else parent.push(...Array.from({ length: choices.below(600) }, () => structuredClone(choices.of(parent))));
      break;
    case 3:
      set(parent, key, nested(place.value, 1 + choices.below(choices.of([2, 40, 400]))));
      break;
    case 4:
      set(parent, key, structuredClone(choices.of(places).value));
      break;
    default:
      set(parent, key, typeof place.value === 'number' && choices.chance(0.8) ? choices.number() : anything(choices));
  }
  return root;
}

function set(parent: Json[] | { [key: string]: Json }, key: string, value: Json): void {
  if (Array.isArray(parent)) parent[Number(key)] = value;
  else parent[key] = value;
}

function anything(choices: Choices): Json {
  switch (choices.below(7)) {
    case 0:
      return null;
    case 1:
      return choices.chance(0.5);
    case 2:
    case 3:
      return choices.number();
    case 4:
      return Array.from({ length: choices.below(5) }, () => choices.number());
    case 5:
      return { [choices.text()]: choices.text() };
    default:
      return choices.text();
  }
}

function nested(value: Json, depth: number): Json {
  let whole = value;
  for (let i = 0; i < depth; i++) whole = i % 2 ? { a: whole } : [whole];
  return whole;
}

interface Place {
  readonly parent: Json[] | { [key: string]: Json } | null;
  readonly key: string;
  readonly value: Json;
}

/** Every value in a value, itself first; no more than some thousands. */
function placesIn(root: Json): Place[] {
  const places: Place[] = [{ parent: null, key: '', value: root }];
  for (let i = 0; i < places.length && places.length < 5000; i++) {
    const { value } = places[i]!;
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, part] of Object.entries(value)) places.push({ parent: value as Json[], key, value: part });
  }
  return places;
}

/** The text of JSON, at times with a damage that JSON itself cannot have. */
export function jsonText(value: Json, choices: Choices): string {
  const text = JSON.stringify(value, null, choices.of([0, 2])) ?? 'null';
  if (choices.chance(0.85)) return text;
  const at = choices.below(text.length + 1);
  switch (choices.below(6)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return `\uFEFF${text}`;
    case 2:
      return text.slice(0, at) + choices.text() + text.slice(at);
    case 3:
      return '['.repeat(1 + choices.below(100_000)) + text;
    case 4:
      return text + text;
    default:
      return text.replace(/"/g, choices.of(["'", '', '“']));
  }
}
