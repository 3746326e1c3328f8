import { METHODS } from '../methods/registry.ts';
import { WINDOW_LABELS } from '../reconstruction/ramp-windows.ts';

/** A choice at a path of the experiment, as the controls call it where they have a name of their own for it. */
export function choiceText(path: string, name: string): string {
  if (path === 'reconstruction.filter') return (WINDOW_LABELS as Readonly<Record<string, string>>)[name] ?? name;
  if (path === 'reconstruction.method') return METHODS.find(name)?.words.short ?? name;
  return name;
}
