import type { ComponentChildren } from 'preact';

interface Props {
  current: boolean;
  onPress: () => void;
  children: ComponentChildren;
}

/** One photo of a wall, to be chosen. */
export const Tile = ({ current, onPress, children }: Props) => (
  <button
    type="button"
    class="bingkai"
    aria-current={current ? 'true' : undefined}
    onClick={onPress}
  >
    {children}
  </button>
);
