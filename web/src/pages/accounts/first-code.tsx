import { useEffect, useRef } from 'react'
import type { AccountCreated } from '../../api/types'
import { Button, ButtonRow } from '../../ui/button'

const t = {
  title: 'はじめのコードを、本人に渡してください',
  text: '今この画面でだけ表示します。メールでは送らず、紙に書くか口頭で、本人に直接渡してください。本人は、サインインの画面で、パスワードの代わりにこのコードを入れます。',
  login: '利用者名',
  code: 'はじめのコード',
  print: '印刷する',
  done: '渡したので閉じる',
}

export function FirstCode({ created, onClose }: { created: AccountCreated; onClose: () => void }) {
  const box = useRef<HTMLElement>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    <section
      ref={box}
      tabIndex={-1}
      aria-labelledby="first-code"
      className="mb-8 rounded-12 border-2 border-warning-yellow-2 bg-yellow-50 p-5"
    >
      <h2 id="first-code" className="text-std-20B-150">
        {t.title}
      </h2>
      <p className="mt-1">{t.text}</p>
      <dl className="my-4 grid gap-x-4 gap-y-2 sm:grid-cols-[10rem_1fr]">
        <dt className="font-bold">{t.login}</dt>
        <dd className="font-mono text-lg">{created.login}</dd>
        <dt className="font-bold">{t.code}</dt>
        <dd className="font-mono text-2xl tracking-widest break-words">{created.first_code}</dd>
      </dl>
      <ButtonRow>
        <Button look="secondary" onClick={() => window.print()}>
          {t.print}
        </Button>
        <Button onClick={onClose}>{t.done}</Button>
      </ButtonRow>
    </section>
  )
}
