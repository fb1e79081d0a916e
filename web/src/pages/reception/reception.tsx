import { useEffect, useState } from 'react'
import { messageOf } from '../../api/client'
import type { VisitorRow, VisitorView, VisitView } from '../../api/types'
import { useSession, useTown } from '../../session/session'
import { Button, ButtonLink } from '../../ui/button'
import { Notice } from '../../ui/notice'
import { Page } from '../../ui/page'
import { Loading } from '../../ui/states'
import { Board } from './board'
import { Enter } from './enter'
import { Exit } from './exit'
import { Finder } from './finder'
import { StillDialog } from './still'
import { clock } from './times'
import { useDesk } from './use-desk'

const t = {
  title: '受付',
  find: '来た人を探す',
  board: '在室と予定',
  paper: '今日の一覧（紙）',
  back: '最初に戻る',
  away: 'サーバーにつながりません',
  awayText: (until: string) =>
    `この端末の控えで、${until}まで続けられます。記録はこの端末に暗号化して残し、つながったら送ります。`,
  awayNone: 'この端末に控えがありません。紙の一覧を使い、つながってから入れてください。',
  kept: (n: number) => `まだ送っていない記録が${n}件あります`,
  keptText: 'この端末の中に残っています。つながると、順に送ります。画面を閉じても消えません。',
  trouble: (name: string, text: string) => `${name}：${text}`,
  stopped: (names: string) => `あとから関所が止めた入退室：${names}`,
  stoppedText: '記録は残りました。区域の課長に、確かめる仕事が届いています。',
  close: '閉じる',
  entered: '入室を記録しました',
  left: '退室を記録しました',
  turnedAway: '止めたことを記録しました。入室証を渡さないでください。',
  keptNow: 'この端末に記録しました。つながったら送ります。',
  next: '次の人へ',
}

type Step =
  | { at: 'find' }
  | { at: 'board' }
  | { at: 'enter'; view: VisitorView }
  | { at: 'exit'; visit: VisitView }
  | { at: 'done'; text: string; kept: boolean; name: string }

export function ReceptionPage() {
  const session = useSession()
  const { town } = useTown()
  const desk = useDesk({ town, session })
  const [step, setStep] = useState<Step>({ at: 'find' })
  const [trouble, setTrouble] = useState('')
  const [still, setStill] = useState<VisitView>()
  const { snapshot } = desk

  useEffect(() => {
    if (step.at === 'find') document.getElementById('find')?.focus()
  }, [step.at])

  const choose = async (row: VisitorRow) => {
    setTrouble('')
    try {
      const view = await desk.visitor(row.person)
      setStep(view.inside ? { at: 'exit', visit: view.inside } : { at: 'enter', view })
    } catch (error) {
      setTrouble(messageOf(error))
    }
  }
  return (
    <Page
      title={t.title}
      aside={
        <div className="flex flex-wrap gap-3">
          <Button look={step.at === 'board' ? 'primary' : 'secondary'} onClick={() => setStep({ at: 'board' })}>
            {t.board}
          </Button>
          <ButtonLink look="secondary" reloadDocument download to="/api/reception/day.pdf">
            {t.paper}
          </ButtonLink>
        </div>
      }
    >
      <div className="mb-4 grid gap-3">
        {desk.away && (
          <Notice kind="warning" title={t.away} live>
            <p>{snapshot ? t.awayText(clock(snapshot.until)) : t.awayNone}</p>
          </Notice>
        )}
        {desk.kept.length > 0 && (
          <Notice kind="warning" title={t.kept(desk.kept.length)} live>
            <p>{t.keptText}</p>
            <ul>{desk.kept.map((k) => k.trouble && <li key={k.id}>{t.trouble(k.name, k.trouble)}</li>)}</ul>
          </Notice>
        )}
        {desk.stoppedLater.length > 0 && (
          <Notice kind="error" title={t.stopped(desk.stoppedLater.join('、'))} live>
            <p>{t.stoppedText}</p>
            <Button look="secondary" className="mt-2" onClick={desk.clearStopped}>
              {t.close}
            </Button>
          </Notice>
        )}
        {(trouble || desk.failure) && <Notice kind="error" title={trouble || desk.failure} live />}
      </div>
      {step.at !== 'find' && (
        <p className="mb-4">
          <Button look="secondary" onClick={() => setStep({ at: 'find' })}>
            {step.at === 'board' ? t.find : t.back}
          </Button>
        </p>
      )}
      {step.at === 'find' && <Finder desk={desk} onChoose={(row) => void choose(row)} />}
      {step.at === 'board' &&
        (desk.board ? (
          <Board
            board={desk.board}
            onExit={(visit) => setStep({ at: 'exit', visit })}
            {...(desk.away ? {} : { onStill: setStill })}
          />
        ) : (
          <Loading />
        ))}
      {still && <StillDialog visit={still} onClose={() => setStill(undefined)} />}
      {step.at === 'enter' &&
        (snapshot ? (
          <Enter
            key={step.view.who.person}
            desk={desk}
            view={step.view}
            snapshot={snapshot}
            onDone={(kept) => setStep({ at: 'done', text: t.entered, kept, name: step.view.who.name })}
            onTurnedAway={() => setStep({ at: 'done', text: t.turnedAway, kept: false, name: step.view.who.name })}
          />
        ) : (
          <Loading />
        ))}
      {step.at === 'exit' && (
        <Exit
          key={step.visit.id}
          desk={desk}
          visit={step.visit}
          onDone={(kept) => setStep({ at: 'done', text: t.left, kept, name: step.visit.name })}
        />
      )}
      {step.at === 'done' && (
        <div className="grid gap-4">
          <Notice kind="success" title={`${step.name}　${step.text}`} live>
            {step.kept && <p>{t.keptNow}</p>}
          </Notice>
          <div>
            <Button className="min-h-16 text-xl" onClick={() => setStep({ at: 'find' })}>
              {t.next}
            </Button>
          </div>
        </div>
      )}
    </Page>
  )
}
