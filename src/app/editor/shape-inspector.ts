import type { Controller, GUI } from 'lil-gui';
import { MATERIAL_NAMES, type MaterialName } from '../../phantom/material-names.ts';
import type { PhantomFile } from '../../phantom/phantom-file.ts';
import { NumberControl, type NumberControlOptions } from '../controls/number-control.ts';
import { button, make } from '../elements/element.ts';
import { frameOf } from './box-frame.ts';
import { type EditedShape, middleOf } from './edited-shape.ts';
import { boundsOf, type InspectedValues, type NumberKey } from './inspected-values.ts';
import { withCornerAt } from './polygon-corners.ts';
import { moved, withSides } from './reshape.ts';
import { rounded, withoutNoise } from './rounding.ts';
import { shapeWords, typeWords, VALUES_WORDS } from './shape-words.ts';

export interface ShapeInspectorCallbacks {
  onSelect(index: number): void;
  /** The selected shape is to be this; `finished` on release. */
  onShape(shape: EditedShape, finished: boolean): void;
  /** The phantom's own keys. */
  onPhantom(changes: Partial<Pick<PhantomFile, 'name' | 'composition'>>): void;
  /** One place higher (1) or lower (−1). */
  onShift(by: 1 | -1): void;
  onCorner(index: number): void;
  onInsertCorner(edge: number): void;
  onRemoveCorner(index: number): void;
}

/** What the inspector shows. */
export interface InspectedPhantom {
  readonly file: PhantomFile;
  readonly selected: number | null;
  /** The active corner of a selected polygon. */
  readonly corner: number | null;
}

/** What typed numbers are rounded to, in the file's unit. */
const TYPED_STEP = 1e-9;
/** What is shown of a length is so fine a part of the field: a hundredth of a millimetre of a body, finer of a wire. */
const SHOWN_DIGITS = 4;

/** Of the list, which has as many as there are shapes; more are scrolled to. */
const FEWEST_ROWS = 5;
const MOST_ROWS = 12;

