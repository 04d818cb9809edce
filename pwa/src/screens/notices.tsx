import { readNotice, useApp } from '../app/app.ts';
import { t } from '../core/i18n/employee.ts';
import { clock } from '../core/time.ts';
import type { Notice } from '../core/wire.ts';
import { Icon } from '../elements/icon.tsx';
import { BELL, RIGHT } from '../elements/icons.ts';

/** The unread notices, newest first. */
export const Notices = ({ notices }: { notices: readonly Notice[] }) => {
  const app = useApp();
  const unread = notices.filter(({ read }) => !read);
  if (unread.length === 0) return null;
  return (
    <section class="kartu" aria-labelledby="kabar">
      <h2 id="kabar">{t('home.notices')}</h2>
      <div class="daftar">
        {unread.map((notice) => (
          <a
            key={notice.id}
            class="baris"
            href={notice.link}
            onClick={() => void readNotice(app, notice)}
          >
            <span class="baris-ikon baris-ikon--awas">
              <Icon path={BELL} />
            </span>
            <span class="baris-teks">
              <b>{notice.title}</b>
              <small>
                {clock(notice.at)} · {notice.body}
              </small>
            </span>
            <Icon path={RIGHT} />
          </a>
        ))}
      </div>
    </section>
  );
};
