import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';

export type Look = 'main' | 'second' | 'quiet' | 'danger' | 'good';
const CLASS: Readonly<Record<Look, string>> = {
  main: 'btn btn--utama',
  second: 'btn btn--kedua',
  quiet: 'btn',
  danger: 'btn btn--bahaya',
  good: 'btn btn--hadir',
};

interface Shape {
  look?: Look;
  icon?: string;
  /** The 64 px button of a screen's one action. */
  large?: boolean;
  /** As wide as its place. */
  wide?: boolean;
  children: ComponentChildren;
}
const classOf = ({ look = 'second', large, wide }: Shape): string =>
  [CLASS[look], large && 'btn--besar', wide && 'btn--penuh'].filter(Boolean).join(' ');

interface ButtonProps extends Shape {
  onPress?: () => void;
  submit?: boolean;
  busy?: boolean;
  disabled?: boolean;
  /** Where the text alone does not say of whom or what. */
  label?: string;
}

/** While `busy` it takes no second press and keeps its focus. */
export const Button = (props: ButtonProps) => (
  <button
    type={props.submit ? 'submit' : 'button'}
    class={classOf(props)}
    aria-label={props.label}
    aria-disabled={props.busy || undefined}
    disabled={props.disabled}
    onClick={(event) => {
      if (props.busy) event.preventDefault();
      else props.onPress?.();
    }}
  >
    {props.icon && <Icon path={props.icon} />}
    {props.children}
  </button>
);

/** A link that looks like a button; `beside`: what is open here stays. */
export const ButtonLink = (props: Shape & { href: string; beside?: boolean }) => (
  <a
    class={classOf(props)}
    href={props.href}
    {...(props.beside && { target: '_blank', rel: 'noopener' })}
  >
    {props.icon && <Icon path={props.icon} />}
    {props.children}
  </a>
);

interface IconButtonProps {
  icon: string;
  label: string;
  pressed?: boolean;
  disabled?: boolean;
  onPress: () => void;
}
export const IconButton = ({ icon, label, pressed, disabled, onPress }: IconButtonProps) => (
  <button
    type="button"
    class="btn-ikon"
    aria-label={label}
    aria-pressed={pressed}
    disabled={disabled}
    onClick={onPress}
  >
    <Icon path={icon} />
  </button>
);