/** The list of a phantom's shapes and the numbers of the selected one, in the panel's Phantom folder. */
export class ShapeInspector {
  readonly #folder: GUI;
  readonly #callbacks: ShapeInspectorCallbacks;
  readonly #list = make('select', {
    class: 'editor-list',
    size: String(FEWEST_ROWS),
    'aria-label': 'Shapes, the topmost first',
  });
  readonly #parts: HTMLElement[];
  readonly #shapeFolder: GUI;
  readonly #phantomFolder: GUI;
  readonly #raise: HTMLButtonElement;
  readonly #lower: HTMLButtonElement;
  readonly #cornerButtons: HTMLElement;
  readonly #valuesText = make('p', { class: 'panel-text' });
  readonly #numbers = new Map<NumberKey, NumberControl>();
  readonly #material: Controller;
  readonly #composition: Controller;
  readonly #texts: Controller[];
  readonly #values: InspectedValues = {
    name: '',
    composition: 'replace',
    label: '',
    x: 0,
    y: 0,
    width: 1,
    height: 1,
    angle: 0,
    value: 0,
    material: 'water',
    density: 1,
    corner: 1,
    cornerX: 0,
    cornerY: 0,
  };
  #shown: InspectedPhantom | null = null;

  constructor(folder: GUI, callbacks: ShapeInspectorCallbacks) {
    this.#folder = folder;
    this.#callbacks = callbacks;
    this.#list.addEventListener('change', () => callbacks.onSelect(Number(this.#list.value)));
    this.#raise = button('Bring forward', () => callbacks.onShift(1));
    this.#lower = button('Send backward', () => callbacks.onShift(-1));
    const order = make('div', { class: 'editor-buttons' }, this.#raise, this.#lower);
    const list = make('div', { class: 'editor-list-place' }, this.#list, order);
    this.#parts = [list];
    folder.$children.append(list);

    this.#shapeFolder = folder.addFolder('Shape');
    const label = this.#text(this.#shapeFolder, 'label', 'Label', (text) => {
      const { label: _, ...shape } = this.#shape!;
      callbacks.onShape(text === '' ? shape : { ...shape, label: text }, true);
    });
    this.#length('x', 'x');
    this.#length('y', 'y');
    this.#length('width', 'Width');
    this.#length('height', 'Height');
    this.#number('angle', 'Angle', { min: -180, max: 180, step: 1, unit: '°' });
    this.#number('value', 'Value', { min: -1000, max: 3000, step: 1 });
    this.#material = this.#shapeFolder
      .add(this.#values, 'material', Object.fromEntries(MATERIAL_NAMES.map((name) => [name.replace('-', ' '), name])))
      .name('Material')
      .onChange((material: MaterialName) => callbacks.onShape({ ...this.#shape!, material }, true));
    this.#number('density', 'Density', { min: 0.01, max: 100, sliderMax: 3, step: 0.01, unit: '× nominal' });
    this.#number('corner', 'Corner', { min: 1, max: 3, integer: true });
    this.#length('cornerX', 'Corner x');
    this.#length('cornerY', 'Corner y');
    this.#cornerButtons = make(
      'div',
      { class: 'editor-buttons' },
      button('Insert corner', () => callbacks.onInsertCorner(this.#values.corner - 1)),
      button('Remove corner', () => callbacks.onRemoveCorner(this.#values.corner - 1)),
    );
    this.#shapeFolder.$children.append(this.#cornerButtons);

    this.#phantomFolder = folder.addFolder('Whole phantom');
    const name = this.#text(this.#phantomFolder, 'name', 'Name', (text) => callbacks.onPhantom({ name: text }));
    this.#composition = this.#phantomFolder
      .add(this.#values, 'composition', { 'upper shape replaces': 'replace', 'values add up': 'add' })
      .name('Overlaps')
      .onChange((composition: PhantomFile['composition']) => callbacks.onPhantom({ composition }));
    this.#phantomFolder.$children.append(this.#valuesText);
    this.#texts = [label, name];
    this.show(null);
  }

  /** Shows a phantom, or nothing outside of editing; calls nothing back. */
  show(inspected: InspectedPhantom | null): void {
    this.#shown = inspected;
    this.#folder.domElement.classList.toggle('editor-open', inspected !== null);
    for (const part of this.#parts) part.hidden = inspected === null;
    this.#phantomFolder.show(inspected !== null);
    this.#shapeFolder.show(this.#shape !== null);
    if (!inspected) return;
    const { file, selected } = inspected;
    this.#showList(file, selected);
    this.#values.name = file.name;
    this.#values.composition = file.composition;
    this.#valuesText.textContent = VALUES_WORDS[file.values];
    this.#composition.updateDisplay();
    // One place holds one material, and Hounsfield values do not add up.
    this.#composition.enable(file.values !== 'materials' && file.values !== 'hounsfield');
    if (this.#shape) this.#showShape(this.#shape, inspected);
    for (const text of this.#texts) text.updateDisplay();
  }

  get #shape(): EditedShape | null {
    const { file, selected } = this.#shown ?? {};
    return file && selected != null ? (file.shapes[selected] ?? null) : null;
  }

  #showList({ shapes, values }: PhantomFile, selected: number | null): void {
    const texts = shapes.map((shape) => shapeWords(shape, values));
    const options = [...this.#list.options];
    const same = options.length === texts.length && options.every(({ text, value }) => text === texts[Number(value)]);
    if (!same) this.#list.replaceChildren(...texts.map((text, i) => new Option(text, String(i))).reverse());
    this.#list.size = Math.min(Math.max(texts.length, FEWEST_ROWS), MOST_ROWS);
    this.#list.value = selected === null ? '' : String(selected);
    this.#raise.disabled = selected === null || selected === shapes.length - 1;
    this.#lower.disabled = selected === null || selected === 0;
  }

  #showShape(shape: EditedShape, { file, corner }: InspectedPhantom): void {
    const decimals = Math.max(0, SHOWN_DIGITS - Math.floor(Math.log10(file.fieldSizeMm)));
    const mm = (length: number) => rounded(length * file.unitMm, decimals);
    const values = this.#values;
    const middle = middleOf(shape);
    this.#shapeFolder.title(typeWords(shape.type));
    values.label = shape.label ?? '';
    values.x = mm(middle.x);
    values.y = mm(middle.y);
    values.value = shape.value ?? 0;
    values.material = shape.material ?? 'water';
    values.density = shape.density ?? 1;
    if (shape.type === 'polygon') {
      values.corner = Math.min(corner === null ? values.corner : corner + 1, shape.points.length);
      const [x, y] = shape.points[values.corner - 1]!;
      values.cornerX = mm(x);
      values.cornerY = mm(y);
    } else {
      const frame = frameOf(shape);
      values.width = mm(2 * frame.halfWidth);
      values.height = mm(2 * frame.halfHeight);
      values.angle = shape.angleDeg;
    }
    this.#setBounds(shape, file);
    const isPolygon = shape.type === 'polygon';
    const ofMaterials = file.values === 'materials';
    for (const key of ['width', 'height', 'angle'] as const) this.#control(key).show(!isPolygon);
    for (const key of ['corner', 'cornerX', 'cornerY'] as const) this.#control(key).show(isPolygon);
    this.#cornerButtons.hidden = !isPolygon;
    this.#control('value').show(!ofMaterials);
    this.#control('density').show(ofMaterials);
    this.#material.show(ofMaterials);
    this.#material.updateDisplay();
  }

  #setBounds(shape: EditedShape, file: PhantomFile): void {
    for (const [key, bounds] of Object.entries(boundsOf(this.#values, shape, file))) {
      this.#control(key as NumberKey).update(bounds);
    }
  }

  #control(key: NumberKey): NumberControl {
    return this.#numbers.get(key)!;
  }

  #length(key: NumberKey, name: string): void {
    this.#number(key, name, { min: -1, max: 1, unit: 'mm' });
  }

  #number(key: NumberKey, name: string, options: NumberControlOptions): void {
    const control = new NumberControl(this.#shapeFolder, this.#values, key, options);
    const change = (finished: boolean) => () => {
      if (!this.#shape) return;
      if (key === 'corner') this.#callbacks.onCorner(this.#values.corner - 1);
      else this.#callbacks.onShape(this.#reshaped(key, this.#shape), finished);
    };
    control.name(name).onChange(change(false)).onFinishChange(change(true));
    this.#numbers.set(key, control);
  }

  #text(folder: GUI, key: 'label' | 'name', name: string, finish: (text: string) => void): Controller {
    return folder
      .add(this.#values, key)
      .name(name)
      .onFinishChange((text: string) => {
        // Leaving the field is no edit.
        const before = key === 'label' ? (this.#shape?.label ?? '') : this.#shown?.file.name;
        if (this.#shown && text !== before) finish(text);
      });
  }

  /** The selected shape with the number that has just been turned. */
  #reshaped(key: NumberKey, shape: EditedShape): EditedShape {
    const values = this.#values;
    const { unitMm } = this.#shown!.file;
    const inUnit = (length: number) => withoutNoise(length / unitMm);
    const middle = middleOf(shape);
    switch (key) {
      case 'x':
        return moved(shape, inUnit(values.x) - middle.x, 0, TYPED_STEP);
      case 'y':
        return moved(shape, 0, inUnit(values.y) - middle.y, TYPED_STEP);
      case 'value':
        return { ...shape, value: values.value };
      case 'density':
        return { ...shape, density: values.density };
    }
    if (shape.type === 'polygon') {
      // What is shown is rounded: the number that was not turned keeps its digits.
      const [x, y] = shape.points[values.corner - 1]!;
      const place = {
        x: key === 'cornerX' ? inUnit(values.cornerX) : x,
        y: key === 'cornerY' ? inUnit(values.cornerY) : y,
      };
      return withCornerAt(shape, values.corner - 1, place, TYPED_STEP);
    }
    if (key === 'angle') return { ...shape, angleDeg: values.angle };
    const { halfWidth, halfHeight } = frameOf(shape);
    const width = key === 'width' ? inUnit(values.width) : 2 * halfWidth;
    const height = key === 'height' ? inUnit(values.height) : 2 * halfHeight;
    return withSides(shape, width, height, TYPED_STEP);
  }
}
