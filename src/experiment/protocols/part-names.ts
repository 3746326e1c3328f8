import type { MaterialName } from '../../phantom/material-names.ts';
import type { DiskPart } from './slice-layout.ts';

/** Of materials whose names in files are no words. */
const WORDS: Partial<Readonly<Record<MaterialName, string>>> = {
  pmma: 'Acrylic (PMMA)',
  delrin: 'Delrin',
  ldpe: 'LDPE',
  pmp: 'PMP',
  ptfe: 'Teflon (PTFE)',
};
const SIDES = ['right', 'top right', 'top', 'top left', 'left', 'bottom left', 'bottom', 'bottom right'] as const;

/** The body itself, water or not. */
export function nameOfBody({ material, hounsfield }: DiskPart): string {
  if (material) return wordOf(material);
  return Math.abs(hounsfield) < 0.5 ? 'Water' : `Body of ${signed(hounsfield)}`;
}

/** What inserts are called: by their material, or by their CT number; those of one name by their place too. */
export function namesOfParts(parts: readonly DiskPart[]): string[] {
  const names = parts.map(({ material, hounsfield }) =>
    material ? wordOf(material) : `Insert of ${signed(hounsfield)}`,
  );
  return names.map((name, i) =>
    names.filter((other) => other === name).length > 1 ? `${name}, ${sideOf(parts[i]!)}` : name,
  );
}

/** A CT number with its sign. */
export function signed(hounsfield: number): string {
  const rounded = Number(hounsfield.toFixed(1));
  return `${rounded > 0 ? '+' : ''}${String(rounded).replace('-', '−')} HU`;
}

function wordOf(material: MaterialName): string {
  const word = WORDS[material] ?? material.replace('-', ' ');
  return word[0]!.toUpperCase() + word.slice(1);
}

function sideOf({ middle }: DiskPart): string {
  const eighths = Math.round((Math.atan2(middle.y, middle.x) / Math.PI) * 4);
  return SIDES[(eighths + SIDES.length) % SIDES.length]!;
}
