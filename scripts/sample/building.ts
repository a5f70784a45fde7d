// Building: the shell of the sample building in feet. Quantities agree with the bill.

/** Left, front and bottom corner, then size. */
export interface Box {
  at: Triple;
  size: Triple;
}

export type Triple = [x: number, y: number, z: number];

export interface Opening {
  kind: 'door' | 'window';
  mark: string;
  name: string;
  /** IFC's word for how it opens. */
  operation: string;
  /** From the left or front end of the wall. */
  along: number;
  /** Above the floor. */
  sill: number;
  width: number;
  height: number;
}

export interface Wall extends Box {
  name: string;
  runsAlong: 'x' | 'y';
  openings: Opening[];
}

export const wallThickness = 2 / 3;
export const wallHeight = 12;

const slabDepth = 5 / 12;
export const slab: Box = { at: [0, 0, -slabDepth], size: [64, 40, slabDepth] };

const exteriorDoor = (along: number): Opening => ({
  kind: 'door',
  mark: 'D1',
  name: 'Hollow metal exterior door and frame, 3 ft x 7 ft',
  operation: 'SINGLE_SWING_LEFT',
  along,
  sill: 0,
  width: 3,
  height: 7,
});

const overheadDoor = (along: number): Opening => ({
  kind: 'door',
  mark: 'D3',
  name: 'Overhead sectional door, insulated, 10 ft x 10 ft',
  operation: 'ROLLINGUP',
  along,
  sill: 0,
  width: 10,
  height: 10,
});

const fixedWindow = (along: number): Opening => ({
  kind: 'window',
  mark: 'W1',
  name: 'Aluminum window, fixed, double glazed, 4 ft x 4 ft',
  operation: 'SINGLE_PANEL',
  along,
  sill: 3,
  width: 4,
  height: 4,
});

/** The side walls stand between the long ones. */
const sideSize: Triple = [wallThickness, 40 - 2 * wallThickness, wallHeight];
const longSize: Triple = [64, wallThickness, wallHeight];
const sideOpenings = [exteriorDoor(6), fixedWindow(15), fixedWindow(27)];

export const walls: Wall[] = [
  {
    name: 'Exterior wall, south',
    at: [0, 0, 0],
    size: longSize,
    runsAlong: 'x',
    openings: [8, 22, 36, 50].map(fixedWindow),
  },
  {
    name: 'Exterior wall, north',
    at: [0, 40 - wallThickness, 0],
    size: longSize,
    runsAlong: 'x',
    openings: [12, 40].map(overheadDoor),
  },
  {
    name: 'Exterior wall, west',
    at: [0, wallThickness, 0],
    size: sideSize,
    runsAlong: 'y',
    openings: sideOpenings,
  },
  {
    name: 'Exterior wall, east',
    at: [64 - wallThickness, wallThickness, 0],
    size: sideSize,
    runsAlong: 'y',
    openings: sideOpenings,
  },
];
