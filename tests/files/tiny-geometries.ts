/** The example of RTK's documentation of its geometry, with the matrices that its own program wrote, in mm. */
export const RTK = `<?xml version="1.0"?>
<!DOCTYPE RTKGEOMETRY>
<RTKThreeDCircularGeometry version="3">
  <SourceToIsocenterDistance>1000</SourceToIsocenterDistance>
  <SourceToDetectorDistance>1536</SourceToDetectorDistance>
  <Projection>
    <GantryAngle>271.847274780273</GantryAngle>
    <ProjectionOffsetX>-117.056503295898</ProjectionOffsetX>
    <ProjectionOffsetY>-1.01195001602173</ProjectionOffsetY>
    <Matrix>
          -166.5093078829                   0   -1531.42837748039   -117056.503295898
        -1.01142410874151               -1536  0.0326206557691505   -1011.95001602173
       -0.999480303105996                   0  0.0322354417240802               -1000
    </Matrix>
  </Projection>
  <Projection>
    <GantryAngle>271.852905273438</GantryAngle>
    <ProjectionOffsetX>-117.056831359863</ProjectionOffsetX>
    <ProjectionOffsetY>-1.01187002658844</ProjectionOffsetY>
    <Matrix>
        -166.660129424325                   0   -1531.41199650136   -117056.831359863
        -1.01134095059569               -1536  0.0327174625589984   -1011.87002658844
       -0.999477130482326                   0  0.0323336611415466               -1000
    </Matrix>
  </Projection>
</RTKThreeDCircularGeometry>
`;

/** As Nikon's Inspect-X writes it, of a scan of four views. */
export const NIKON = `[XTekCT]
Name=tooth
VoxelsX=8
SrcToObject=100
SrcToDetector=400
DetectorPixelsX=8
DetectorPixelsY=6
DetectorPixelSizeX=0.4
DetectorPixelSizeY=0.4
Projections=4
InitialAngle=30
AngularStep=90
CentreOfRotationTop=0.8
CentreOfRotationBottom=0.8
ObjectTilt=0
WhiteLevel=60000
MaskRadius=3
`;

const astra = [
  { type: 'parallel', DetectorWidth: 0.8, DetectorCount: 8, ProjectionAngles: [0.1, 0.4] },
  {
    ...{ type: 'cone', DetectorSpacingX: 0.8, DetectorSpacingY: 0.6, DetectorRowCount: 6, DetectorColCount: 8 },
    ...{ ProjectionAngles: [0, 1, 2], DistanceOriginSource: 50, DistanceOriginDetector: 30 },
  },
  { type: 'fanflat_vec', DetectorCount: 8, Vectors: [[0, -50, 1.5, 30, 0.8, 0]] },
  {
    type: 'cone_vec',
    DetectorRowCount: 6,
    DetectorColCount: 8,
    Vectors: [[0, -50, 2, 1.5, 30, 2, 0.8, 0, 0, 0, 0, 0.6]],
  },
];

/** One of every kind that is read. */
export const GEOMETRIES: readonly Uint8Array[] = [NIKON, RTK, ...astra.map((json) => JSON.stringify(json))].map(
  (text) => new TextEncoder().encode(text),
);
