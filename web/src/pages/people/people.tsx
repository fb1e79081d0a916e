import { useState } from 'react'
import { usePaged, useQuery } from '../../api/hooks'
import type { components } from '../../api/schema'
import type { Items, OfficerView } from '../../api/types'
import { roleWords } from '../../lib/words'
import { Button, TextLink } from '../../ui/button'
import { DataTable } from '../../ui/data'
import { ErrorNotice } from '../../ui/notice'
import { Page, Section } from '../../ui/page'
import { Empty, Load, Loading } from '../../ui/states'
import { NewOfficer, NewSection } from './forms'

const t = {
  title: '課と職員',
  lead: '課と、そこで働く職員を登録します。職員を登録したあと、「利用者」でサインインできるようにします。',
  toAccounts: '利用者を開く',
  sections: '課',
  newSection: '課を登録する',
  noSections: '課がまだありません。最初に、課を登録してください。',
  officers: '職員',
  newOfficer: '職員を登録する',
  noOfficers: '職員がまだいません。',
  caption: '職員の一覧',
  name: '名前',
  section: '課',
  roles: '役割',
}

export type SectionView = components['schemas']['SectionView']

export function PeoplePage() {
  const sections = useQuery<Items<SectionView>>('/api/sections')
  const officers = usePaged<OfficerView>('/api/officers')
  const [adding, setAdding] = useState<'section' | 'officer'>()
  const done = () => {
    setAdding(undefined)
    sections.reload()
    officers.reload()
  }
  return (
    <Page
      title={t.title}
      lead={
        <>
          {t.lead} <TextLink to="/accounts">{t.toAccounts}</TextLink>
        </>
      }
      crumbs={[]}
    >
      <Section
        title={t.sections}
        aside={
          adding !== 'section' && (
            <Button look="secondary" onClick={() => setAdding('section')}>
              {t.newSection}
            </Button>
          )
        }
      >
        {adding === 'section' && <NewSection onDone={done} onCancel={() => setAdding(undefined)} />}
        <Load query={sections}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty>{t.noSections}</Empty>
            ) : (
              <ul className="flex flex-wrap gap-2">
                {items.map((s) => (
                  <li key={s.id} className="rounded-8 border border-solid-gray-420 px-4 py-2">
                    {s.name}
                  </li>
                ))}
              </ul>
            )
          }
        </Load>
      </Section>
      <Section
        title={t.officers}
        aside={
          adding !== 'officer' && (
            <Button look="secondary" onClick={() => setAdding('officer')}>
              {t.newOfficer}
            </Button>
          )
        }
      >
        {adding === 'officer' && (
          <NewOfficer sections={sections.data?.items ?? []} onDone={done} onCancel={() => setAdding(undefined)} />
        )}
        <ErrorNotice error={officers.error} />
        {officers.items.length > 0 ? (
          <DataTable
            caption={t.caption}
            rows={officers.items}
            rowKey={(o) => o.id}
            columns={[
              { header: t.name, main: true, cell: (o) => <span className="font-bold">{o.name}</span> },
              { header: t.section, cell: (o) => o.section_name || '―' },
              { header: t.roles, cell: (o) => o.roles.map((r) => roleWords[r]).join('、') },
            ]}
          />
        ) : officers.loading ? (
          <Loading />
        ) : (
          !officers.error && <Empty>{t.noOfficers}</Empty>
        )}
      </Section>
    </Page>
  )
}
