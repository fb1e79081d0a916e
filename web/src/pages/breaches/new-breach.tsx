import { useState } from 'react'
import { useNavigate } from 'react-router'
import { send } from '../../api/client'
import { useAction, useQuery } from '../../api/hooks'
import type { Done, EngagementRow, Items } from '../../api/types'
import { useTown } from '../../session/session'
import { Choices, DateField, Select, TextArea, TextField } from '../../ui/field'
import { BoxForm } from '../../ui/form'
import { Notice } from '../../ui/notice'
import { Page } from '../../ui/page'
import { useFaults } from '../../ui/use-form'
import { instant, timeNow } from '../reception/times'
import { breachWords } from './words'

const t = {
  title: '漏えい等を報告する',
  crumb: '漏えい等の報告',
  lead: 'データがなくなった、見せてはいけない人に見せた、盗まれた、ウイルスに感染した——その疑いがあるときに使います。',
  now: 'わかっていることだけで、すぐに報告してください',
  nowText:
    '報告は、CISOと統括情報セキュリティ責任者に届きます。確かめてからでなくてかまいません。急ぐので、電話でも知らせてください。',
  form: 'わかっていること',
  what: '何が起きたか',
  whatHelp: '例：業務用のUSBメモリーを入れたかばんを、帰り道でなくした。中身は消していない。',
  whatMissing: '何が起きたかを、わかる範囲で書いてください。',
  day: '気づいた日',
  time: '気づいた時刻',
  timeMissing: '気づいた日と時刻を入れてください。おおよそでかまいません。',
  goingOn: '今も続いていますか',
  goingOnMissing: '今も続いているかを選んでください。',
  information: '関係する情報の種類',
  informationHelp: 'わかれば書いてください。例：給付金の対象世帯の氏名と住所、およそ300件',
  engagement: '関係する委託契約',
  engagementHelp: 'わかれば選んでください。',
  unknown: 'わからない・委託契約ではない',
  submit: '報告する',
}

export function NewBreachPage() {
  const { town } = useTown()
  const navigate = useNavigate()
  const contracts = useQuery<Items<EngagementRow>>('/api/engagements?limit=200')
  const [day, setDay] = useState(town.today)
  const [time, setTime] = useState(timeNow)
  const [what, setWhat] = useState('')
  const [goingOn, setGoingOn] = useState('')
  const [information, setInformation] = useState('')
  const [engagement, setEngagement] = useState('')
  const form = useFaults()
  const act = useAction(async () => {
    const made = await send<Done>('POST', '/api/breaches', {
      engagement,
      found_at: instant(day, time),
      what: what.trim(),
      information: information.trim(),
      going_on: goingOn === 'yes',
    })
    void navigate(`/breaches/${made.id}`)
  })
  const known = contracts.data?.items ?? []
  return (
    <Page title={t.title} lead={t.lead} narrow crumbs={[{ to: '/breaches', label: t.crumb }]}>
      <Notice kind="warning" title={t.now} className="mb-6">
        <p>{t.nowText}</p>
      </Notice>
      <BoxForm
        id="breach-form"
        title={t.form}
        {...form}
        error={act.error}
        busy={act.busy}
        submit={t.submit}
        onCancel={() => void navigate('/breaches')}
        onSubmit={() =>
          form.check([
            ['what', what.trim() !== '', t.whatMissing],
            ['day', instant(day, time) !== '', t.timeMissing],
            ['going-on', goingOn !== '', t.goingOnMissing],
          ]) && void act.run()
        }
      >
        <TextArea
          id="what"
          label={t.what}
          help={t.whatHelp}
          required
          rows={5}
          maxLength={2000}
          value={what}
          onValue={setWhat}
          error={form.of('what')}
        />
        <div className="flex flex-wrap gap-x-6 gap-y-4">
          <DateField
            id="day"
            label={t.day}
            required
            max={town.today}
            value={day}
            onValue={setDay}
            error={form.of('day')}
          />
          <TextField label={t.time} required type="time" className="max-w-40" value={time} onValue={setTime} />
        </div>
        <Choices
          id="going-on"
          name="going-on"
          legend={t.goingOn}
          required
          value={goingOn}
          onValue={setGoingOn}
          error={form.of('going-on')}
          choices={[
            { value: 'yes', label: breachWords.goingOn },
            { value: 'no', label: breachWords.stopped },
          ]}
        />
        <TextArea
          label={t.information}
          help={t.informationHelp}
          maxLength={2000}
          value={information}
          onValue={setInformation}
        />
        {known.length > 0 && (
          <Select
            label={t.engagement}
            help={t.engagementHelp}
            empty={t.unknown}
            value={engagement}
            onValue={setEngagement}
            options={known.map((row) => ({ value: row.id, label: row.title }))}
          />
        )}
      </BoxForm>
    </Page>
  )
}
