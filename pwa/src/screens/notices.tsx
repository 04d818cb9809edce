import { useApp } from '../app/app.ts';
import { useStore } from '../app/store.ts';
import { t } from '../core/i18n/employee.ts';
import { noticeView } from '../core/notices.ts';
import { clock } from '../core/time.ts';
import { Icon } from '../elements/icon.tsx';
import { BELL, RIGHT } from '../elements/icons.ts';

/** The unread notices, newest first. */
export const Notices = () => {
  const app = useApp();
  const unread = useStore(app.notices).filter(({ read }) => !read);
  if (unread.length === 0) return null;
  return (
    <section class="kartu" aria-labelledby="kabar">
      <h2 id="kabar">{t('home.notices')}</h2>
      <div class="daftar">
        {unread
          .map((notice) => ({ notice, ...noticeView(notice) }))
          .map(({ notice, title, body, link }) => (
            <a
              key={notice.id}
              class="baris"
              href={link}
              onClick={() => void app.notices.read(notice)}
            >
              <span class="baris-ikon baris-ikon--awas">
                <Icon path={BELL} />
              </span>
              <span class="baris-teks">
                <b>{title}</b>
                <small>
                  {clock(notice.at)} · {body}
                </small>
              </span>
              <Icon path={RIGHT} />
            </a>
          ))}
      </div>
    </section>
  );
};
