import { useApp } from '../app/app.ts';
import { t } from '../core/i18n/rarely.ts';
import { passphrase, SHORTEST_PASSWORD, strengthOf } from '../core/passphrase.ts';
import type { ActivationCheck } from '../core/wire.ts';
import { Button } from '../elements/button.tsx';
import { Field, PasswordField } from '../elements/field.tsx';
import { Finding } from '../elements/finding.tsx';
import { CHECK, CLOCK } from '../elements/icons.ts';
import { Message } from '../elements/message.tsx';

interface Props {
  login: string;
  checked: ActivationCheck;
  password: string;
  setPassword: (value: string) => void;
  username: string;
  setUsername: (value: string) => void;
  nameError?: string | null;
  error: string | null;
  onNotMe: () => void;
  onDone: () => void;
}

/** A password of one's own, with four random words as a start. */
export const NewPassword = (props: Props) => {
  const app = useApp();
  const { checked, password } = props;
  const strength = strengthOf(password, props.login, checked.name);
  const enough = strength.longEnough && strength.notOwn;
  const rule = (met: boolean, text: string) => (
    <Finding
      look={met ? 'good' : 'open'}
      icon={met ? CHECK : CLOCK}
      label={t(met ? 'onb.rule.met' : 'onb.rule.unmet')}
      text={text}
    />
  );
  return (
    <>
      <form
        class="kartu kartu--utama tumpuk"
        onSubmit={(event) => {
          event.preventDefault();
          if (enough) props.onDone();
        }}
      >
        <div class="kepala">
          <div>
            <p class="alis">{t('onb.for')}</p>
            <p>
              <strong>{checked.name}</strong>
              <br />
              <span class="kecil redup">{checked.unit}</span>
            </p>
          </div>
          <Button look="quiet" onPress={props.onNotMe}>
            {t('onb.notme')}
          </Button>
        </div>
        {!checked.recovery && (
          <Field
            label={t('onb.user')}
            name="username"
            autocomplete="username"
            autocapitalize="none"
            maxLength={32}
            hint={t('onb.user.hint')}
            value={props.username}
            onInput={props.setUsername}
            error={props.nameError ?? null}
          />
        )}
        <PasswordField
          label={t('onb.pass')}
          autocomplete="new-password"
          showLabel={t('login.show')}
          open
          value={password}
          onInput={props.setPassword}
          error={props.error}
          beside={
            <Button look="quiet" onPress={() => props.setPassword(passphrase(app.random(4)))}>
              {t('onb.suggest')}
            </Button>
          }
        />
        <div role="status">
          <div class="kepala">
            <strong>{t(enough ? 'onb.strong' : 'onb.weak')}</strong>
            <span class="kecil redup angka">{t('onb.letters', { n: [...password].length })}</span>
          </div>
          <div class={enough ? 'bilah bilah--hadir' : 'bilah'} aria-hidden="true">
            <i style={{ width: `${strength.percent}%` }} />
          </div>
        </div>
        <ul class="periksa" aria-label={t('onb.rules')}>
          {rule(strength.longEnough, t('onb.rule.len', { n: SHORTEST_PASSWORD }))}
          {rule(strength.notOwn, t('onb.rule.own'))}
          <Finding
            look="open"
            icon={CLOCK}
            label={t('onb.rule.unmet')}
            text={t('onb.rule.leak')}
            note={t('onb.rule.later')}
          />
        </ul>
        <Button look="main" large submit disabled={!enough}>
          {t('onb.save')}
        </Button>
      </form>
      <Message>{t('onb.hint')}</Message>
    </>
  );
};
