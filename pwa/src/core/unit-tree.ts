import type { DeskUnit } from './wire.ts';

export interface UnitNode {
  no: number;
  name: string;
  /** With those of the units below. */
  people: number;
  below: UnitNode[];
}

/** The units as a tree; a unit whose parent is not shown here stands at the top. */
export function unitTree(units: readonly DeskUnit[]): UnitNode[] {
  const known = new Set(units.map(({ no }) => no));
  const children = new Map<number | null, DeskUnit[]>();
  for (const unit of units) {
    const parent = parentOf(unit, known);
    const list = children.get(parent);
    if (list) list.push(unit);
    else children.set(parent, [unit]);
  }
  const grow = (unit: DeskUnit): UnitNode => {
    const below = (children.get(unit.no) ?? []).map(grow);
    const people = below.reduce((sum, node) => sum + node.people, unit.people);
    return { no: unit.no, name: unit.name, people, below };
  };
  return (children.get(null) ?? []).map(grow);
}

/** Unit 0 is the OPD itself: what names no other parent hangs under it. */
function parentOf({ no, parent }: DeskUnit, known: ReadonlySet<number>): number | null {
  if (no === 0) return null;
  const above = parent ?? 0;
  return known.has(above) && above !== no ? above : null;
}
