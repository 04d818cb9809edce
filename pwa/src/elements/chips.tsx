import type { ComponentChildren } from 'preact';
import { codeName } from '../core/i18n/codes.ts';
import { shared } from '../core/i18n/shared.ts';
import type { Code } from '../core/wire.ts';
import { Icon } from './icon.tsx';
import { NO_SIGNAL, SIGNAL } from './icons.ts';

/** An attendance code with its meaning; a dash where nothing is recorded yet. */
export const CodeChip = ({ code }: { code: Code | null }) => (
  <abbr class="kode" data-k={code ?? '?'} title={codeName(code)}>
    {code ?? '–'}
  </abbr>
);

export type TagTone = 'present' | 'warning' | 'absent' | 'duty' | 'leave' | 'action';
const TAG: Readonly<Record<TagTone, string>> = {
  present: 'tanda tanda--hadir',
  warning: 'tanda tanda--awas',
  absent: 'tanda tanda--tk',
  duty: 'tanda tanda--tugas',
  leave: 'tanda tanda--izin',
  action: 'tanda tanda--nila',
};

export const Tag = ({ tone, children }: { tone?: TagTone; children: ComponentChildren }) => (
  <span class={tone ? TAG[tone] : 'tanda'}>{children}</span>
);

/** Whether our server answers, seen from the last call. */
export const NetChip = ({ online }: { online: boolean }) => (
  <span class={online ? 'sinyal dorong' : 'sinyal sinyal--putus dorong'} role="status">
    <Icon path={online ? SIGNAL : NO_SIGNAL} />
    {shared(online ? 'net.online' : 'net.offline')}
  </span>
);
