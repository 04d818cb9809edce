interface Props {
  path: string;
  /** Read aloud where the icon alone says something; hidden from readers otherwise. */
  label?: string;
}

/** One stroked icon of 24 × 24. */
export const Icon = ({ path, label }: Props) =>
  label ? (
    <svg class="i" viewBox="0 0 24 24" role="img" aria-label={label}>
      <path d={path} />
    </svg>
  ) : (
    <svg class="i" viewBox="0 0 24 24" aria-hidden="true">
      <path d={path} />
    </svg>
  );
