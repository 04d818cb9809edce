import type { UnitNode } from '../../core/unit-tree.ts';

interface Props {
  nodes: readonly UnitNode[];
  /** A unit's number; null: nothing is filtered. The OPD itself is 0 and means the same. */
  chosen: number | null;
  onChoose: (no: number | null) => void;
}

/** Units inside units, each with the number of its people. */
export const UnitTree = ({ nodes, chosen, onChoose }: Props) => (
  <ul>
    {nodes.map(({ no, name, people, below }) => (
      <li key={no}>
        <button
          type="button"
          aria-current={no === (chosen ?? 0) ? 'true' : undefined}
          onClick={() => onChoose(no === 0 ? null : no)}
        >
          {name}
          <small>{people}</small>
        </button>
        {below.length > 0 && <UnitTree nodes={below} chosen={chosen} onChoose={onChoose} />}
      </li>
    ))}
  </ul>
);
