import { BACK_PROJECTION_KERNELS, type BackProjectionKernel } from '../../operators/gpu/back-projection-kernels.ts';
import { make } from '../elements/element.ts';
import type { ChosenKernel, KernelChoice } from '../engine/kernel-choice.ts';

const ABOUT: Readonly<Record<BackProjectionKernel, string>> = {
  texture: 'four views at a time through texture units, whose 8-bit weights approximate: 0.025 % RMS',
  tile: 'four views at a time through workgroup memory, exact to f32',
  plain: 'one view after the other, exact to f32',
};

/** Chooses the GPU's back-projection kernel by hand. */
export function kernelControl(choice: KernelChoice): { element: HTMLElement; select: HTMLSelectElement } {
  const select = make('select', { id: 'benchmark-kernel' });
  const options: readonly (readonly [string, ChosenKernel])[] = [
    [`automatic (${choice.automatic})`, 'automatic'],
    ...BACK_PROJECTION_KERNELS.map((kernel) => [kernel, kernel] as const),
  ];
  for (const [text, value] of options) select.append(new Option(text, value));
  select.value = choice.chosen;
  const note = make('span', { class: 'benchmark-kernel-note' });
  const explain = () => {
    note.textContent = ABOUT[choice.chosen === 'automatic' ? choice.automatic : choice.chosen];
  };
  select.addEventListener('change', () => {
    const chosen = options.find(([, value]) => value === select.value);
    if (chosen) choice.choose(chosen[1]);
    explain();
  });
  explain();
  const element = make(
    'p',
    { class: 'benchmark-kernel' },
    make('label', { for: 'benchmark-kernel' }, 'GPU kernel of the page’s own back-projection'),
    select,
    note,
  );
  return { element, select };
}
