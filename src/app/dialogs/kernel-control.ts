import {
  BACK_PROJECTION_KERNELS,
  type BackProjectionKernel,
  type VolumeBackProjection,
} from '../../operators/gpu/back-projection-kernels.ts';
import { make } from '../elements/element.ts';
import type { ChosenKernel, KernelChoice } from '../engine/kernel-choice.ts';

const ABOUT: Readonly<Record<BackProjectionKernel, string>> = {
  texture: 'four views at a time through texture units, with 8-bit weights: 0.025 % RMS error',
  tile: 'four views at a time through workgroup memory, to float32 precision',
  plain: 'one view at a time, to float32 precision',
};

const ABOUT_VOLUMES: Readonly<Record<VolumeBackProjection, string>> = {
  texture: 'through texture units',
  gather: 'to float32 precision',
};

function aboutOf({ chosen, automatic }: KernelChoice): string {
  const about = ABOUT[chosen === 'automatic' ? automatic.slices : chosen];
  const volumesDiffer =
    chosen === 'automatic' && (automatic.slices === 'texture') !== (automatic.volumes === 'texture');
  return volumesDiffer ? `${about}; volumes ${ABOUT_VOLUMES[automatic.volumes]}` : about;
}

/** Chooses the GPU's back-projection kernel by hand. */
export function kernelControl(choice: KernelChoice): { element: HTMLElement; select: HTMLSelectElement } {
  const select = make('select', { id: 'benchmark-kernel' });
  const options: readonly (readonly [string, ChosenKernel])[] = [
    [`automatic (${choice.automatic.slices})`, 'automatic'],
    ...BACK_PROJECTION_KERNELS.map((kernel) => [kernel, kernel] as const),
  ];
  for (const [text, value] of options) select.append(new Option(text, value));
  select.value = choice.chosen;
  const note = make('span', { class: 'benchmark-kernel-note' });
  const explain = () => {
    note.textContent = aboutOf(choice);
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
    make('label', { for: 'benchmark-kernel' }, 'GPU kernel for the page’s own back-projection'),
    select,
    note,
  );
  return { element, select };
}
