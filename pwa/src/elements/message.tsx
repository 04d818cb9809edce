import type { ComponentChildren } from 'preact';
import { faultText } from '../core/i18n/faults.ts';
import { shared } from '../core/i18n/shared.ts';
import type { Fault } from '../core/problems.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import { AGAIN, CHECK, INFO, WARNING } from './icons.ts';

export type Tone = 'note' | 'good' | 'warning' | 'error';
const LOOK: Readonly<Record<Tone, { class: string; icon: string }>> = {
  note: { class: 'pesan', icon: INFO },
  good: { class: 'pesan pesan--baik', icon: CHECK },
  warning: { class: 'pesan pesan--awas', icon: WARNING },
  error: { class: 'pesan pesan--galat', icon: WARNING },
};

interface Props {
  tone?: Tone;
  icon?: string;
  /** `alert` only for an error that blocks. */
  role?: 'status' | 'alert';
  title?: string;
  children: ComponentChildren;
}

export const Message = ({ tone = 'note', icon, role, title, children }: Props) => (
  <div class={LOOK[tone].class} role={role}>
    <Icon path={icon ?? LOOK[tone].icon} />
    <div>
      {title && <b>{title}</b>}
      {children}
    </div>
  </div>
);

interface FaultProps {
  fault: Fault;
  /** The last content is still shown beside it. */
  kept?: boolean;
  onRetry?: () => void;
}

/** A fault in words, with the way on. */
export const FaultMessage = ({ fault, kept, onRetry }: FaultProps) => (
  <Message tone={fault.kind === 'OFFLINE' ? 'warning' : 'error'} role="alert">
    {faultText(fault)} {kept && shared('fault.kept')}
    {onRetry && (
      <div>
        <Button look="quiet" icon={AGAIN} onPress={onRetry}>
          {shared('common.retry')}
        </Button>
      </div>
    )}
  </Message>
);
