interface Props<T> {
  options: readonly { value: T; label: string }[];
  chosen: readonly T[];
  onChoose: (chosen: readonly T[]) => void;
}

/** Any number of several, in the order in which they were ticked. */
export const Ticks = <T extends string | number>({ options, chosen, onChoose }: Props<T>) => {
  const toggle = (value: T): void =>
    onChoose(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
  return (
    <div class="pilihan-unit">
      {options.map(({ value, label }) => (
        <label key={value} class="centang">
          <input type="checkbox" checked={chosen.includes(value)} onChange={() => toggle(value)} />
          {label}
        </label>
      ))}
    </div>
  );
};
