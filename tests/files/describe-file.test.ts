import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeFile, formatOf } from '../../src/files/describe-file.ts';
import { FORMATS } from '../../src/files/registry.ts';
import { numpyFixture } from './numpy-fixtures.ts';
import { bytesOf } from './outcome.ts';

const DICOM = `${'\0'.repeat(128)}DICM\x02\0\0\0UL`;
const PNG = '\x89PNG\r\n\x1a\n\0\0\0\rIHDR';

const kindOf = (bytes: Uint8Array) => formatOf(bytes)?.name;

describe('formatOf', () => {
  it('knows the kinds that can be loaded by their content', () => {
    expect(kindOf(numpyFixture('<f4'))).toBe('npy');
    expect(kindOf(bytesOf(PNG))).toBe('png');
    expect(kindOf(bytesOf(DICOM))).toBe('dicom');
    expect(kindOf(bytesOf(`${'\x5c\x01'.padEnd(344, '\0')}n+1\0`))).toBe('nifti');
    expect(kindOf(bytesOf('\x1f\x8b\x08\0'))).toBe('nifti');
    expect(kindOf(bytesOf('NRRD0005\n'))).toBe('nrrd');
    expect(kindOf(bytesOf('\xff\xd8\xff\xe0\0\x10JFIF'))).toBe('jpeg');
    for (const mark of ['II*\0', 'MM\0*', 'II+\0', 'MM\0+']) expect(kindOf(bytesOf(mark))).toBe('tiff');
    expect(kindOf(bytesOf('ObjectType = Image\nNDims = 3\n'))).toBe('metaimage');
    expect(kindOf(bytesOf('{"version": 1}'))).toBe('json');
    expect(kindOf(bytesOf('{\nHeaderID = 1 ;\nDim_1 = 3 ;\n'))).toBe('edf');
    expect(kindOf(bytesOf('energy,attenuation\n10,5.3\n'))).toBe('text');
    expect(kindOf(bytesOf('\xef\xbb\xbf \r\n\t[1]'))).toBe('json');
  });

  it('is not misled by what stands in the preamble of a DICOM file', () => {
    expect(kindOf(bytesOf(`II*\0${DICOM.slice(4)}`))).toBe('dicom');
    expect(kindOf(bytesOf(`${PNG}${DICOM.slice(PNG.length)}`))).toBe('dicom');
    expect(describeFile(bytesOf(`II*\0${DICOM.slice(4)}`))).toBe('a DICOM file');
  });

  it('knows no others', () => {
    for (const text of ['', ' ', 'GIF89a', '\x93NUMP', '\x89PNG\n', 'DICM', 'true', 'energy,attenuation\n']) {
      expect(kindOf(bytesOf(text))).toBeUndefined();
    }
  });
});

describe('describeFile', () => {
  it.each([
    ['', 'an empty file'],
    ['\xff\xd8\xff\xe0\0\x10JFIF', 'a JPEG image'],
    ['\0\0\0\x0cjP  \r\n\x87\n', 'a JPEG 2000 image'],
    ['GIF89a', 'a GIF image'],
    ['II*\0\x08\0\0\0', 'a TIFF image'],
    ['MM\0*\0\0\0\x08', 'a TIFF image'],
    ['II+\0\x08\0\0\0', 'a TIFF image'],
    ['RIFF\x10\0\0\0WEBPVP8 ', 'a WebP image'],
    ['BM\x36\0\0\0\0\0\0\0', 'a BMP image'],
    ['BMI;height\n23;1.8', 'a table of numbers'],
    ['BMI is not all.', 'a text file'],
    ['PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x09\0\0\0notes.txt', 'a ZIP archive'],
    ['PK\x03\x04', 'a ZIP archive'],
    // The beginning of np.savez(file, a=np.arange(2)), NumPy 2.4.6.
    [
      'PK\x03\x04\x2d\0\0\0\0\0\0\0\x21\0\x7e\x6a\xfb\xc9\xff\xff\xff\xff\xff\xff\xff\xff\x05\0\x14\0a.npy\x01\0\x10\0',
      'a NumPy archive of arrays',
    ],
    ['\x89HDF\r\n\x1a\n\0', 'an HDF5 file'],
    ['MATLAB 5.0 MAT-file, Platform: GLNXA64', 'a MATLAB file (.mat)'],
    ['%PDF-1.7', 'a PDF document'],
    ['\x1f\x8b\x08\0', 'a gzip archive'],
    ['7z\xbc\xaf\x27\x1c', 'a 7-Zip archive'],
    ['\xfd7zXZ\0\0\x04', 'an xz archive'],
    [`${'a.npy'.padEnd(257, '\0')}ustar`, 'a TAR archive'],
    ['\xff\xfe1\0,\x002\0', 'a text in UTF-16; save it as UTF-8'],
    ['1,,3\n4,5,6\n', 'a text whose first line, “1,,3”, is no row of numbers'],
    ['10%;20%\n', 'a text whose first line, “10%;20%”, is no row of numbers'],
    ['12 monkeys\n', 'a text file'],
    ['NRRD0004\n', 'an NRRD volume'],
    [`${'\x5c\x01'.padEnd(344, '\0')}n+1\0`, 'a NIfTI volume'],
    ['<!DOCTYPE html>\n<html>', 'a web page or an XML file'],
    ['10 5.33\n20 0.81\n', 'a table of numbers'],
    ['\x01\x02\x03', 'a file of an unknown kind'],
    ['{"version": 1}', 'a JSON file'],
    [DICOM, 'a DICOM file'],
    [PNG, 'a PNG image'],
    ['\x93NUMPY\x01\0', 'a NumPy array'],
  ])('describes %j as %s', (text, description) => {
    expect(describeFile(bytesOf(text))).toBe(description);
  });

  it('always has a phrase', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
        expect(describeFile(bytes)).toMatch(/^an? \S/);
        expect([...FORMATS.all.map(({ name }) => name), undefined]).toContain(kindOf(bytes));
      }),
    );
  });
});
