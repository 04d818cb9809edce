import { Icon } from './icon.tsx';

interface Props {
  look: 'good' | 'warn' | 'bad' | 'open';
  icon: string;
  text: string;
  note?: string;
  /** What the sign means, where the text does not say it. */
  label?: string;
}
const LOOK = {
  good: 'bulat',
  warn: 'bulat bulat--awas',
  bad: 'bulat bulat--gagal',
  open: 'bulat bulat--nanti',
} as const;

/** One line of a list of checks. */
export const Finding = ({ look, icon, text, note, label }: Props) => (
  <li>
    <span class={LOOK[look]}>
      <Icon path={icon} {...(label ? { label } : {})} />
    </span>
    <span>
      {text}
      {note && <small class="redup">{note}</small>}
    </span>
  </li>
);
