import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

interface Props {
  title: string;
  children: () => ComponentChildren;
}

/** The figures of a chart as a table, drawn once it is opened; where it is narrow it scrolls. */
export const TableBehind = ({ title, children }: Props) => {
  const [open, setOpen] = useState(false);
  return (
    <details class="di-balik" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {open && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw its frame
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reachable by keyboard
        <div class="gulir" role="group" aria-label={title} tabIndex={0}>
          {children()}
        </div>
      )}
    </details>
  );
};
