import { t } from './i18n/employee.ts';
import type { Notice } from './wire.ts';

export interface NoticeView {
  title: string;
  body: string;
  link: string;
}

/** A notice in words. Scheduled ones bring their own; the others are named by their kind. */
export function noticeView({ kind, data }: Notice): NoticeView {
  const { title, body, link, activity, permit, by } = data as Partial<Record<string, string>>;
  if (title && body && link) return { title, body, link };
  switch (kind) {
    case 'reminded':
      return { title: t('note.reminded'), body: t('abs.title'), link: `/tanya/${activity}` };
    case 'permit-decided':
      return {
        title: t('note.decided'),
        body: t('note.decided.sub'),
        link: `/pengajuan-saya/${permit}`,
      };
    case 'permit-named':
      return {
        title: t('note.named'),
        body: t('note.named.sub', { nama: by ?? '' }),
        link: `/pengajuan-saya/${permit}`,
      };
    case 'photo-retake':
      return { title: t('state.retake'), body: t('note.retake.sub'), link: '/' };
    case 'photo-rejected':
      return { title: t('state.rejected'), body: t('note.rejected.sub'), link: '/riwayat' };
    default:
      return { title: t('note.other'), body: t('note.other.sub'), link: '/' };
  }
}
