import { ButtonLink, buttonClass } from '../ui/button'
import { Page } from '../ui/page'

const t = {
  title: 'この画面は見つかりません',
  body: '住所（URL）が違うか、あなたには開けないものです。開けるはずのものなら、担当の課にたずねてください。',
  home: 'ホームへ戻る',
  crash: '画面の表示に失敗しました',
  crashBody:
    '入力した内容は、この画面を閉じるまで残っています。もう一度開いてください。続くときは、この仕組みの運用担当に知らせてください。',
  reopen: 'もう一度開く',
}

export function NotFoundPage() {
  return (
    <Page title={t.title} narrow>
      <p className="mb-6">{t.body}</p>
      <ButtonLink to="/">{t.home}</ButtonLink>
    </Page>
  )
}

/** Shown when a page itself fails; it can rely on nothing. */
export function CrashPage() {
  return (
    <main className="mx-auto grid max-w-2xl gap-4 p-6">
      <h1 className="text-std-26B-150">{t.crash}</h1>
      <p>{t.crashBody}</p>
      <p>
        <a href="/" className={buttonClass()}>
          {t.reopen}
        </a>
      </p>
    </main>
  )
}
