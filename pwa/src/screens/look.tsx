import { useApp } from '../app/app.ts';
import { useStore } from '../app/store.ts';
import { t } from '../core/i18n/later.ts';
import { Segments } from '../elements/segments.tsx';
import { LanguageChoice } from './language-choice.tsx';

const THEMES = ['SYSTEM', 'SUNLIGHT', 'DARK'] as const;

export const Look = () => {
  const { preferences } = useApp();
  const { theme } = useStore(preferences);
  return (
    <section class="kartu tumpuk" aria-labelledby="tm">
      <h2 id="tm">{t('prof.look')}</h2>
      <div class="kolom">
        <span class="label">{t('prof.theme')}</span>
        <Segments
          label={t('prof.theme')}
          options={THEMES.map((value) => ({ value, label: t(`prof.theme.${value}`) }))}
          chosen={theme}
          onChoose={(chosen) => preferences.change({ theme: chosen })}
        />
        <small>{t('prof.theme.note')}</small>
      </div>
      <div class="kolom">
        <span class="label">{t('common.language')}</span>
        <LanguageChoice />
      </div>
    </section>
  );
};
