import { detectorRowsOf, hasDetectorRows, loweredScan } from '../../../geometry/scan.ts';
import { fixedText } from '../../../number-text.ts';
import { WATER_MU_PER_MM } from '../../../phantom/attenuation.ts';
import { axisThroughCentres } from '../../panes/axis-description.ts';
import { channelAxis } from '../channel-axis.ts';
import { SIGNAL_SCALE, sinogramScale } from '../display-units.ts';
import { whyNoVolumeSeen } from '../plane-picture.ts';
import { titled } from '../titled.ts';
import type { PictureView } from '../view.ts';

/** What the whole detector read in one view: a radiograph as it was counted, or its line integrals. */
export const projection: PictureView = {
  name: 'projection',
  plane: 'projection',
  needsPhantom: false,
  title: (lane) => titled('Projection', lane),
  whyNothing: whyNoVolumeSeen,
  picture: (step, { experiment, preview, unit, spanOf }) => {
    if (step.kind !== 'planes' && step.kind !== 'projection') return null;
    const { projection: array, scan, look } = step;
    const view = Math.min(look.view, scan.anglesRad.length - 1);
    const degrees = (scan.anglesRad[view]! * 180) / Math.PI;
    const rows = detectorRowsOf(scan);
    const spacingMm = hasDetectorRows(experiment.scan) ? experiment.scan.rowSpacingMm : 1;
    const first = (rows - 1 - loweredScan(scan).detector.axisRow) * spacingMm;
    const horizontal = channelAxis(scan);
    const isRadiograph = look.projection === 'signal';
    const views = scan.anglesRad.length;
    const which = views === 1 ? '' : ` ${view + 1} of ${views}`;
    const where = `${isRadiograph ? 'radiograph' : 'view'}${which} at ${fixedText(degrees, 1)}°`;
    return {
      array,
      horizontal,
      vertical: axisThroughCentres('detector v', 'mm', { first, step: -spacingMm, count: rows }),
      // A cylinder is seen unrolled.
      pixelMm: { width: scan.channelSpacingMm, height: spacingMm },
      // White where little comes through, as on film and on a radiologist's screen: bone is white.
      ...(isRadiograph
        ? ({ values: SIGNAL_SCALE, lowIsWhite: true, window: 'radiograph', setsWindow: true } as const)
        : ({ values: sinogramScale(unit, spanOf('sinogram')), window: 'sinogram', setsWindow: false } as const)),
      share: 1,
      place: ({ horizontalValue, verticalValue }) => {
        const { label, unit } = horizontal;
        const across = label === 'detector u' ? 'u' : label;
        return `${across} ${fixedText(horizontalValue, 1)} ${unit}, v ${fixedText(verticalValue, 1)} mm`;
      },
      description: `${rows} rows × ${array.columns} channels, ${where}`,
      note: preview?.sinogram ? `${where} · ${preview.sinogram}` : where,
      grid: null,
      scan: null,
      waterMuPerMm: WATER_MU_PER_MM,
    };
  },
};
