import { useBlocker } from 'react-router'
import type { Act, ContentView } from '../../api/types'
import { fileSize, percent, timeLeft } from '../../lib/numbers'
import { Button, ButtonRow } from '../../ui/button'
import { Progress } from '../../ui/data'
import { Dialog } from '../../ui/dialog'
import { FilePicker } from '../../ui/file-picker'
import { ErrorNotice, Notice } from '../../ui/notice'
import { InspectionPanel } from '../passage/inspection'
import { useUpload } from './use-upload'

const t = {
  lead: '渡すファイルを1つ選んでください。選ぶとすぐに送り始め、届いた分から暗号化して保管します。送り終わると、中に住民のデータが入っていないかを自動で検査します。',
  many: '中身を確かめられるのは、文字のファイル（CSVやテキスト）です。ZIP・Excel・パスワードをかけたファイルは、中身を確かめられないため、本番データとして扱います。',
  choose: 'ファイルを選ぶ',
  replace: '別のファイルに替える',
  sending: (name: string) => `送っています：${name}`,
  paused: (name: string) => `一時停止しています：${name}`,
  pause: '一時停止する',
  resume: '続きから送る',
  keep: 'この画面を閉じないでください。閉じてしまっても、同じファイルをもう一度選べば続きから送れます。',
  resumed: '前に送った続きから送っています。',
  of: (done: string, all: string) => `${all}のうち${done}`,
  half: (name: string, done: string, all: string) =>
    `「${name}」は${all}のうち${done}まで送ってあります。同じファイルをもう一度選ぶと、続きから送ります。`,
  halfTitle: '送り終わっていないファイルがあります',
  leaveTitle: 'ファイルを送っている途中です',
  leaveText:
    'この画面を離れると、送るのが止まります。ここまでの分は残るので、同じファイルをもう一度選べば続きから送れます。',
  leave: '止めて離れる',
  stay: '送り続ける',
}

export function FileStep({
  passage,
  content,
  may,
  onChanged,
}: {
  passage: string
  content: ContentView
  may: Act[]
  onChanged: () => void
}) {
  const { state, start, pause, resume } = useUpload(passage, onChanged)
  // leaving within the pages stops the upload as closing the window would
  const leaving = useBlocker(
    ({ currentLocation, nextLocation }) =>
      state.phase === 'sending' &&
      currentLocation.pathname + currentLocation.search !== nextLocation.pathname + nextLocation.search,
  )
  const busy = state.phase === 'sending' || state.phase === 'paused' || state.phase === 'failed'
  const has = content.state !== 'absent' && content.state !== 'uploading'
  const half = content.state === 'uploading' && !busy && state.phase !== 'sent'

  return (
    <div className="grid gap-5">
      <p>{t.lead}</p>
      {half && (
        <Notice kind="warning" title={t.halfTitle}>
          {t.half(content.name, fileSize(content.received), fileSize(content.size))}
        </Notice>
      )}
      {busy && (
        <div className="rounded-8 border border-solid-gray-420 p-4">
          <Progress
            label={state.phase === 'sending' ? t.sending(state.name) : t.paused(state.name)}
            value={percent(state.sent, state.size)}
            detail={
              <>
                {t.of(fileSize(state.sent), fileSize(state.size))}
                {state.phase === 'sending' && state.rate > 0 && `　${timeLeft(state.size - state.sent, state.rate)}`}
                {state.resumed && <span className="block">{t.resumed}</span>}
              </>
            }
          />
          {state.phase === 'failed' && <ErrorNotice error={state.error} className="mt-4" />}
          <ButtonRow className="mt-4">
            {state.phase === 'sending' ? (
              <Button look="secondary" onClick={pause}>
                {t.pause}
              </Button>
            ) : (
              <Button onClick={resume}>{t.resume}</Button>
            )}
          </ButtonRow>
          <p className="mt-3 text-sm text-solid-gray-700">{t.keep}</p>
        </div>
      )}
      {has && !busy && (
        <InspectionPanel
          content={content}
          inspect={{ passage, may: may.includes('reinspect_content'), approved: false, onDone: onChanged }}
        />
      )}
      {!(state.phase === 'sending') && (
        <FilePicker
          label={has || busy ? t.replace : t.choose}
          quiet={has || busy}
          onFile={(file) => void start(file)}
        />
      )}
      <p className="text-solid-gray-700">{t.many}</p>
      <Dialog title={t.leaveTitle} open={leaving.state === 'blocked'} onClose={() => leaving.reset?.()}>
        <p>{t.leaveText}</p>
        <ButtonRow className="justify-end">
          <Button look="secondary" onClick={() => leaving.proceed?.()}>
            {t.leave}
          </Button>
          <Button onClick={() => leaving.reset?.()}>{t.stay}</Button>
        </ButtonRow>
      </Dialog>
    </div>
  )
}
