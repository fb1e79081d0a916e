import { useState } from 'react'
import { useAction } from '../../api/hooks'
import type { LeaveInput, VisitView } from '../../api/types'
import { Button } from '../../ui/button'
import { FactList } from '../../ui/data'
import { TextArea, TextField } from '../../ui/field'
import { ErrorNotice } from '../../ui/notice'
import { BigVerdict } from './big-verdict'
import { Things } from './things'
import { clock } from './times'
import type { Desk } from './use-desk'
import { useJudged } from './use-judged'

const t = {
  badge: '返してもらった入室証の番号',
  things: '持って出るもの',
  thingsHelp: '製造番号を見くらべて、持って出るものに印を付けてください。',
  others: '持ち込んでいないものの数',
  othersHelp: '入るときになかった機器や記録媒体を持っていたら、その数を入れてください。',
  carryOut: '持ち出しの申請の番号',
  carryOutHelp: '承認された持ち出しがあるときだけ、申請の番号（psg_…）を入れてください。',
  work: '行った作業',
  asApplied: '申請どおり',
  submit: '退室を記録する',
  area: '区域',
  since: '入室した時刻',
  until: '終わりの予定',
  escort: '随行',
}

export function Exit({ desk, visit, onDone }: { desk: Desk; visit: VisitView; onDone: (kept: boolean) => void }) {
  const [input, setInput] = useState<LeaveInput>({
    badge: '',
    leaving: [],
    carried_out: [],
    other_things: 0,
    work: '',
  })
  const change = (more: Partial<LeaveInput>) => setInput({ ...input, ...more })
  const { judged, trouble } = useJudged(JSON.stringify(input), desk.away, (asked) =>
    desk.judgeExit(visit, asked as LeaveInput),
  )
  const act = useAction(async () => onDone(await desk.leave(visit, input)))
  const things = visit.things.filter((thing) => thing.inside || visit.entry_off_line)
  return (
    <div className="grid gap-6 lg:grid-cols-[17rem_minmax(0,1fr)]">
      <div className="grid content-start gap-3">
        <p>
          <span className="block text-std-26B-150">{visit.name}</span>
          <span className="block">{visit.place}</span>
        </p>
        <FactList
          lines={[
            [t.area, visit.area_name],
            visit.entered_at && [t.since, clock(visit.entered_at)],
            [t.until, clock(visit.until)],
            visit.escort_name && [t.escort, visit.escort_name],
          ]}
        />
      </div>
      <form
        noValidate
        className="grid content-start gap-5"
        onSubmit={(event) => {
          event.preventDefault()
          void act.run()
        }}
      >
        <BigVerdict kind="exit" verdict={judged?.verdict} offLine={judged?.offLine ?? desk.away} />
        {trouble && <p role="alert">{trouble}</p>}
        {things.length > 0 && (
          <Things
            legend={t.things}
            help={t.thingsHelp}
            list={things}
            chosen={input.leaving}
            onChosen={(leaving) => change({ leaving })}
          />
        )}
        {!visit.officer && (
          <>
            <TextField
              label={t.others}
              help={t.othersHelp}
              bare
              inputMode="numeric"
              className="max-w-32"
              value={String(input.other_things)}
              onValue={(n) =>
                change({ other_things: Math.min(99, Number(n.normalize('NFKC').replace(/\D/g, '')) || 0) })
              }
            />
            <TextField
              label={t.carryOut}
              help={t.carryOutHelp}
              bare
              value={input.carried_out.join(' ')}
              onValue={(text) => change({ carried_out: text.split(/\s+/).filter(Boolean) })}
            />
            <div className="grid gap-2">
              <TextArea label={t.work} required rows={2} value={input.work} onValue={(work) => change({ work })} />
              {visit.purpose && (
                <div>
                  <Button look="secondary" onClick={() => change({ work: `${t.asApplied}：${visit.purpose}` })}>
                    {t.asApplied}
                  </Button>
                </div>
              )}
            </div>
          </>
        )}
        <TextField
          label={t.badge}
          required
          inputMode="numeric"
          autoComplete="off"
          className="max-w-60 text-2xl"
          value={input.badge}
          onValue={(badge) => change({ badge: badge.normalize('NFKC').trim() })}
        />
        <ErrorNotice error={act.error} />
        <Button type="submit" busy={act.busy} className="min-h-16 text-xl" disabled={!judged?.verdict.passed}>
          {t.submit}
        </Button>
      </form>
    </div>
  )
}
