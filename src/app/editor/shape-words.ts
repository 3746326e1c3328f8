import type { PhantomFile } from '../../phantom/phantom-file.ts';
import type { EditedShape } from './edited-shape.ts';

/** What a kind of shape is called: its name in files with a capital, and spaces. */
export function typeWords(type: EditedShape['type']): string {
  return `${type[0]!.toUpperCase()}${type.slice(1).replaceAll('-', ' ')}`;
}

/** The unit after a shape's value; a phantom of materials has none. */
export const VALUE_UNITS: Readonly<Record<PhantomFile['values'], string>> = {
  'relative-to-water': '× water',
  hounsfield: 'HU',
  'attenuation-per-mm': '/mm',
  arbitrary: '',
  materials: '',
};

/** What the values of a phantom are, for a person. */
export const VALUES_WORDS: Readonly<Record<PhantomFile['values'], string>> = {
  'relative-to-water': 'Values are relative to water.',
  hounsfield: 'Values are in Hounsfield units.',
  'attenuation-per-mm': 'Values are attenuation in 1/mm.',
  arbitrary: 'Values are in arbitrary units.',
  materials: 'Shapes are made of materials.',
};

/** What a shape is filled with, in words. */
export function fillingWords({ value, material, density }: EditedShape, values: PhantomFile['values']): string {
  if (material) return `${material.replace('-', ' ')}${density === undefined || density === 1 ? '' : ` × ${density}`}`;
  return `${String(value).replace('-', '−')} ${VALUE_UNITS[values]}`.trim();
}

/** A shape in one line: its label or kind, and its filling. */
export function shapeWords(shape: EditedShape, values: PhantomFile['values']): string {
  const type = typeWords(shape.type);
  const name = shape.label ? `${shape.label} (${type.toLowerCase()})` : type;
  return `${name}, ${fillingWords(shape, values)}`;
}

/** What is selected, as one sentence. */
export function selectionWords({ shapes, values }: PhantomFile, selected: number | null): string {
  if (shapes.length === 0) return 'No shapes yet: add one.';
  const shape = selected === null ? undefined : shapes[selected];
  if (!shape) return 'Nothing selected: click a shape, or press Tab on the image.';
  return `${shapeWords(shape, values)}: ${selected! + 1} of ${shapes.length} from the bottom.`;
}
