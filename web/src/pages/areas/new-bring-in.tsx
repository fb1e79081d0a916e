import { useState } from 'react'
import { useNavigate } from 'react-router'
import { messageOf, send } from '../../api/client'
import { useAction } from '../../api/hooks'
import type { Done, ThingInput } from '../../api/types'
import { thingWords } from '../../lib/words'
import { useTown } from '../../session/session'
import { Button } from '../../ui/button'
import { Checkbox, DateField, Select, TextArea, TextField } from '../../ui/field'
import { ChosenFiles } from '../../ui/files'
import { BoxForm } from '../../ui/form'
import { Page } from '../../ui/page'
import { useAttach } from '../../ui/use-attach'
import { useFaults } from '../../ui/use-form'
import { newWhere, times, WhereFields, whereRules } from './where'

const t = {
  title: '持ち込みを申請する',
  lead: 'パソコンや記録媒体は、承認されたものだけを、製造番号を確かめて持ち込めます。出るときに、もう一度確かめます。',
  crumb: '管理区域',
  form: '持ち込みの申請',
  thing: (n: number) => `持ち込むもの ${n}`,
  kind: '種類',
  maker: 'メーカー・型番',
  serial: '製造番号',
  serialHelp: '本体に書かれているとおりに入れてください。',
  antivirus: 'ウイルス対策ソフトの名前',
  pattern: 'パターンファイルの日付',
  patternHelp: 'パソコンは、7日以内の日付が要ります。',
  stays: '持ち帰らずに、区域に残す（交換する部品など）',
  add: 'もう1つ加える',
  remove: 'これをやめる',
  purpose: '目的',
  evidence: '不正なプログラムがないことを、どう確かめたか',
  evidenceHelp: 'いつ、何で検査して、どうだったかを書いてください。',
  files: '検査の結果のファイルを添える',
  filesHelp:
    '検査の画面や報告書があれば添えてください（PDF、JPEG、PNG。1つ20 MBまで）。申請のあと、決まるまでの間も添えられます。',
  submit: '申請する',
  noSerial: '製造番号を入れてください。',
  noPurpose: '何のために持ち込むかを書いてください。',
  noEvidence: '検査のしかたと結果を書いてください。',
}

const empty: ThingInput = { kind: 'pc', maker: '', serial: '', antivirus: '', pattern_day: '', stays: false }

export function NewBringInPage() {
  const { town } = useTown()
  const navigate = useNavigate()
  const [where, setWhere] = useState(() => newWhere(town.today))
  const [things, setThings] = useState<ThingInput[]>([empty])
  const [purpose, setPurpose] = useState('')
  const [evidence, setEvidence] = useState('')
  const [files, setFiles] = useState<File[]>([])
  const attachAll = useAttach('evidence')
  const form = useFaults()
  const act = useAction(async () => {
    const { engagement, contractor, area } = where
    const made = await send<Done>('POST', '/api/bring-ins', {
      engagement,
      contractor,
      area,
      things,
      purpose,
      evidence,
      ...times(where),
    })
    // It is applied for by now, whatever becomes of the files: the next page takes what is missing.
    let trouble = ''
    try {
      await attachAll(made.id, files)
    } catch (error) {
      trouble = messageOf(error)
    }
    void navigate(`/areas/entries/${made.id}`, trouble ? { state: { trouble } } : {})
  })
  const change = (at: number, more: Partial<ThingInput>) =>
    setThings(things.map((thing, i) => (i === at ? { ...thing, ...more } : thing)))
  return (
    <Page title={t.title} lead={t.lead} crumbs={[{ to: '/areas', label: t.crumb }]}>
      <BoxForm
        id="bring-in-form"
        title={t.form}
        {...form}
        error={act.error}
        busy={act.busy}
        submit={t.submit}
        onCancel={() => void navigate('/areas')}
        onSubmit={() =>
          form.check([
            ...whereRules(where),
            ...things.map((thing, i) => [`serial-${i}`, thing.serial.trim() !== '', t.noSerial] as const),
            ['purpose', purpose.trim().length >= 4, t.noPurpose],
            ['evidence', evidence.trim().length >= 4, t.noEvidence],
          ]) && void act.run()
        }
      >
        <WhereFields value={where} onValue={setWhere} of={form.of} />
        {things.map((thing, i) => (
          <fieldset key={i} className="grid gap-4 rounded-8 border border-solid-gray-420 p-4">
            <legend className="px-1 font-bold">{t.thing(i + 1)}</legend>
            <Select
              label={t.kind}
              required
              empty=""
              value={thing.kind}
              onValue={(kind) => change(i, { kind: kind as ThingInput['kind'] })}
              options={Object.entries(thingWords).map(([value, label]) => ({ value, label }))}
            />
            <TextField label={t.maker} value={thing.maker} onValue={(maker) => change(i, { maker })} />
            <TextField
              id={`serial-${i}`}
              label={t.serial}
              help={t.serialHelp}
              required
              value={thing.serial}
              onValue={(serial) => change(i, { serial })}
              error={form.of(`serial-${i}`)}
            />
            {thing.kind === 'pc' && (
              <>
                <TextField
                  label={t.antivirus}
                  required
                  value={thing.antivirus}
                  onValue={(antivirus) => change(i, { antivirus })}
                />
                <DateField
                  label={t.pattern}
                  help={t.patternHelp}
                  required
                  max={town.today}
                  value={thing.pattern_day}
                  onValue={(pattern_day) => change(i, { pattern_day })}
                />
              </>
            )}
            <Checkbox label={t.stays} checked={thing.stays} onChecked={(stays) => change(i, { stays })} />
            {things.length > 1 && (
              <div>
                <Button look="quiet" onClick={() => setThings(things.filter((_, n) => n !== i))}>
                  {t.remove}
                </Button>
              </div>
            )}
          </fieldset>
        ))}
        <div>
          <Button look="secondary" onClick={() => setThings([...things, empty])}>
            {t.add}
          </Button>
        </div>
        <TextArea
          id="purpose"
          label={t.purpose}
          required
          value={purpose}
          onValue={setPurpose}
          error={form.of('purpose')}
        />
        <TextArea
          id="evidence"
          label={t.evidence}
          help={t.evidenceHelp}
          required
          value={evidence}
          onValue={setEvidence}
          error={form.of('evidence')}
        />
        <ChosenFiles
          purpose="evidence"
          accept=".pdf,.jpg,.jpeg,.png"
          label={t.files}
          help={t.filesHelp}
          files={files}
          onFiles={setFiles}
        />
      </BoxForm>
    </Page>
  )
}
