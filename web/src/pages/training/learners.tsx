import { useSearchParams } from 'react-router'
import { query } from '../../api/client'
import { usePaged } from '../../api/hooks'
import type { LearnerRow } from '../../api/types'
import { useTown } from '../../session/session'
import { Chip, DataTable, More } from '../../ui/data'
import { DayText } from '../../ui/deadline'
import { Checkbox } from '../../ui/field'
import { ErrorNotice } from '../../ui/notice'
import { Section } from '../../ui/page'
import { Empty, Loading } from '../../ui/states'

const t = {
  title: '従事者の研修',
  lead: '確かめた名簿に載っている人です。',
  only: '受けていない人と、1か月以内に期限が来る人だけを表示する',
  caption: '従事者の研修の一覧',
  name: '名前',
  firm: '会社',
  until: '有効な日',
  never: '受けていない',
  missing: '足りない研修',
  nothing: 'なし',
  state: '状態',
  stopped: '止まっています',
  soon: 'もうすぐ期限',
  well: '有効',
  invited: '案内ずみ',
  none: '名簿に載っている従事者はいません。',
  noneMissing: '受けていない人も、期限が近い人もいません。',
}

/** Who needs what: of the viewer's section, firm or town. */
export function Learners() {
  const { town } = useTown()
  const [search, setSearch] = useSearchParams()
  const only = search.get('people') !== 'all'
  const list = usePaged<LearnerRow>(query('/api/learners', { missing: only ? '1' : '', limit: 100 }))
  return (
    <Section title={t.title} lead={t.lead} id="people">
      <Checkbox
        label={t.only}
        checked={only}
        onChecked={(on) => {
          const next = new URLSearchParams(search)
          if (on) next.delete('people')
          else next.set('people', 'all')
          setSearch(next)
        }}
      />
      <ErrorNotice error={list.error} className="mb-4" />
      {list.items.length > 0 ? (
        <>
          <DataTable
            caption={t.caption}
            rows={list.items}
            rowKey={(p) => p.worker}
            columns={[
              { header: t.name, main: true, cell: (p) => <span className="font-bold">{p.name}</span> },
              { header: t.firm, cell: (p) => p.contractor_name },
              { header: t.until, cell: (p) => (p.trained_until ? <DayText day={p.trained_until} /> : t.never) },
              { header: t.missing, cell: (p) => p.missing.join('、') || t.nothing },
              {
                header: t.state,
                bare: true,
                cell: (p) => (
                  <span className="flex flex-wrap gap-1">
                    {p.missing.length > 0 ? (
                      <Chip tone="red">{t.stopped}</Chip>
                    ) : p.due && p.due >= town.today ? (
                      <Chip tone="yellow">{t.soon}</Chip>
                    ) : (
                      <Chip tone="green">{t.well}</Chip>
                    )}
                    {p.invited && <Chip tone="blue">{t.invited}</Chip>}
                  </span>
                ),
              },
            ]}
          />
          <More shown={list.items.length} more={list.more} busy={list.loading} />
        </>
      ) : list.loading ? (
        <Loading />
      ) : (
        !list.error && <Empty>{only ? t.noneMissing : t.none}</Empty>
      )}
    </Section>
  )
}
