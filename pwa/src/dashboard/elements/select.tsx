import { useId } from 'preact/hooks';

interface Props<T extends string> {
  label: string;
  /** The label is read aloud, not drawn. */
  compact?: boolean;
  value: T;
  options: readonly { value: T; label: string }[];
  onChoose: (value: T) => void;
}

/** A choice of many. */
export const Select = <T extends string>({
  label,
  compact,
  value,
  options,
  onChoose,
}: Props<T>) => {
  const id = useId();
  return (
    <div class={compact ? 'kolom kolom--ringkas' : 'kolom'}>
      <label for={id} class={compact ? 'sr' : undefined}>
        {label}
      </label>
      <select
        id={id}
        class="masukan"
        value={value}
        onChange={(event) => onChoose(event.currentTarget.value as T)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
};
