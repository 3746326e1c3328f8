import { File, FS, type Group, ready } from 'h5wasm';
import { joined } from '../fuzz/mutate-bytes.ts';

let files = 0;

/** An HDF5 file as the HDF5 library itself writes it. */
export async function tinyHdf5(build: (file: File) => void): Promise<Uint8Array> {
  await ready;
  const path = `/tiny-${files++}.h5`;
  const file = new File(path, 'w', { libver: ['earliest', 'latest'] });
  build(file);
  file.close();
  const bytes = FS!.readFile(path) as Uint8Array;
  FS!.unlink(path);
  return bytes;
}

export const counting = (length: number) => Array.from({ length }, (_, i) => i);

/** Data Exchange: five views of three rows of four channels, in pieces that are deflated, with white and dark readings. */
export const exchangeFile = () =>
  tinyHdf5((file) => {
    const group = file.create_group('exchange');
    const data = Uint16Array.from(counting(60), (value) => 500 + value);
    group.create_dataset({ name: 'data', data, shape: [5, 3, 4], chunks: [2, 2, 3], compression: 4 });
    group.create_dataset({ name: 'data_white', data: new Uint16Array(24).fill(1000), shape: [2, 3, 4] });
    group.create_dataset({ name: 'data_dark', data: new Uint16Array(12).fill(100), shape: [1, 3, 4] });
    group
      .create_dataset({ name: 'theta', data: Float32Array.of(0, 36, 72, 108, 144) })
      .create_attribute('units', 'degrees');
    file.create_dataset({ name: 'implements', data: 'exchange' });
  });

/** NXtomo: a stack with its white and dark readings in it, which a key tells from each other; the group of data links to it. */
export const tomoFile = () =>
  tinyHdf5((file) => {
    const entry = file.create_group('entry1').create_group('tomo_entry') as Group;
    const detector = entry.create_group('instrument').create_group('detector') as Group;
    detector.create_dataset({ name: 'data', data: Uint16Array.from(counting(36)), shape: [3, 3, 4] });
    detector.create_dataset({ name: 'image_key', data: Int32Array.of(1, 0, 0) });
    const sample = entry.create_group('sample') as Group;
    sample
      .create_dataset({ name: 'rotation_angle', data: Float64Array.of(0, 0, 1.5) })
      .create_attribute('units', 'rad');
    sample.create_dataset({ name: 'x_translation', data: Float64Array.of(0, 0, 0) });
    const data = entry.create_group('data') as Group;
    data.create_soft_link('/entry1/tomo_entry/instrument/detector/data', 'data');
    data.create_soft_link('/entry1/tomo_entry/nothing', 'missing');
    data.create_external_link('other.h5', '/data', 'elsewhere');
    // A way round.
    data.create_hard_link('/entry1', 'up');
  });

/** MATLAB's version 7.3: an HDF5 file behind a block of 512 bytes, with the axes the other way round. */
export async function matlabFile(): Promise<Uint8Array> {
  const hdf5 = await tinyHdf5((file) => {
    const group = file.create_group('CtDataFull');
    const put = (
      into: Group,
      name: string,
      data: Float64Array | Uint8Array | Uint16Array,
      shape: number[],
      kind: string,
    ) => into.create_dataset({ name, data, shape }).create_attribute('MATLAB_class', kind);
    // sinogram(view, channel) = 10 · view + channel, counted from 0, of 2 views and 3 channels
    put(group, 'sinogram', Float64Array.of(0, 10, 1, 11, 2, 12), [3, 2], 'double');
    put(
      group,
      'type',
      Uint16Array.from('2D', (letter) => letter.charCodeAt(0)),
      [2, 1],
      'char',
    );
    const parameters = group.create_group('parameters') as Group;
    put(parameters, 'angles', Float64Array.of(0, 0.5), [2, 1], 'double');
    put(parameters, 'distanceSourceOrigin', Float64Array.of(410.66), [1, 1], 'double');
    const none = parameters.create_dataset({ name: 'empty', data: Float64Array.of(0, 0), shape: [2] });
    none.create_attribute('MATLAB_class', 'double');
    none.create_attribute('MATLAB_empty', 1);
    const sparse = file.create_group('A');
    sparse.create_attribute('MATLAB_sparse', 4);
    sparse.create_dataset({ name: 'data', data: Float64Array.of(1), shape: [1] });
    file.create_group('#refs#').create_dataset({ name: 'a', data: Float64Array.of(7), shape: [1] });
  });
  const head = new Uint8Array(512);
  head.set(new TextEncoder().encode('MATLAB 7.3 MAT-file, Platform: GLNXA64'));
  return joined(head, hdf5);
}
