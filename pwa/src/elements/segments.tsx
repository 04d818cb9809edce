interface Props<T extends string> {
  label: string;
  options: readonly { value: T; label: string; lang?: string }[];
  chosen: T;
  onChoose: (value: T) => void;
}

/** A choice of few, all seen at once. */
export const Segments = <T extends string>({ label, options, chosen, onChoose }: Props<T>) => (
  // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw its legend; the name is in the label
  <div class="segmen" role="group" aria-label={label}>
    {options.map((option) => (
      <button
        key={option.value}
        type="button"
        lang={option.lang}
        aria-pressed={option.value === chosen}
        onClick={() => onChoose(option.value)}
      >
        {option.label}
      </button>
    ))}
  </div>
);
