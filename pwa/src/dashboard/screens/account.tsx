import { useState } from 'preact/hooks';
import type { Theme } from '../../app/preferences.ts';
import { useStore } from '../../app/store.ts';
import { faultText } from '../../core/i18n/faults.ts';
import { shared } from '../../core/i18n/shared.ts';
import type { Language } from '../../core/i18n/translate.ts';
import { Button, ButtonLink } from '../../elements/button.tsx';
import { HOME, LEAVE } from '../../elements/icons.ts';
import { Message } from '../../elements/message.tsx';
import { Segments } from '../../elements/segments.tsx';
import { Sheet } from '../../elements/sheet.tsx';
import { useDesk } from '../app/desk.ts';
import { t } from '../i18n.ts';

const THEMES: readonly Theme[] = ['SYSTEM', 'SUNLIGHT', 'DARK'];
const LANGUAGES: readonly { value: Language; label: string; lang: string }[] = [
  { value: 'id', label: 'Indonesia', lang: 'id' },
  { value: 'en', label: 'English', lang: 'en' },
];

/** Theme, language, the way home and out. */
export const Account = ({ onClose }: { onClose: () => void }) => {
  const desk = useDesk();
  const { theme, language } = useStore(desk.preferences);
  const [error, setError] = useState<string | null>(null);
  const leave = async (): Promise<void> => {
    const answer = await desk.session.signOut();
    if (!answer.ok) setError(faultText(answer.fault));
  };
  return (
    <Sheet title={t('desk.account')} onClose={onClose}>
      <div class="tumpuk">
        <div class="kolom">
          <span class="label">{t('desk.theme')}</span>
          <Segments
            label={t('desk.theme')}
            options={THEMES.map((value) => ({ value, label: t(`desk.theme.${value}`) }))}
            chosen={theme}
            onChoose={(value) => desk.preferences.change({ theme: value })}
          />
        </div>
        <div class="kolom">
          <span class="label">{shared('common.language')}</span>
          <Segments
            label={shared('common.language')}
            options={LANGUAGES}
            chosen={language}
            onChoose={(value) => desk.preferences.change({ language: value })}
          />
        </div>
        {error && (
          <Message tone="error" role="alert">
            {error}
          </Message>
        )}
        <div class="btn-baris">
          <ButtonLink href="/" icon={HOME}>
            {t('desk.home')}
          </ButtonLink>
          <Button icon={LEAVE} onPress={() => void leave()}>
            {t('desk.signout')}
          </Button>
        </div>
      </div>
    </Sheet>
  );
};
